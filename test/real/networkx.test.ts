import fc from 'fast-check';
import { components } from '../../lib/network/graph/components';
import { cuts } from '../../lib/network/graph/cuts';
import { diameter } from '../../lib/network/graph/diameter';
import { edgeDisjointPaths, nodeDisjointPaths } from '../../lib/network/graph/disjoint-paths';
import { maxFlow } from '../../lib/network/graph/max-flow';
import { shortestPaths } from '../../lib/network/graph/shortest-paths';
import { fatTree, leafSpine, mesh, net, type Net, ring, star } from '../support/graphs';
import { describeReal } from '../support/real/describe-real';
import { askNetworkx } from '../support/real/networkx';

interface Facts {
  readonly components: number;
  readonly cutVertices: readonly number[];
  readonly bridges: readonly (readonly number[])[];
  readonly maxFlow: number;
  readonly nodeDisjoint: number;
  readonly edgeDisjoint: number;
  /** Null where the graph is in parts. */
  readonly diameter: number | null;
  readonly shortestPaths: number;
}

const edgesOf = ({ graph }: Net): [number, number, number][] =>
  Array.from(graph.from, (from, edge) => [from, graph.to[edge]!, graph.capacity[edge]!]);

function facts({ graph, terminals }: Net): Facts {
  const [a, b] = [terminals[0]!, terminals.at(-1)!];
  const { vertices, bridges } = cuts(graph);
  const { count } = components(graph);
  const pairs = Array.from(bridges, (edge) => [graph.from[edge]!, graph.to[edge]!].sort((c, d) => c - d));
  return {
    components: count,
    cutVertices: Array.from(vertices),
    bridges: pairs.sort(([c = 0, d = 0], [e = 0, f = 0]) => c - e || d - f),
    maxFlow: maxFlow(graph, [a], [b]).value,
    nodeDisjoint: nodeDisjointPaths(graph, a, b).length,
    edgeDisjoint: edgeDisjointPaths(graph, a, b).length,
    diameter: count > 1 ? null : diameter(graph, Array.from(Array(graph.nodeCount).keys())).hops,
    shortestPaths: shortestPaths(graph, a, b).count,
  };
}

/** A simple graph, as networkx has only one edge between two nodes; always the same ones, from one seed. */
const simple = fc.integer({ min: 4, max: 40 }).chain((nodes) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.integer({ min: 1, max: 99 })), {
      minLength: nodes,
      maxLength: 3 * nodes,
      selector: ([a, b]) => Math.min(a, b) * nodes + Math.max(a, b),
    })
    .map((edges) =>
      net(
        nodes,
        edges.filter(([a, b]) => a !== b),
        [0, nodes - 1],
      ),
    ),
);

describeReal(['networkx'], 'networkx agrees', () => {
  const known = [ring(7), star(5), mesh(6), leafSpine({ leaves: 4, spines: 2, hostsPerLeaf: 3 }), fatTree(4)];
  const nets = [...known, ...fc.sample(simple, { numRuns: 60, seed: 20261123 })];
  let answers: readonly Facts[];

  beforeAll(() => {
    const graphs = nets.map((it) => ({ nodes: it.graph.nodeCount, edges: edgesOf(it), terminals: it.terminals }));
    answers = askNetworkx<readonly Facts[]>('graph_facts.py', graphs);
  });

  it('on graphs of which half are in one part', () => {
    const whole = answers.filter(({ components: count }) => count === 1).length;
    expect(whole).toBeGreaterThan(20);
    expect(answers.length - whole).toBeGreaterThan(5);
  });

  it.each(Object.keys(facts(ring(3))) as (keyof Facts)[])('on %s', (fact) => {
    expect(nets.map((it) => facts(it)[fact])).toEqual(answers.map((answer) => answer[fact]));
  });
});
