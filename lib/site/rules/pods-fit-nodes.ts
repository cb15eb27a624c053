import { podsExhausted } from '../../errors/site';
import { rule, type Violation } from '../../rules/rule';
import { Cidr } from '../../units/cidr';
import { SITE, SITE_SHARE } from '../facts';

/**
 * Each node gets a part of the range of pods. Where pods are routed, the clusters of a site share the range; in
 * overlays each cluster may have all of it.
 */
export const podsFitNodes = rule(podsExhausted, 'error', (model) =>
  model.all(SITE).flatMap((site): Violation[] => {
    const { pods, nodePodPrefix: prefix } = site.addresses;
    if (pods === undefined || prefix === undefined) return [];
    const parts = 2 ** (prefix - Cidr.of(pods).prefix);
    const shares = model.all(SITE_SHARE).filter((share) => share.site === site.name);
    const sizes = shares.map(({ servers }) => Object.values(servers).reduce((sum, names) => sum + names.length, 0));
    const nodes = site.podNetwork === 'routed' ? sizes.reduce((sum, size) => sum + size, 0) : Math.max(0, ...sizes);
    return nodes <= parts ? [] : [{ problem: podsExhausted(pods, prefix, nodes, parts), at: site }];
  }),
);
