import fc from 'fast-check';
import { distances } from '../../../../lib/network/graph/bfs';
import { linkLoad } from '../../../../lib/network/graph/link-load';
import { maskOf } from '../../../../lib/network/graph/masks';
import { anyNet, fatTree, leafSpine, ring } from '../../../support/graphs';

describe('linkLoad', () => {
  it('splits equally over equal ways at each hop', () => {
    const { graph } = ring(4);
    const { forward, backward } = linkLoad(graph, [{ sources: [0], sinks: [2], amount: 8 }]);
    expect([Array.from(forward), Array.from(backward)]).toEqual([
      [4, 4, 0, 0],
      [0, 0, 4, 4],
    ]);
  });

  it('of all to all in a fat-tree is the same on all links of a tier, and both ways', () => {
    const { graph, terminals } = fatTree(4);
    const { forward, backward } = linkLoad(graph, [{ sources: terminals, sinks: terminals, amount: 16 }]);
    // Of 15 others, 14 are behind another edge switch and 12 in another pod.
    const tiers = [1, 14 / 15, 12 / 15];
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      expect(forward[edge]).toBeCloseTo(tiers[Math.floor(edge / 16)]!, 9);
      expect(backward[edge]).toBeCloseTo(tiers[Math.floor(edge / 16)]!, 9);
    }
  });

  it('is more on what is left when a spine is gone', () => {
    const { graph } = leafSpine({ leaves: 2, spines: 4, hostsPerLeaf: 1 });
    const removed = { nodes: maskOf(graph.nodeCount, [4]) };
    const { forward } = linkLoad(graph, [{ sources: [0], sinks: [1], amount: 12 }], removed);
    expect(Array.from(forward.subarray(2, 6))).toEqual([0, 4, 4, 4]);
  });

  it('is amount times distance, without what finds no way', () => {
    const any = anyNet().chain((it) => {
      const some = fc.uniqueArray(fc.nat(it.graph.nodeCount - 1), { minLength: 1 });
      const gone = fc.tuple(fc.nat(it.graph.nodeCount - 1), fc.nat(Math.max(it.graph.edgeCount - 1, 0)));
      return fc.tuple(fc.constant(it), some, some, gone);
    });
    fc.assert(
      fc.property(any, ([{ graph }, sources, sinks, [node, edge]]) => {
        const removed = {
          nodes: maskOf(graph.nodeCount, [node]),
          edges: maskOf(graph.edgeCount, graph.edgeCount === 0 ? [] : [edge]),
        };
        const pairs = sources.flatMap((source) =>
          sinks.filter((sink) => sink !== source).map((sink) => [source, sink]),
        );
        const hops = pairs.map(([source, sink]) => distances(graph, source!, removed)[sink!]!);
        const { forward, backward, unrouted } = linkLoad(graph, [{ sources, sinks, amount: pairs.length }], removed);
        const total = [...forward, ...backward].reduce((sum, load) => sum + load, 0);
        expect(unrouted).toBeCloseTo(hops.filter((each) => each === -1).length, 9);
        expect(total).toBeCloseTo(
          hops.filter((each) => each > 0).reduce((sum, each) => sum + each, 0),
          6,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('is the sum over demands, and what leaves each node is what came', () => {
    fc.assert(
      fc.property(anyNet({ endpoints: false }), ({ graph, terminals }) => {
        const [a, b] = [terminals[0]!, terminals[1]!];
        const demands = [
          { sources: [a], sinks: [b], amount: 3 },
          { sources: [b], sinks: [a], amount: 5 },
        ];
        const both = linkLoad(graph, demands);
        const [one, other] = demands.map((demand) => linkLoad(graph, [demand]));
        both.forward.forEach((load, edge) => expect(load).toBeCloseTo(one!.forward[edge]! + other!.forward[edge]!, 9));
        const balance = new Float64Array(graph.nodeCount);
        one!.forward.forEach((load, edge) => {
          const net = load - one!.backward[edge]!;
          balance[graph.from[edge]!]! += net;
          balance[graph.to[edge]!]! -= net;
        });
        balance.forEach((net, node) => {
          const sent = 3 - one!.unrouted;
          expect(net).toBeCloseTo(node === a ? sent : node === b ? -sent : 0, 9);
        });
      }),
    );
  });
});
