import type { Fabric, FabricNode } from '../../network/fabric/fabric';
import { Bandwidth } from '../../units/bandwidth';
import type { CabledDevice } from './cables';
import { communities } from './communities';
import { grouped } from './grouped';

/** A box of a picture: a device, or several that are drawn as one. */
export interface Box {
  /** What its devices do. */
  readonly role: CabledDevice['role'];
  /** Its devices, in the order of the fabric. */
  readonly devices: readonly CabledDevice[];
  /** Links between its own devices: they are not drawn. */
  readonly inside: number;
}

/** All links between two boxes. */
export interface Line {
  /** Index of the box at the higher tier. */
  readonly from: number;
  /** Index of the other box. */
  readonly to: number;
  /** Links by speed in bits per second. */
  readonly links: readonly { readonly bps: number; readonly count: number }[];
}

/** A fabric as it is drawn. */
export interface Folded {
  /** Boxes in the order of their first devices, those of servers first. */
  readonly boxes: readonly Box[];
  /** Lines, at most one between two boxes. */
  readonly lines: readonly Line[];
}

/**
 * Boxes of one role and lines that a reader takes in; of a whole free graph more, because only its drawer knows what is
 * alike.
 */
const MOST = { boxes: 16, lines: 64, ofGraph: 40, linesOfGraph: 160, onCircle: 32 } as const;

/** Parts that the switches of a large ring, mesh or graph are drawn as: fewer where there would be too many lines. */
const PARTS = [16, 12, 8, 5] as const;

/** Parts by which switches of a table are put in order, and their roles from below. */
const NEAR = 8;
const TIERS: readonly Box['role'][] = ['server', 'leaf', 'spine', 'core'];

/** Devices of one role with one key are drawn as one box. */
type Key = (node: FabricNode, index: number) => string;

/**
 * Folds devices that are alike until the picture is readable: servers of a rack, racks on the same leaves, switches of
 * a pod, and last several pods; neighbours of a ring or mesh, and switches of a free graph that share their neighbours.
 * A small fabric is drawn device by device.
 *
 * @param fabric the fabric
 * @param enough whether it need not be folded further; by default when a reader takes it in
 */
export function foldFabric(
  fabric: Fabric,
  enough: (folded: Folded, readable: boolean) => boolean = (_, isReadable) => isReadable,
): Folded {
  let folded: Folded | undefined;
  for (const key of keysOf(fabric)) {
    folded = fold(fabric, key);
    if (enough(folded, readable(fabric, folded))) break;
  }
  return folded ?? { boxes: [], lines: [] };
}

/**
 * Folds the switches of a free graph only, each for itself or in parts that share their neighbours; those that share
 * most stand beside each other. Servers are folded by the switches that they are joined to.
 *
 * @param fabric the fabric
 * @param most parts that are drawn
 */
export function foldSwitches(fabric: Fabric, most: number): Folded {
  const { nodes, servers } = fabric;
  const neighbours = neighboursOf(fabric);
  const roles = nodes.slice(servers).map(({ role }) => role);
  const own = neighbours.slice(servers).map((each) => each.map((index) => index - servers));
  const parts = communities(roles, own, most);
  const near = communities(roles, own, Math.min(most, NEAR));
  const { boxes, lines } = fold(fabric, ({ role }, index) =>
    role === 'server' ? (neighbours[index] ?? []).join(' ') : String(parts[index - servers]),
  );
  const place = new Map<CabledDevice | undefined, number>(nodes.map((node, index) => [node, index]));
  const first = (box: Box) => place.get(box.devices[0]) ?? 0;
  const key = (box: Box) => (box.role === 'server' ? -1 : (near[first(box) - servers] ?? 0));
  const tier = (box: Box) => TIERS.indexOf(box.role);
  const order = [...boxes.keys()].sort((x, y) => {
    const [a, b] = [boxes[x] as Box, boxes[y] as Box];
    return [tier(a) - tier(b), key(a) - key(b), first(a) - first(b)].find((each) => each !== 0) ?? 0;
  });
  const moved = new Map(order.map((box, at) => [box, at]));
  const to = (box: number) => moved.get(box) ?? box;
  return {
    boxes: order.map((box) => boxes[box] as Box),
    lines: lines.map((line) => ({ ...line, from: to(line.from), to: to(line.to) })),
  };
}

function isCircle({ topology }: Fabric): boolean {
  return topology === 'ring' || topology === 'mesh';
}

function readable(fabric: Fabric, { boxes, lines }: Folded): boolean {
  const sizes = [...grouped(boxes, ({ role }) => role).values()].map(({ length }) => length);
  if (isCircle(fabric)) {
    const around = boxes.filter(({ role }) => role === 'server').length;
    const inner = boxes.length - around;
    return inner <= MOST.onCircle && around <= Math.max(MOST.boxes, inner);
  }
  const whole = fabric.topology === 'graph' && boxes.length === fabric.nodes.length;
  const [most, mostLines] = whole ? [MOST.ofGraph, MOST.linesOfGraph] : [MOST.boxes, MOST.lines];
  return Math.max(0, ...sizes) <= most && lines.length <= mostLines;
}

/** From all devices for themselves to ever fewer boxes; the last is taken though it should be too large. */
function* keysOf(fabric: Fabric): Generator<Key> {
  const { nodes, servers } = fabric;
  const neighbours = neighboursOf(fabric);
  const alone: Key = ({ name }) => name;
  const rack: Key = ({ rack: own, name }) => own ?? name;
  const same: Key = (_, index) => (neighbours[index] ?? []).join(' ');
  const withServers =
    (ofServers: Key, switches: Key): Key =>
    (node, index) =>
      node.role === 'server' ? ofServers(node, index) : switches(node, index);
  /** Servers go with the switches that they are joined to. */
  const below =
    (switches: Key): Key =>
    (node, index) => {
      if (node.role !== 'server') return switches(node, index);
      const own = (neighbours[index] ?? []).map((at) => switches(nodes[at] as FabricNode, at));
      return [...new Set(own)].join(' ');
    };
  // On a circle, lines of servers with several would run behind others: those with the same switches are one box.
  if (!isCircle(fabric) || neighbours.slice(0, servers).every((own) => own.length < 2)) {
    yield alone;
    yield withServers(rack, alone);
  }
  yield withServers(same, alone);
  const count = nodes.length - servers;
  if (isCircle(fabric)) {
    // Switches are in the order of the circle: those of a part stand beside each other.
    const parts = PARTS.filter((most) => most < count);
    for (const most of parts) yield below((_, index) => String(Math.floor(((index - servers) * most) / count)));
    return;
  }
  if (fabric.topology === 'graph') {
    const roles = nodes.slice(servers).map(({ role }) => role);
    const own = neighbours.slice(servers).map((each) => each.map((index) => index - servers));
    for (const most of PARTS) {
      const parts = communities(roles, own, most);
      yield below((_, index) => String(parts[index - servers]));
    }
  } else {
    yield below(({ pod }, index) => (pod === null ? `like ${(neighbours[index] ?? []).join(' ')}` : String(pod)));
    yield below(({ pod }) => String(pod));
  }
  const blocks = blocksOf(fabric, neighbours);
  yield below(({ pod }) => String(blocks.get(pod) ?? null));
}

/** The switches that each device is joined to, by index. */
function neighboursOf({ nodes, links, servers }: Fabric): readonly (readonly number[])[] {
  const sets = nodes.map(() => new Set<number>());
  for (const { a, b } of links) {
    if (b.node >= servers) sets[a.node]?.add(b.node);
    if (a.node >= servers) sets[b.node]?.add(a.node);
  }
  return sets.map((set) => [...set].sort((x, y) => x - y));
}

/** Blocks of pods in the order of their servers, so that those of a row of racks stay together. */
function blocksOf({ nodes, servers }: Fabric, neighbours: readonly (readonly number[])[]) {
  const order = [...neighbours.slice(0, servers).flat(), ...nodes.keys()].map((index) => nodes[index]?.pod ?? null);
  const pods = [...new Set(order)].filter((pod) => pod !== null);
  const size = Math.ceil(pods.length / MOST.boxes);
  return new Map<number | null, number>(pods.map((pod, index) => [pod, Math.floor(index / size)]));
}

function fold(fabric: Fabric, key: Key): Folded {
  const groups = grouped(
    fabric.nodes.map((node, index) => ({ node, key: `${node.role} ${key(node, index)}` })),
    (each) => each.key,
  );
  const boxOf = new Map([...groups.values()].flatMap((own, box) => own.map(({ node }) => [node, box] as const)));
  const at = (node: number) => boxOf.get(fabric.nodes[node] as FabricNode) ?? 0;
  const pairs = grouped(
    Array.from(fabric.links, ({ a, b, bps }) => {
      const [x, y] = [at(a.node), at(b.node)];
      // Boxes are in the order of tiers, servers first.
      return { from: Math.max(x, y), to: Math.min(x, y), bps };
    }),
    ({ from, to }) => `${from} ${to}`,
  );
  const lines = [...pairs.values()].flatMap((own) =>
    own.slice(0, 1).map(({ from, to }): Line => {
      const speeds = [...grouped(own, ({ bps }) => String(bps))];
      const links = speeds.map(([bps, each]) => ({ bps: Number(bps), count: each.length }));
      return { from, to, links: links.sort((x, y) => y.bps - x.bps) };
    }),
  );
  const inside = new Map(lines.filter(({ from, to }) => from === to).map((line) => [line.from, countLinks(line)]));
  const boxes = [...groups.values()].flatMap((own, index) =>
    own.slice(0, 1).map(({ node: { role } }): Box => {
      return { role, devices: own.map(({ node }) => node), inside: inside.get(index) ?? 0 };
    }),
  );
  return { boxes, lines: lines.filter(({ from, to }) => from !== to) };
}

/**
 * Links of a line.
 *
 * @param line the line
 */
export function countLinks({ links }: Line): number {
  return links.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Prints the links of a line, e.g. `2 x 800 Gbit/s`.
 *
 * @param line the line
 */
export function printLinks({ links }: Line): string {
  return links.map(({ bps, count }) => `${count} x ${Bandwidth.bps(bps).toString()}`).join(' and ');
}
