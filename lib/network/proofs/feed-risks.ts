import type { SiteFact } from '../../site/facts';
import type { Subject } from './subject';
import type { RiskSet } from './risk-groups';

interface Supplies {
  readonly count: number;
  readonly required: number;
}

/**
 * Power feeds as shared risks: the devices of a row that stop when one of its feeds is lost, because too few of their
 * power supplies are left. Supplies are spread evenly over the feeds of a rack, the first feeds having one more.
 *
 * @param site the fact of the site
 * @param subject the fabric
 */
export function feedRisks(site: SiteFact, { fabric, built }: Subject): readonly RiskSet[] {
  const servers = new Map(site.servers.map(({ model, powerSupplies }) => [model, powerSupplies]));
  const switches = new Map(built.input.classes.map(({ name, powerSupplies }) => [name, powerSupplies]));
  const standing = (row: string): readonly (Supplies | null)[] => [
    ...site.servers.flatMap((each) => (each.row === row ? [each.powerSupplies] : [])),
    ...switches.values(),
  ];
  // The first feed has the most supplies: what survives its loss survives that of any other.
  const risky = site.racks.filter(({ row, feeds }) => standing(row).some((each) => stopsWithout(each, feeds, 0)));
  if (risky.length === 0) return [];
  const rows = new Map(risky.map((each) => [each.row, each]));
  const sets = new Map<string, string[]>();
  for (const { name, role, model, rack } of fabric.nodes) {
    const row = rack === null ? undefined : rows.get(rack.slice(site.name.length + 1, rack.lastIndexOf('-')));
    const own = (role === 'server' ? servers : switches).get(model) ?? null;
    if (row === undefined) continue;
    for (let feed = 0; feed < row.feeds; feed += 1) {
      if (!stopsWithout(own, row.feeds, feed)) break;
      const key = `feed ${feed + 1} of the row '${row.row}'`;
      const others = sets.get(key);
      if (others === undefined) sets.set(key, [name]);
      else others.push(name);
    }
  }
  return [...sets].map(([name, nodes]) => ({ name, nodes, links: [] }));
}

function stopsWithout(supplies: Supplies | null, feeds: number, feed: number): boolean {
  if (supplies === null) return false;
  const { count, required } = supplies;
  const onFeed = Math.floor(count / feeds) + (feed < count % feeds ? 1 : 0);
  return count - onFeed < required;
}
