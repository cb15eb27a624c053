import { Bfs } from '../graph/bfs';
import type { Graph } from '../graph/graph';
import { GroupFailures } from '../graph/group-failures';
import type { Subject } from './subject';

/** Trees that are kept: a rack seldom has switches in all of them. */
const TREES = 4;

/**
 * What the loss of many sets of devices costs. A few trees join all leaves with servers; a set that is inside of none
 * of their branches leaves the others joined, so that only servers without any leaf left are cut off. That takes a look
 * at the set and its neighbours. A set that hits all trees is flooded.
 */
export class QuickLosses {
  private readonly trees: readonly Uint8Array[];
  private readonly gone: Uint8Array;
  private readonly failures: GroupFailures;

  /**
   * @param subject the fabric; all of its servers reach each other
   */
  public constructor(private readonly subject: Subject) {
    const { graph, terminals, fabric } = subject;
    this.gone = new Uint8Array(graph.nodeCount);
    this.failures = new GroupFailures(graph, terminals);
    const top = fabric.nodes.at(-1)?.role;
    const roots = fabric.nodes.flatMap(({ role }, node) => (role === top && node >= fabric.servers ? [node] : []));
    const count = Math.min(TREES, roots.length);
    const chosen = Array.from({ length: count }, (_, i) => roots[Math.floor((i * roots.length) / count)]!);
    this.trees = chosen.flatMap((root) => branches(graph, terminals, root) ?? []);
  }

  /**
   * Servers outside of a set of devices that its loss cuts off.
   *
   * @param nodes indices of the devices
   */
  public separated(nodes: readonly number[]): number {
    const { graph, terminals, servers } = this.subject;
    const { offsets, neighbours } = graph;
    if (!this.trees.some((tree) => nodes.every((node) => tree[node] === 0)))
      return this.failures.loss({ nodes }).separated;
    for (const node of nodes) this.gone[node] = 1;
    const alone = new Set<number>();
    const hasLeaf = (server: number): boolean =>
      neighbours.subarray(offsets[server], offsets[server + 1]).some((leaf) => this.gone[leaf] === 0);
    let lost = 0;
    for (const node of nodes) {
      lost += terminals[node]!;
      if (graph.endpoints[node] === 1) continue;
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
        const server = neighbours[slot]!;
        if (terminals[server] === 1 && this.gone[server] === 0 && !hasLeaf(server)) alone.add(server);
      }
    }
    for (const node of nodes) this.gone[node] = 0;
    // Where nobody is left beside them, one of them is the rest.
    return servers.length - lost === alone.size ? Math.max(0, alone.size - 1) : alone.size;
  }
}

/** 1 at the inner nodes of a tree that joins all leaves with servers; none where the switches are in several parts. */
function branches(graph: Graph, terminals: Uint8Array, root: number): Uint8Array | undefined {
  const { offsets, neighbours, endpoints } = graph;
  const { distances, order, reached } = new Bfs(graph).run(root);
  const needed = new Uint8Array(graph.nodeCount);
  const inner = new Uint8Array(graph.nodeCount);
  const isJoined = (leaf: number): boolean => distances[leaf] !== -1;
  for (let node = 0; node < graph.nodeCount; node++)
    if (terminals[node] === 1 && !neighbours.subarray(offsets[node], offsets[node + 1]).every(isJoined))
      return undefined;
  inner[root] = 1;
  for (let at = reached - 1; at > 0; at--) {
    const node = order[at]!;
    let parent = -1;
    for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
      const next = neighbours[slot]!;
      if (terminals[next] === 1) needed[node] = 1;
      if (parent === -1 && distances[next] === distances[node]! - 1 && endpoints[next] === 0) parent = next;
    }
    if (endpoints[node] === 1 || needed[node] === 0) continue;
    needed[parent] = 1;
    inner[parent] = 1;
  }
  return inner;
}
