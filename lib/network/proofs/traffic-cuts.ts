import { perServer } from '../demand/traffic-class';
import { Bfs } from '../graph/bfs';
import type { RoutedDemand } from './demands';
import { trunkGraph } from './fabric-graph';
import type { Subject } from './subject';

/** Bounds of the load of the fullest cable, where traffic cannot be routed in time. */
export interface TrafficBounds {
  /** Share of their bandwidth that the cables of the narrowest cut carry together: one of them carries as much. */
  readonly least: number;
  /** The cables of this cut. */
  readonly cut: readonly number[];
  /** Share that no cable exceeds. */
  readonly most: number;
}

/** Switches around which cuts are tried, and cuts around one of them. */
const [ROOTS, CUTS] = [4, 32];

/**
 * Bounds of the load of the fullest cable in any topology. What runs from one side of a cut to the other crosses its
 * cables, however it is routed: the cuts are the switches within some hops of a leaf, which in a ring are its arcs. And
 * no cable between switches carries more than all traffic together, no port of a server more than the server's own.
 *
 * @param subject the fabric; all of its servers reach each other
 * @param demands traffic on it
 */
export function trafficBounds(subject: Subject, demands: readonly RoutedDemand[]): TrafficBounds {
  const { fabric, tally } = subject;
  const { graph } = trunkGraph(fabric);
  const leaves = fabric.nodes.flatMap(({ role }, at) => (role === 'leaf' && tally.down[at]! > 0 ? [at] : []));
  const roots = Array.from({ length: Math.min(ROOTS, leaves.length) }, (_, i) => {
    return leaves[Math.floor((i * leaves.length) / Math.min(ROOTS, leaves.length))]!;
  });
  const flows = demands.map(flowOf);
  let best: Omit<TrafficBounds, 'most'> = { least: 0, cut: [] };
  const bfs = new Bfs(graph);
  for (const root of roots) {
    const { distances } = bfs.run(root - fabric.servers);
    const farthest = distances.reduce((most, each) => Math.max(most, each), 0);
    const step = Math.max(1, Math.ceil(farthest / CUTS));
    for (let within = 0; within < farthest; within += step) {
      const found = crossing(subject, flows, (node) => distances[node - fabric.servers]! <= within);
      if (found.least > best.least) best = found;
    }
  }
  return { ...best, most: most(subject, demands) };
}

/** What crosses the cut around some switches, in the direction with more, over what its cables carry. */
function crossing(subject: Subject, flows: readonly Flow[], isInside: (node: number) => boolean) {
  const { fabric, graph } = subject;
  const { links, nodes, servers } = fabric;
  const inside = Uint8Array.from(nodes, (_, node) => (node >= servers && isInside(node) ? 1 : 0));
  // A server with ports on both sides may use either: it crosses nothing.
  const [within, total] = [new Int32Array(servers), new Int32Array(servers)];
  const cut: number[] = [];
  let bps = 0;
  for (let at = 0; at < links.length; at++) {
    const [upper, lower] = [links.a.node[at]!, links.b.node[at]!];
    if (lower < servers) {
      total[lower]! += 1;
      within[lower]! += inside[upper]!;
    } else if (inside[upper] !== inside[lower]) {
      cut.push(at);
      bps += graph.capacity[at]!;
    }
  }
  // 1 inside, 2 outside, 0 on both sides.
  const side = (node: number): number => {
    if (node >= servers) return inside[node] === 1 ? 1 : 2;
    return within[node] === 0 ? 2 : within[node] === total[node] ? 1 : 0;
  };
  let [out, back] = [0, 0];
  for (const each of flows) {
    const [there, here] = each(side);
    out += there;
    back += here;
  }
  return { least: bps === 0 ? 0 : Math.max(out, back) / bps, cut };
}

/** What of a demand runs from the inside to the outside, and back. */
type Flow = (side: (node: number) => number) => readonly [out: number, back: number];

function flowOf({ demand, senders, receivers }: RoutedDemand): Flow {
  const { sent } = perServer(demand, senders.length, receivers.length);
  if (demand.pattern === 'ring') {
    const next = senders.map((sender, at) => nextOf(receivers, at, sender));
    return (side) => {
      let [out, back] = [0, 0];
      senders.forEach((sender, at) => {
        const [from, to] = [side(sender), side(next[at]!)];
        if (from === 1 && to === 2) out += sent;
        if (from === 2 && to === 1) back += sent;
      });
      return [out, back];
    };
  }
  const own = new Set(receivers);
  const pairs = senders.length * receivers.length - senders.filter((each) => own.has(each)).length;
  const share = (sent * senders.length) / pairs;
  return (side) => {
    const [from, to] = [count(senders, side), count(receivers, side)];
    return [share * from[1]! * to[2]!, share * from[2]! * to[1]!];
  };
}

function count(nodes: readonly number[], side: (node: number) => number): readonly number[] {
  const counts = [0, 0, 0];
  for (const node of nodes) counts[side(node)]! += 1;
  return counts;
}

/**
 * The next receiver of a ring; in a ring of one group, that is the next server.
 *
 * @param receivers all receivers
 * @param index place of the sender
 * @param sender the sender
 */
export function nextOf(receivers: readonly number[], index: number, sender: number): number {
  const receiver = receivers[(index + 1) % receivers.length]!;
  return receiver === sender ? receivers[(index + 2) % receivers.length]! : receiver;
}

function most({ fabric, graph }: Subject, demands: readonly RoutedDemand[]): number {
  const own = new Float64Array(graph.nodeCount);
  let all = 0;
  for (const { demand, senders, receivers } of demands) {
    const { sent, received } = perServer(demand, senders.length, receivers.length);
    all += sent * senders.length;
    for (const node of senders) own[node]! += sent;
    for (const node of receivers) own[node]! += received;
  }
  return fabric.links.b.node.reduce(
    (share, lower, at) => Math.max(share, (lower < fabric.servers ? own[lower]! : all) / graph.capacity[at]!),
    0,
  );
}
