import fc from 'fast-check';
import { cuts } from '../../../../lib/network/graph/cuts';
import { separatedBy } from '../../../../lib/network/graph/failures';
import type { Graph } from '../../../../lib/network/graph/graph';
import { GroupFailures } from '../../../../lib/network/graph/group-failures';
import { maskOf } from '../../../../lib/network/graph/masks';
import { anyNet, fatTree, leafSpine, type Net, net, separatedNaively } from '../../../support/graphs';

const loss = ({ graph, mask }: Net, nodes: readonly number[], edges: readonly number[] = []) =>
  separatedBy(graph, mask, maskOf(graph.nodeCount, nodes), maskOf(graph.edgeCount, edges));

/** A network and a set that fails. */
const failing = anyNet().chain((it) => {
  const node = fc.uniqueArray(fc.nat(it.graph.nodeCount - 1), { maxLength: 4 });
  const edge =
    it.graph.edgeCount === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(it.graph.edgeCount - 1), { maxLength: 4 });
  return fc.tuple(fc.constant(it), node, edge);
});

describe('separatedBy', () => {
  it('names those that are cut off and those that are lost', () => {
    const it = leafSpine({ leaves: 2, spines: 1, hostsPerLeaf: 3 });
    const { separated, lost, largest } = loss(it, [0, 6]);
    expect([Array.from(separated), Array.from(lost), largest]).toEqual([[1, 2], [0], 3]);
  });

  it('leaves one group of one where all stand alone', () => {
    const it = leafSpine({ leaves: 2, spines: 1, hostsPerLeaf: 2, homing: 2 });
    expect(Array.from(loss(it, [4, 5]).separated)).toEqual([1, 2, 3]);
  });

  it('counts as a flood by hand does', () => {
    fc.assert(
      fc.property(failing, ([it, nodes, edges]) => {
        const { separated, lost, largest } = loss(it, nodes, edges);
        expect(separated.length).toBe(separatedNaively(it, new Set(nodes), new Set(edges)));
        expect(lost.length).toBe(it.terminals.filter((node) => nodes.includes(node)).length);
        expect(separated.length + lost.length + largest).toBe(it.terminals.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('GroupFailures', () => {
  it('counts as separatedBy does, group after group', () => {
    fc.assert(
      fc.property(anyNet(), fc.array(fc.tuple(fc.array(fc.nat()), fc.array(fc.nat()))), (it, groups) => {
        const failures = new GroupFailures(it.graph, it.mask);
        for (const [someNodes, someEdges] of groups) {
          const nodes = someNodes.map((node) => node % it.graph.nodeCount);
          const edges = it.graph.edgeCount === 0 ? [] : someEdges.map((edge) => edge % it.graph.edgeCount);
          const { separated, lost } = loss(it, nodes, edges);
          expect(failures.loss({ nodes, edges })).toEqual({ separated: separated.length, lost: lost.length });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('counts as separatedBy does in connected networks', () => {
    const chain = anyNet({ most: 12 }).map((it): Net => {
      // A chain through all that forwards makes it connected; endpoints without a link get one.
      const { graph } = it;
      const nodes = Array.from({ length: graph.nodeCount }, (_, node) => node);
      const idle = nodes.filter((node) => graph.endpoints[node] === 1);
      const rest = nodes.filter((node) => graph.endpoints[node] === 0);
      const edges = Array.from(graph.from, (from, edge) => [from, graph.to[edge]!] as const);
      const links = rest.slice(1).map((node, i) => [rest[i]!, node] as const);
      return net(
        graph.nodeCount,
        [...edges, ...links, ...idle.map((node) => [rest[0]!, node] as const)],
        it.terminals,
        idle,
      );
    });
    fc.assert(
      fc.property(chain, fc.array(fc.tuple(fc.array(fc.nat()), fc.array(fc.nat())), { minLength: 1 }), (it, groups) => {
        const failures = new GroupFailures(it.graph, it.mask);
        for (const [someNodes, someEdges] of groups) {
          const nodes = someNodes.map((node) => node % it.graph.nodeCount);
          const edges = it.graph.edgeCount === 0 ? [] : someEdges.map((edge) => edge % it.graph.edgeCount);
          const { separated, lost } = loss(it, nodes, edges);
          expect(failures.loss({ nodes, edges })).toEqual({ separated: separated.length, lost: lost.length });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads about each edge once for all racks of a fat-tree together', () => {
    const readsPerEdge = (k: number): number => {
      const { graph, terminals, mask } = fatTree(k);
      let reads = 0;
      const get = (target: Int32Array, at: string | symbol): unknown => {
        reads += 1;
        return Reflect.get(target, at);
      };
      const neighbours = new Proxy(graph.neighbours, { get });
      const failures = new GroupFailures(Object.create(graph, { neighbours: { value: neighbours } }) as Graph, mask);
      reads = 0;
      for (let rack = 0; rack < k ** 2 / 2; rack += 1) {
        const nodes = [terminals.length + rack, ...terminals.slice((rack * k) / 2, ((rack + 1) * k) / 2)];
        failures.loss({ nodes });
      }
      return reads / graph.edgeCount;
    };
    // Reading all edges of the switches above a rack would take k / 4 of them for each.
    expect(readsPerEdge(8)).toBeLessThan(5);
    expect(readsPerEdge(32)).toBeLessThan(5);
  });

  it('agrees with the cuts on every single node and link of a fat-tree', () => {
    const { graph, mask } = fatTree(6);
    const failures = new GroupFailures(graph, mask);
    const { separatedByNode, separatedByEdge } = cuts(graph, mask);
    for (let node = 0; node < graph.nodeCount; node++)
      expect(failures.loss({ nodes: [node] }).separated).toBe(separatedByNode[node]);
    for (let edge = 0; edge < graph.edgeCount; edge++)
      expect(failures.loss({ edges: [edge] }).separated).toBe(separatedByEdge[edge]);
  });
});
