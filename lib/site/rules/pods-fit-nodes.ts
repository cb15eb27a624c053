import { podsExhausted } from '../../errors/site';
import { rule, type Violation } from '../../rules/rule';
import { Cidr } from '../../units/cidr';
import { SITE, SITE_SHARE } from '../facts';

/**
 * Each node gets a part of the range of pods. Where pods are routed, the clusters of a site share the range, and where
 * no stage of the program has taken servers, as in one with the network alone, all servers of the site may become
 * nodes. In overlays each cluster may have all of the range: which servers it has, only its stage says.
 */
export const podsFitNodes = rule(podsExhausted, 'error', (model) =>
  model.all(SITE).flatMap((site): Violation[] => {
    const { pods, nodePodPrefix: prefix } = site.addresses;
    if (pods === undefined || prefix === undefined) return [];
    const parts = 2 ** (prefix - Cidr.of(pods).prefix);
    const shares = model.all(SITE_SHARE).filter((share) => share.site === site.name);
    const sizes = shares.map(({ servers }) => total(Object.values(servers).map(({ length }) => length)));
    const all = site.servers.map(({ count }) => count);
    const nodes = site.podNetwork === 'routed' ? total(sizes.length === 0 ? all : sizes) : Math.max(0, ...sizes);
    return nodes <= parts ? [] : [{ problem: podsExhausted(pods, prefix, nodes, parts), at: site }];
  }),
);

function total(counts: readonly number[]): number {
  return counts.reduce((sum, each) => sum + each, 0);
}
