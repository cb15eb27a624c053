import fc from 'fast-check';
import { distances, eccentricity } from '../../../../lib/network/graph/bfs';
import { diameter } from '../../../../lib/network/graph/diameter';
import { maskOf } from '../../../../lib/network/graph/masks';
import { shortestPaths } from '../../../../lib/network/graph/shortest-paths';
import { anyNet, fatTree, leafSpine, mesh, type Net, ring, star } from '../../../support/graphs';

/** Lengths of all paths from a node, counted by length: walks of shortest length visit no node twice. */
function walks({ graph }: Net, origin: number): { hops: number[]; counts: number[] } {
  const hops = Array<number>(graph.nodeCount).fill(-1);
  const counts = Array<number>(graph.nodeCount).fill(0);
  let now = new Map([[origin, 1]]);
  for (let length = 0; now.size > 0 && length <= graph.nodeCount; length++) {
    const next = new Map<number, number>();
    for (const [node, count] of now) {
      if (hops[node] !== -1) continue;
      hops[node] = length;
      counts[node] = count;
      if (node !== origin && graph.endpoints[node] === 1) continue;
      for (let edge = 0; edge < graph.edgeCount; edge++)
        for (const [a, b] of [
          [graph.from[edge]!, graph.to[edge]!],
          [graph.to[edge]!, graph.from[edge]!],
        ] as const)
          if (a === node) next.set(b, (next.get(b) ?? 0) + count);
    }
    now = next;
  }
  return { hops, counts };
}

describe('distances', () => {
  it('are the lengths of the shortest walks', () => {
    fc.assert(
      fc.property(anyNet(), (it) => {
        const origin = it.terminals[0]!;
        expect(Array.from(distances(it.graph, origin))).toEqual(walks(it, origin).hops);
      }),
    );
  });

  it('lead around what is removed, and from nothing that is', () => {
    const { graph } = ring(5);
    expect(Array.from(distances(graph, 0, { nodes: maskOf(5, [1]) }))).toEqual([0, -1, 3, 2, 1]);
    expect(Array.from(distances(graph, 0, { edges: maskOf(5, [0]) }))).toEqual([0, 4, 3, 2, 1]);
    expect(Array.from(distances(graph, 0, { nodes: maskOf(5, [0]) }))).toEqual([-1, -1, -1, -1, -1]);
  });

  it('make the eccentricity, without what is removed', () => {
    const { graph } = star(4);
    expect(eccentricity(graph, 1, [1, 2, 3])).toBe(2);
    expect(eccentricity(graph, 1, [1, 2, 0], { nodes: maskOf(5, [0]) })).toBe(Infinity);
    expect(eccentricity(graph, 1, [1, 2, 0], { nodes: maskOf(5, [2]) })).toBe(1);
  });
});

describe('diameter', () => {
  it.each<[string, Net, number]>([
    ['ring 4', ring(4), 2],
    ['ring 5', ring(5), 2],
    ['ring 6', ring(6), 3],
    ['ring 8', ring(8), 4],
    ['star', star(5), 2],
    ['mesh', mesh(6), 1],
    ['leaf-spine', leafSpine({ leaves: 4, spines: 2, hostsPerLeaf: 2 }), 4],
    ['dual-homed leaf-spine', leafSpine({ leaves: 4, spines: 2, hostsPerLeaf: 2, homing: 2 }), 4],
    ['fat-tree', fatTree(4), 6],
  ])('of a %s', (_, { graph, terminals }, hops) => {
    expect(diameter(graph, terminals)).toMatchObject({ hops, atMost: hops, exact: true });
  });

  it.each([10, 30])('is the longest of all distances between terminals, among up to %d nodes', (most) => {
    fc.assert(
      fc.property(anyNet({ most }), (it) => {
        const all = it.terminals.map((node) => eccentricity(it.graph, node, it.terminals));
        const { hops, exact, between } = diameter(it.graph, it.terminals);
        expect([hops, exact]).toEqual([Math.max(...all), true]);
        const distance = distances(it.graph, between[0])[between[1]]!;
        expect(distance === -1 ? Infinity : distance).toBe(hops);
      }),
      { numRuns: 1000 },
    );
  });

  it('is given as bounds that hold when the searches do not suffice', () => {
    const { graph, terminals } = ring(101);
    const { hops, atMost, exact } = diameter(graph, terminals, { searches: 5 });
    expect(exact).toBe(false);
    expect(hops).toBeLessThanOrEqual(50);
    expect(atMost).toBeGreaterThanOrEqual(50);
  });

  it('takes one of each class', () => {
    const { graph, terminals } = ring(101);
    expect(diameter(graph, terminals, { representatives: [7] })).toMatchObject({ hops: 50, exact: true });
  });
});

describe('shortestPaths', () => {
  it.each<[string, Net, number, number, [number, number, number]]>([
    ['a ring, opposite', ring(6), 0, 3, [3, 2, 2]],
    ['a ring, other', ring(5), 0, 2, [2, 1, 1]],
    ['a mesh', mesh(4), 0, 3, [1, 1, 1]],
    ['two leaves', leafSpine({ leaves: 2, spines: 4, links: 2, hostsPerLeaf: 1 }), 2, 3, [2, 16, 8]],
    ['pods of a fat-tree', fatTree(8), 128, 156, [4, 16, 4]],
  ])('of %s', (_, { graph }, a, b, expected) => {
    const { hops, count, disjoint } = shortestPaths(graph, a, b);
    expect([hops, count, disjoint]).toEqual(expected);
  });

  it('are as many as walks of that length', () => {
    fc.assert(
      fc.property(anyNet(), (it) => {
        const [a, b] = [it.terminals[0]!, it.terminals[1]!];
        const expected = walks(it, a);
        const { hops, count, disjoint } = shortestPaths(it.graph, a, b);
        expect([hops, count]).toEqual([expected.hops[b] === -1 ? Infinity : expected.hops[b], expected.counts[b]]);
        expect(disjoint).toBeLessThanOrEqual(count);
        expect(disjoint > 0).toBe(count > 0);
      }),
      { numRuns: 500 },
    );
  });

  it('are none to what is cut off, and refused to the node itself', () => {
    const { graph } = star(3);
    expect(shortestPaths(graph, 1, 2, { nodes: maskOf(4, [0]) })).toEqual({ hops: Infinity, count: 0, disjoint: 0 });
    expect(() => shortestPaths(graph, 1, 1)).toThrow(RangeError);
  });
});
