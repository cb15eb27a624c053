import type { DeviceRole, Fabric, FabricNode } from '../../network/fabric/fabric';
import { Bandwidth } from '../../units/bandwidth';
import { grouped } from './grouped';

/** A box of a picture: a device, or several that are drawn as one. */
export interface Box {
  /** What its devices do. */
  readonly role: DeviceRole;
  /** Its devices, in the order of the fabric. */
  readonly devices: readonly FabricNode[];
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
 * Boxes of one role and lines that a reader takes in; of a free graph more, because only its drawer knows what is
 * alike.
 */
const MOST = { boxes: 16, lines: 64, ofGraph: 40, linesOfGraph: 160 } as const;

/** Devices of one role with one key are drawn as one box. */
type Key = (node: FabricNode, index: number) => string;

/**
 * Folds devices that are alike until the picture is readable: servers of a rack, racks on the same leaves, switches of
 * a pod, and last several pods. A small fabric is drawn device by device.
 *
 * @param fabric the fabric
 */
export function foldFabric(fabric: Fabric): Folded {
  const circle = fabric.topology === 'ring' || fabric.topology === 'mesh';
  const graph = fabric.topology === 'graph';
  const [boxes, lines] = graph ? [MOST.ofGraph, MOST.linesOfGraph] : [MOST.boxes, MOST.lines];
  // The switches of a ring or mesh are what it shows: they are never folded.
  // Around them, lines of servers with several would run behind others, so that those with the same are one box.
  const single = neighboursOf(fabric)
    .slice(0, fabric.servers)
    .every((own) => own.length < 2);
  const keys = circle ? keysOf(fabric).slice(single ? 0 : 2, 3) : keysOf(fabric);
  const readable = (folded: Folded) => {
    if (circle) {
      const around = folded.boxes.filter(({ role }) => role === 'server').length;
      return around <= Math.max(boxes, folded.boxes.length - around);
    }
    const sizes = [...grouped(folded.boxes, ({ role }) => role).values()].map(({ length }) => length);
    return Math.max(0, ...sizes) <= boxes && folded.lines.length <= lines;
  };
  const good = keys.slice(0, -1).find((key) => readable(fold(fabric, key)));
  return fold(fabric, good ?? keys.at(-1) ?? (() => ''));
}

function keysOf(fabric: Fabric): readonly Key[] {
  const neighbours = neighboursOf(fabric);
  const alone: Key = ({ name }) => name;
  const rack: Key = ({ rack: own, name }) => own ?? name;
  const same: Key = (_, index) => (neighbours[index] ?? []).join(' ');
  const pod: Key = ({ pod: own }, index) => (own === null ? `like ${(neighbours[index] ?? []).join(' ')}` : `${own}`);
  const pods: Key = ({ pod: own }) => String(own);
  const blocks = blocksOf(fabric, neighbours);
  const block: Key = ({ pod: own }) => String(blocks.get(own) ?? null);
  const withServers =
    (servers: Key, switches: Key): Key =>
    (node, index) =>
      node.role === 'server' ? servers(node, index) : switches(node, index);
  /** Servers go with the switches that they are joined to. */
  const below =
    (switches: Key): Key =>
    (node, index) => {
      if (node.role !== 'server') return switches(node, index);
      const own = (neighbours[index] ?? []).map((at) => switches(fabric.nodes[at] as FabricNode, at));
      return [...new Set(own)].join(' ');
    };
  return [alone, withServers(rack, alone), withServers(same, alone), below(pod), below(pods), below(block)];
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
    fabric.links.map(({ a, b, bps }) => {
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
