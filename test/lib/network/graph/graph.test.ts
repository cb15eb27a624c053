import fc from 'fast-check';
import { components } from '../../../../lib/network/graph/components';
import { Graph } from '../../../../lib/network/graph/graph';
import { maskOf, membersOf } from '../../../../lib/network/graph/masks';
import { anyNet, fatTree, leafSpine, mesh, reach, ring } from '../../../support/graphs';

describe('Graph', () => {
  it('has the nodes and links of the closed forms', () => {
    expect(ring(5).graph.edgeCount).toBe(5);
    expect([4, 5, 6].map((n) => mesh(n).graph.edgeCount)).toEqual([6, 10, 15]);
    expect(leafSpine({ leaves: 4, spines: 2, links: 3, hostsPerLeaf: 2 }).graph.edgeCount).toBe(4 * 2 * 3 + 4 * 2);
    const { graph } = fatTree(4);
    expect([graph.nodeCount, graph.edgeCount]).toEqual([36, 48]);
  });

  it('lists each edge at both its ends', () => {
    fc.assert(
      fc.property(anyNet(), ({ graph }) => {
        const degrees = Array.from({ length: graph.nodeCount }, (_, node) => graph.degree(node));
        expect(degrees.reduce((sum, degree) => sum + degree, 0)).toBe(2 * graph.edgeCount);
        for (let node = 0; node < graph.nodeCount; node++)
          for (let slot = graph.offsets[node]!; slot < graph.offsets[node + 1]!; slot++) {
            const edge = graph.edges[slot]!;
            expect([node, graph.neighbours[slot]!].sort()).toEqual([graph.from[edge]!, graph.to[edge]!].sort());
          }
      }),
    );
  });

  it.each([
    ['a node out of range', { from: [0], to: [2] }],
    ['a negative node', { from: [-1], to: [0] }],
    ['a loop', { from: [1], to: [1] }],
    ['a negative capacity', { from: [0], to: [1], capacity: [-1] }],
    ['a capacity that is no number', { from: [0], to: [1], capacity: [NaN] }],
    ['a capacity without end', { from: [0], to: [1], capacity: [Infinity] }],
    ['arrays of different lengths', { from: [0], to: [1, 0] }],
    ['a link of two endpoints', { from: [0], to: [1], endpoints: [0, 1] }],
  ])('refuses %s', (_, ends) => {
    expect(() => Graph.of(2, ends)).toThrow(RangeError);
  });
});

describe('masks', () => {
  it('and members are two ways to say the same', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(20)), (members) => {
        expect(Array.from(membersOf(maskOf(21, members)))).toEqual([...members].sort((a, b) => a - b));
      }),
    );
  });

  it('refuse members that are out of range', () => {
    expect(() => maskOf(3, [3])).toThrow(RangeError);
  });
});

describe('components', () => {
  it('hold what reaches each other, after any loss', () => {
    fc.assert(
      fc.property(anyNet({ endpoints: false }), fc.nat(9), fc.nat(20), (it, node, edge) => {
        const [nodes, edges] = [new Set([node % it.graph.nodeCount]), new Set([edge])];
        const removed = {
          nodes: maskOf(it.graph.nodeCount, [...nodes]),
          edges: maskOf(
            it.graph.edgeCount,
            [...edges].filter((each) => each < it.graph.edgeCount),
          ),
        };
        const { labels, count, sizes } = components(it.graph, removed);
        expect(new Set(labels.filter((label) => label >= 0)).size).toBe(count);
        for (let a = 0; a < it.graph.nodeCount; a++) {
          if (nodes.has(a)) {
            expect(labels[a]).toBe(-1);
            continue;
          }
          const reached = reach(it, a, nodes, edges);
          expect(sizes[labels[a]!]).toBe(reached.size);
          for (const b of reached) expect(labels[b]).toBe(labels[a]);
        }
      }),
    );
  });

  it('are not joined by endpoints', () => {
    const it = leafSpine({ leaves: 4, spines: 1, hostsPerLeaf: 1, homing: 2 });
    expect(components(it.graph).count).toBe(1);
    expect(components(it.graph, { nodes: maskOf(it.graph.nodeCount, [8]) }).count).toBe(4);
  });
});
