import { networksOverlap } from '../../errors/site';
import { fabricRange } from '../../network/addressing/ranges';
import { rule, type Violation } from '../../rules/rule';
import { Cidr } from '../../units/cidr';
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

function rangesOf({ addresses, fabrics }: SiteFact): readonly (readonly [string, Cidr])[] {
  const { underlay, virtualIps, pods, services } = addresses;
  const others = Object.entries({ virtualIps, pods, services });
  return [
    ...others.flatMap(([use, range]) => (range === undefined ? [] : [[use, Cidr.of(range)] as const])),
    ...fabrics.flatMap(({ name }, index) => {
      const given = addresses.fabrics[name];
      const range = given === undefined ? fabricRange(Cidr.of(underlay), index) : Cidr.of(given);
      return range === undefined ? [] : [[`fabrics.${name}`, range] as const];
    }),
  ];
}
