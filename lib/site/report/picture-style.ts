import type { Folded } from './fold';
import { grouped } from './grouped';

/** Lines between boxes in layers, boxes on a circle, or a table of boxes. */
export type PictureStyle = 'layers' | 'circle' | 'table';

/** Lines for each box above which a drawing in layers is a tangle, boxes from which on, and those a circle shows. */
const DENSE = { linesPerBox: 2, boxes: 6, onCircle: 12 } as const;

/**
 * How a fabric is drawn: rings and meshes on a circle, all else in layers; but not a free graph with too many lines
 * between switches of one role, which no layers put in order. Few switches, of which each server has one, are
 * drawn on a circle too, others as a table, which has room for more than lines have.
 *
 * @param topology name of the topology
 * @param folded the fabric as it would be drawn
 */
export function styleOf(topology: string, { boxes, lines }: Folded): PictureStyle {
  if (topology === 'ring' || topology === 'mesh') return 'circle';
  if (topology !== 'graph') return 'layers';
  const switches = boxes.filter(({ role }) => role !== 'server' && role !== 'router');
  const tangle = [...grouped(switches, ({ role }) => role)].some(([role, own]) => {
    const among = lines.filter(({ from, to }) => boxes[from]?.role === role && boxes[to]?.role === role);
    return own.length >= DENSE.boxes && among.length > DENSE.linesPerBox * own.length;
  });
  if (!tangle) return 'layers';
  const below = lines.filter(({ from, to }) => [from, to].some((index) => boxes[index]?.role === 'server'));
  const single = below.length <= boxes.length - switches.length;
  const whole = switches.every(({ devices }) => devices.length === 1);
  return whole && single && switches.length <= DENSE.onCircle ? 'circle' : 'table';
}
