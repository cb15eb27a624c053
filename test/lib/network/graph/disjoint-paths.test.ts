import fc from 'fast-check';
import { edgeDisjointPaths, nodeDisjointPaths, type Path } from '../../../../lib/network/graph/disjoint-paths';
import { Graph } from '../../../../lib/network/graph/graph';
import { maskOf } from '../../../../lib/network/graph/masks';
import { maxFlow } from '../../../../lib/network/graph/max-flow';
import { anyNet, fatTree, leafSpine, mesh, type Net, reach, ring } from '../../../support/graphs';

/** A path leads from one end to the other over edges that there are, and no node comes twice. */
function check({ graph }: Net, { nodes, edges }: Path, a: number, b: number): void {
  expect([nodes[0], nodes.at(-1)]).toEqual([a, b]);
  expect(new Set(nodes).size).toBe(nodes.length);
  expect(edges).toHaveLength(nodes.length - 1);
  edges.forEach((edge, i) =>
    expect([graph.from[edge]!, graph.to[edge]!].sort()).toEqual([nodes[i]!, nodes[i + 1]!].sort()),
  );
  for (const node of nodes.slice(1, -1)) expect(graph.endpoints[node]).toBe(0);
}

const ends = (it: Net): [number, number] => [it.terminals[0]!, it.terminals[1]!];

/** Fewest nodes in between whose loss parts two that are not joined directly. */
function fewestNodes(it: Net, a: number, b: number): number {
  const between = Array.from({ length: it.graph.nodeCount }, (_, node) => node).filter(
    (node) => node !== a && node !== b,
  );
  let fewest = Infinity;
  for (let choice = 0; choice < 2 ** between.length; choice++) {
    const gone = new Set(between.filter((_, i) => (choice >> i) & 1));
    if (gone.size < fewest && !reach(it, a, gone).has(b)) fewest = gone.size;
  }
  return fewest;
}

describe('disjoint paths', () => {
  it.each<[string, Net, number, number, number, number]>([
    ['a ring has two', ring(5), 0, 2, 2, 2],
    ['a mesh has one over each other and one directly', mesh(5), 0, 4, 4, 4],
    ['two leaves have one over each spine', leafSpine({ leaves: 3, spines: 4, hostsPerLeaf: 1 }), 3, 4, 4, 4],
    ['links to a spine are several', leafSpine({ leaves: 3, spines: 4, links: 2, hostsPerLeaf: 1 }), 3, 4, 4, 8],
    ['a dual-homed host has two', leafSpine({ leaves: 4, spines: 2, hostsPerLeaf: 1, homing: 2 }), 0, 2, 2, 2],
    ['a host of a fat-tree has one', fatTree(4), 0, 15, 1, 1],
    ['edge switches of a fat-tree have one an uplink', fatTree(4), 16, 23, 2, 2],
  ])('%s', (_, { graph }, a, b, nodes, edges) => {
    expect([nodeDisjointPaths(graph, a, b).length, edgeDisjointPaths(graph, a, b).length]).toEqual([nodes, edges]);
  });

  it('of nodes meet nowhere, and are as many as nodes must fail (Menger)', () => {
    fc.assert(
      fc.property(anyNet({ most: 8 }), (it) => {
        const [a, b] = ends(it);
        const paths = nodeDisjointPaths(it.graph, a, b);
        const inner = paths.flatMap((path) => path.nodes.slice(1, -1));
        for (const path of paths) check(it, path, a, b);
        expect(new Set(inner).size).toBe(inner.length);
        expect(new Set(paths.flatMap(({ edges }) => edges)).size).toBe(paths.flatMap(({ edges }) => edges).length);
        const direct = Array.from(it.graph.from, (from, edge) => [from, it.graph.to[edge]!].sort().join());
        if (!direct.includes([a, b].sort().join())) expect(paths.length).toBe(fewestNodes(it, a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('of edges share none, and are as many as the maximum flow of unit capacities', () => {
    fc.assert(
      fc.property(anyNet(), (it) => {
        const [a, b] = ends(it);
        const paths = edgeDisjointPaths(it.graph, a, b);
        const edges = paths.flatMap((path) => path.edges);
        for (const path of paths) check(it, path, a, b);
        expect(new Set(edges).size).toBe(edges.length);
        const { nodeCount, from, to, endpoints } = it.graph;
        const idle = Array.from(endpoints.keys()).filter((node) => endpoints[node] === 1);
        const unit = Graph.of(nodeCount, { from, to, endpoints: idle });
        expect(paths.length).toBe(maxFlow(unit, [a], [b]).value);
      }),
      { numRuns: 500 },
    );
  });

  it('go around what is removed, and stop at a limit', () => {
    const { graph } = mesh(6);
    const removed = { nodes: maskOf(6, [1]), edges: maskOf(15, [4]) };
    expect([graph.from[4], graph.to[4]]).toEqual([0, 5]);
    for (const find of [nodeDisjointPaths, edgeDisjointPaths]) {
      expect(find(graph, 0, 5, { removed })).toHaveLength(3);
      expect(find(graph, 0, 5, { limit: 2 })).toHaveLength(2);
      expect(() => find(graph, 0, 0)).toThrow(RangeError);
    }
  });
});
