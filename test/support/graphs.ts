import fc from 'fast-check';
import { Graph } from '../../lib/network/graph/graph';
import { maskOf } from '../../lib/network/graph/masks';

/** A graph, and the nodes of it that must reach each other. */
export interface Net {
  readonly graph: Graph;
  readonly terminals: readonly number[];
  /** The same as 1 at their numbers. */
  readonly mask: Uint8Array;
}

type Edge = readonly [from: number, to: number, capacity?: number];

const range = (count: number, first = 0): number[] => Array.from({ length: count }, (_, i) => first + i);

/** A graph of its edges. */
export function net(nodes: number, edges: readonly Edge[], terminals: readonly number[], endpoints?: number[]): Net {
  const ends = {
    from: edges.map(([from]) => from),
    to: edges.map(([, to]) => to),
    capacity: edges.map(([, , capacity = 1]) => capacity),
    ...(endpoints === undefined ? {} : { endpoints }),
  };
  return { graph: Graph.of(nodes, ends), terminals, mask: maskOf(nodes, terminals) };
}

/** All switches in a circle. */
export const ring = (n: number, c = 100): Net =>
  net(
    n,
    range(n).map((i) => [i, (i + 1) % n, c] as const),
    range(n),
  );

/** Node 0 is the hub. */
export const star = (n: number, c = 100): Net =>
  net(
    n + 1,
    range(n).map((i) => [0, i + 1, c] as const),
    range(n, 1),
  );

/** Each joined to each. */
export const mesh = (n: number, c = 100): Net =>
  net(
    n,
    range(n).flatMap((a) => range(n - a - 1, a + 1).map((b) => [a, b, c] as const)),
    range(n),
  );

/** What a leaf-spine network is made of. */
export interface LeafSpine {
  readonly leaves: number;
  readonly spines: number;
  /** Links of each leaf to each spine. */
  readonly links?: number;
  readonly hostsPerLeaf: number;
  /** Leaves that each host is joined to: its own and the next ones. */
  readonly homing?: number;
  readonly hostCapacity?: number;
  readonly linkCapacity?: number;
}

/** Hosts are the first nodes, then come leaves and spines. With several leaves a host, hosts forward nothing. */
export function leafSpine(of: LeafSpine): Net {
  const { leaves, spines, links = 1, hostsPerLeaf, homing = 1, hostCapacity = 1, linkCapacity = 1 } = of;
  const hosts = leaves * hostsPerLeaf;
  const edges: Edge[] = [];
  for (const host of range(hosts))
    for (const other of range(homing)) {
      const leaf = (Math.floor(host / hostsPerLeaf) + other) % leaves;
      edges.push([host, hosts + leaf, hostCapacity]);
    }
  for (const leaf of range(leaves, hosts))
    for (const spine of range(spines, hosts + leaves))
      for (let link = 0; link < links; link++) edges.push([leaf, spine, linkCapacity]);
  return net(hosts + leaves + spines, edges, range(hosts), homing > 1 ? range(hosts) : []);
}

/** Numbers of the nodes of a fat-tree: k³/4 hosts, then k²/2 edge switches, k²/2 aggregation switches, k²/4 cores. */
export function fatTree(k: number, c = 1): Net {
  const half = k / 2;
  const hosts = half * half * k;
  const [edges, aggregations, cores] = [hosts, hosts + k * half, hosts + 2 * k * half];
  const count = 3 * hosts;
  const ends = { from: new Int32Array(count), to: new Int32Array(count), capacity: new Float64Array(count).fill(c) };
  let at = 0;
  const join = (from: number, to: number): void => {
    ends.from[at] = from;
    ends.to[at++] = to;
  };
  for (let host = 0; host < hosts; host++) join(host, edges + Math.floor(host / half));
  for (let edge = 0; edge < k * half; edge++)
    for (let i = 0; i < half; i++) join(edges + edge, aggregations + Math.floor(edge / half) * half + i);
  for (let aggregation = 0; aggregation < k * half; aggregation++)
    for (let i = 0; i < half; i++) join(aggregations + aggregation, cores + (aggregation % half) * half + i);
  const nodes = cores + half * half;
  return { graph: Graph.of(nodes, ends), terminals: range(hosts), mask: maskOf(nodes, range(hosts)) };
}

/** A small multigraph in any number of parts, some of its nodes endpoints, some terminals. */
export function anyNet({ endpoints = true, most = 10 } = {}): fc.Arbitrary<Net> {
  return fc.integer({ min: 2, max: most }).chain((nodes) => {
    const node = fc.nat(nodes - 1);
    const edge = fc.tuple(node, node, fc.nat(9));
    const members = fc.uniqueArray(node, { maxLength: Math.floor(nodes / 2) });
    return fc
      .tuple(
        fc.array(edge, { maxLength: 2 * nodes }),
        endpoints ? members : fc.constant<number[]>([]),
        fc.uniqueArray(node, { minLength: 2 }),
      )
      .map(([edges, idle, terminals]) => {
        const isIdle = (it: number): boolean => idle.includes(it);
        const usable = edges.filter(([a, b]) => a !== b && !(isIdle(a) && isIdle(b)));
        return net(
          nodes,
          usable,
          [...terminals].sort((a, b) => a - b),
          idle,
        );
      });
  });
}

/** What a node reaches, by definition: step by step over what is left, never through an endpoint. */
export function reach(
  { graph }: Net,
  origin: number,
  goneNodes = new Set<number>(),
  goneEdges = new Set<number>(),
): Set<number> {
  const reached = new Set([origin]);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      if (goneEdges.has(edge)) continue;
      const [a, b] = [graph.from[edge]!, graph.to[edge]!];
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const)
        if (reached.has(from) && !goneNodes.has(to) && (from === origin || graph.endpoints[from] === 0))
          reached.add(to);
    }
  }
  return reached;
}

/** Terminals that a loss keeps from the largest group: groups are what one forwarding node reaches. */
export function separatedNaively(it: Net, goneNodes: Set<number>, goneEdges: Set<number>): number {
  const left = it.terminals.filter((node) => !goneNodes.has(node));
  const sizes = range(it.graph.nodeCount)
    .filter((node) => !goneNodes.has(node) && it.graph.endpoints[node] === 0)
    .map((node) => {
      const reached = reach(it, node, goneNodes, goneEdges);
      return left.filter((terminal) => reached.has(terminal)).length;
    });
  return left.length - Math.max(Math.min(left.length, 1), ...sizes);
}
