import type { Fabric } from '../fabric/fabric';
import { Graph } from '../graph/graph';

/** A fabric as a graph: node and edge numbers are the indices of its nodes and links. */
export interface FabricGraph {
  /** Devices and cables with their speeds. Servers are endpoints: they forward nothing. */
  readonly graph: Graph;
  /** 1 at servers that have a cable; one without has its problem already. */
  readonly terminals: Uint8Array;
  /** Indices of these servers. */
  readonly servers: Int32Array;
}

const known = new WeakMap<Fabric, FabricGraph>();

/**
 * The graph of a fabric, made once.
 *
 * @param fabric devices and cables
 */
export function graphOf(fabric: Fabric): FabricGraph {
  const cached = known.get(fabric);
  if (cached !== undefined) return cached;
  const { nodes, links, servers: count } = fabric;
  const { a, b, bps: capacity } = links;
  const terminals = new Uint8Array(nodes.length);
  for (let at = 0; at < links.length && b.node[at]! < count; at++) terminals[b.node[at]!] = 1;
  const endpoints = Int32Array.from({ length: count }, (_, server) => server);
  const graph = Graph.of(nodes.length, { from: a.node, to: b.node, capacity, endpoints });
  const result = { graph, terminals, servers: endpoints.filter((server) => terminals[server] === 1) };
  known.set(fabric, result);
  return result;
}

/**
 * The switches of a fabric and a few of its servers as a graph: numbers of nodes are those of {@link picked}.
 *
 * @param fabric devices and cables
 * @param kept indices of the servers that are kept
 */
export function trunkGraph(fabric: Fabric, kept: readonly number[] = []) {
  const { nodes, links, servers } = fabric;
  const at = (node: number): number => (node < servers ? kept.indexOf(node) : node - servers + kept.length);
  const [from, to]: [number[], number[]] = [[], []];
  for (const { a, b } of links) {
    if (b.node < servers && !kept.includes(b.node)) continue;
    from.push(at(a.node));
    to.push(at(b.node));
  }
  const endpoints = kept.map((_, index) => index);
  return { graph: Graph.of(nodes.length - servers + kept.length, { from, to, endpoints }), at };
}
