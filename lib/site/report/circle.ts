import { grouped } from './grouped';
import type { Joint, Layout, Point, Size } from './layered';

/** A box that goes on a circle. */
export interface RoundBox extends Size {
  /** Whether it goes on the outer circle, beside what it is joined to. */
  readonly outer: boolean;
}

/** A box with its centre. */
type Placed = Size & Point;

/** Least space between two boxes, and the first radius that is tried. */
const SPACE = 18;
const FIRST = 60;

/** Factor by which a circle grows until its boxes have room. */
const GROWTH = 1.04;

/** All directions, and the part of those beside one inner box that its outer boxes are spread over. */
const FULL = 2 * Math.PI;
const SECTOR = 0.9;

/** How much nearer than in an even spread outer boxes may stand. */
const CROWD = 4;

/** A box, its number, and the direction in which it stands. */
interface Directed extends Size {
  readonly index: number;
  readonly angle: number;
}

/**
 * Places boxes on a circle in their order, from the top clockwise, and others on a second one around it.
 *
 * @param sizes sizes of the boxes, and which of the circles they are on
 * @param joints which boxes are joined
 */
export function circular(sizes: readonly RoundBox[], joints: readonly Joint[]): Layout {
  const all = sizes.map((size, index) => ({ ...size, index }));
  const inner = spread(
    all.filter(({ outer }) => !outer),
    -Math.PI / 2,
  );
  const outer = aroundOf(
    all.filter((each) => each.outer),
    inner,
    joints,
  );
  const placed = place(inner, FIRST, []);
  const radius = Math.max(FIRST, ...placed.map(({ x, y }) => Math.hypot(x, y)));
  const around = place(outer, radius + FIRST, placed);
  const boxes = new Map([...inner, ...outer].map(({ index }, at) => [index, [...placed, ...around][at] as Placed]));
  return framed(
    sizes.map((size, index) => boxes.get(index) ?? { ...size, x: 0, y: 0 }),
    joints,
  );
}

function spread(boxes: readonly (Size & { readonly index: number })[], first: number): readonly Directed[] {
  return boxes.map((box, at) => ({ ...box, angle: first + (FULL * at) / boxes.length }));
}

/** Outer boxes in the direction of what they are joined to; spread evenly when that would crowd them. */
function aroundOf(
  boxes: readonly (Size & { readonly index: number })[],
  inner: readonly Directed[],
  joints: readonly Joint[],
): readonly Directed[] {
  const angles = new Map(inner.map(({ index, angle }) => [index, angle]));
  const wanted = boxes.map((box) => {
    const own = joints.flatMap(({ from, to }) => {
      const angle = to === box.index ? angles.get(from) : from === box.index ? angles.get(to) : undefined;
      return angle === undefined ? [] : [angle];
    });
    const mean = Math.atan2(sum(own.map(Math.sin)), sum(own.map(Math.cos)));
    // From the top clockwise, as the inner circle; rounded, so that equal directions are equal.
    return { ...box, turn: Number(((mean + 2.5 * Math.PI) % FULL).toFixed(6)) };
  });
  const sector = (FULL / Math.max(1, inner.length)) * SECTOR;
  const fanned = [...grouped(wanted, ({ turn }) => String(turn)).values()].flatMap((own) =>
    own.map((box, at): Directed => {
      return { ...box, angle: box.turn - FULL / 4 + ((at + 0.5) / own.length - 0.5) * sector };
    }),
  );
  const sorted = fanned.sort((a, b) => a.angle - b.angle);
  const gaps = sorted.slice(1).map(({ angle }, at) => angle - (sorted[at]?.angle ?? 0));
  const crowded = Math.min(FULL, ...gaps) < FULL / (CROWD * Math.max(inner.length, sorted.length));
  return crowded ? spread(sorted, sorted[0]?.angle ?? 0) : sorted;
}

/** The smallest circle on which boxes overlap neither each other nor those that are there. */
function place(boxes: readonly Directed[], first: number, there: readonly Placed[]): readonly Placed[] {
  for (let radius = first; ; radius *= GROWTH) {
    const placed = boxes.map(({ angle, width, height }): Placed => {
      return { width, height, x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
    });
    const clash = placed.some((box, at) => [...there, ...placed.slice(0, at)].some((other) => overlap(box, other)));
    if (!clash) return placed;
  }
}

function overlap(a: Placed, b: Placed): boolean {
  const [x, y] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
  return x < (a.width + b.width) / 2 + SPACE && y < (a.height + b.height) / 2 + SPACE;
}

/** Moves everything to the right of and below the origin, and joins the boxes by straight lines. */
function framed(boxes: readonly Placed[], joints: readonly Joint[]): Layout {
  const left = Math.min(0, ...boxes.map(({ x, width }) => x - width / 2));
  const top = Math.min(0, ...boxes.map(({ y, height }) => y - height / 2));
  const moved = boxes.map((box): Placed => ({ ...box, x: box.x - left, y: box.y - top }));
  const lines = joints.map(({ from, to }) => {
    const [a, b] = [moved[from], moved[to]];
    return a === undefined || b === undefined ? [] : [border(a, b), border(b, a)];
  });
  const width = Math.max(0, ...moved.map((box) => box.x + box.width / 2));
  const height = Math.max(0, ...moved.map((box) => box.y + box.height / 2));
  return { width, height, boxes: moved, lines };
}

/** Where the line from the centre of a box to that of another leaves it. */
function border(box: Placed, other: Placed): Point {
  const [x, y] = [other.x - box.x, other.y - box.y];
  const scale = Math.min(box.width / 2 / Math.max(Math.abs(x), 1e-9), box.height / 2 / Math.max(Math.abs(y), 1e-9));
  return { x: box.x + x * scale, y: box.y + y * scale };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0);
}
