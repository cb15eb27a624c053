import { sharesOverlap } from '../../errors/site';
import { rule, type Violation } from '../../rules/rule';
import { SITE_SHARE } from '../facts';

/** Each server belongs to one stage at most. */
export const sharesDisjoint = rule(sharesOverlap, 'error', (model) => {
  const owner = new Map<string, string>();
  return model.all(SITE_SHARE).flatMap((share): Violation[] => {
    const twice = new Map<string, string[]>();
    for (const server of Object.values(share.servers).flat()) {
      const other = owner.get(server);
      if (other === undefined) owner.set(server, share.stage);
      else twice.set(other, [...(twice.get(other) ?? []), server]);
    }
    return [...twice].map(([other, servers]) => ({ problem: sharesOverlap(servers, other), at: share }));
  });
});
