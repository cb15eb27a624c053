import { rackName, racksIn, type CabledGroup, type CabledRow, type FabricInput } from './input';

/** A group of leaves and the racks that it serves. */
export interface LeafGroup {
  /** Stable number: rows take turns, so that a new rack, or a row that was kept free, renumbers none. */
  readonly number: number;
  /** Row of its racks. */
  readonly row: string;
  /** Names of its racks, those that exist. */
  readonly racks: readonly string[];
  /** Those of its racks that came first, where its switches stand. */
  readonly first: readonly string[];
  /** Place of each of these racks among those of the group. */
  readonly places: ReadonlyMap<string, number>;
}

/**
 * Rows that a fabric serves, in the site's order.
 *
 * @param input the fabric
 */
export function rowsServed(input: FabricInput): readonly CabledRow[] {
  return input.rows.filter(({ row }) => input.groups.some((group: CabledGroup) => group.row === row));
}

/**
 * Deals racks out to groups of leaves.
 *
 * @param input the fabric
 * @param racksPerLeaf racks that a group of leaves of a row serves
 */
export function leafGroups(input: FabricInput, racksPerLeaf: (row: string) => number): readonly LeafGroup[] {
  const rows = rowsServed(input);
  const turns = Math.max(rows.length, input.topology.rows ?? 0);
  const groups = rows.flatMap((served, turn) => {
    const { row } = served;
    const count = racksIn(served);
    const size = racksPerLeaf(row);
    const last = input.groups
      .filter((group) => group.row === row)
      .reduce((most, group) => group.servers.reduce((max, server) => Math.max(max, server.rackIndex), most), -1);
    return Array.from({ length: Math.ceil((last + 1) / size) }, (_, index): LeafGroup => {
      const numbers = Array.from({ length: size }, (_unused, place) => index * size + place).filter((n) => n < count);
      const places = new Map(numbers.map((n, place) => [rackName(input.site, row, n), place]));
      const ends = served.batches.map((_unused, batch) =>
        racksIn({ row, batches: served.batches.slice(0, batch + 1) }),
      );
      const end = ends.find((each) => each > index * size) ?? count;
      const racks = [...places.keys()];
      return { number: index * turns + turn, row, racks, first: racks.slice(0, end - index * size), places };
    });
  });
  return groups.sort((a, b) => a.number - b.number);
}
