import { Power } from '../../units/power';
import type { RowLoad } from './plant';

/**
 * What each row draws, from what each of its racks draws.
 *
 * @param rows rows of racks
 * @param racks largest power of all servers and switches of each rack
 */
export function rowLoads(
  rows: readonly { readonly row: string; readonly feeds: number }[],
  racks: readonly { readonly row: string; readonly watts: number }[],
): readonly RowLoad[] {
  return rows.map(({ row, feeds }) => {
    const watts = racks.filter((rack) => rack.row === row).reduce((sum, rack) => sum + rack.watts, 0);
    return { row, feeds, power: Power.watts(watts) };
  });
}
