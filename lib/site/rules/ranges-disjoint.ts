import { networksOverlap } from '../../errors/site';
import { rule, type Violation } from '../../rules/rule';
import { Cidr } from '../../units/cidr';
import { fabricRanges } from '../fabric-ranges';
import { SITE, type SiteFact } from '../facts';

/** Ranges that fabrics were given share no address with those of other fabrics, nor with other uses. */
export const rangesDisjoint = rule(networksOverlap, 'error', (model) =>
  model.all(SITE).flatMap((site): Violation[] => {
    const own = Object.keys(site.addresses.fabrics);
    if (own.length === 0) return [];
    const ranges = rangesOf(site);
    return ranges.flatMap(([use, range], index) => {
      const other = ranges.slice(0, index).find(([, earlier]) => earlier.overlaps(range));
      if (other === undefined) return [];
      const problem = networksOverlap([use, range.toString()], [other[0], other[1].toString()]);
      return [{ problem, at: site }];
    });
  }),
);

/** Ranges of both IP versions: a fabric that was given one of them has its part of the other underlay. */
function rangesOf(site: SiteFact): readonly (readonly [string, Cidr])[] {
  const { virtualIps, pods, services } = site.addresses;
  const others = Object.entries({ virtualIps, pods, services });
  return [
    ...others.flatMap(([use, range]) => (range === undefined ? [] : [[use, Cidr.of(range)] as const])),
    ...site.fabrics.flatMap(({ name }, index) => {
      const { v4, v6 } = fabricRanges(site, name, index);
      return [v4, v6].flatMap((range) => (range === null ? [] : [[`fabrics.${name}`, range] as const]));
    }),
  ];
}
