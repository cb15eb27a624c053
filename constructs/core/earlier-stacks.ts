import type { FactIdentity } from '../../lib/model/fact';
import { VIRTUAL_IP_POOL } from '../../lib/network/facts';
import { SITE_SHARE } from '../../lib/site/facts';
import type { TerraformStack } from './cdktf';
import { existingJournal } from './journal';
import { placeOf } from './place';

/** What a site hands out once, to whichever stack: servers and addresses. */
const HANDED_OUT: ReadonlySet<string> = new Set([SITE_SHARE.name, VIRTUAL_IP_POOL.name]);

/**
 * What stacks before this one were handed out of sites. A stack of somebody else's app is judged alone, but servers
 * that another one has are not its own.
 *
 * @param stack the stack that is judged
 */
export function handedOutBefore(stack: TerraformStack): readonly FactIdentity[] {
  const all = stack.node.root.node.findAll();
  return all.slice(0, all.indexOf(stack)).flatMap((construct) => {
    const facts = existingJournal(construct)?.facts ?? [];
    return facts
      .filter(({ kind }) => HANDED_OUT.has(kind.name))
      .map(({ kind, produce }) => ({ kind: kind.name, ...placeOf(construct), ...produce() }));
  });
}
