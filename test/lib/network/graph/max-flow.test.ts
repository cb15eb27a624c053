import fc from 'fast-check';
import { cuts } from '../../../../lib/network/graph/cuts';
import { maskOf } from '../../../../lib/network/graph/masks';
import { maxFlow } from '../../../../lib/network/graph/max-flow';
import { anyNet, fatTree, leafSpine, mesh, type Net, net, reach, ring } from '../../../support/graphs';

/** A network, with its terminals as sources and sinks in turn. */
const sides = (it: Net) => [0, 1].map((side) => it.terminals.filter((_, i) => i % 2 === side));

/** The least cut over all sides of what is neither a source nor a sink. */
function leastCut({ graph }: Net, sources: number[], sinks: number[]): number {
  const free = Array.from({ length: graph.nodeCount }, (_, node) => node).filter(
    (node) => !sources.includes(node) && !sinks.includes(node) && graph.endpoints[node] === 0,
  );
  const out = (node: number) => ![...free, ...sources, ...sinks].includes(node);
  let least = Infinity;
  for (let choice = 0; choice < 2 ** free.length; choice++) {
    const inside = new Set([...sources, ...free.filter((_, i) => (choice >> i) & 1)]);
    const edges = Array.from(graph.capacity, (c, edge) => ({ c, a: graph.from[edge]!, b: graph.to[edge]! }));
    const cut = edges.filter(({ a, b }) => !out(a) && !out(b) && inside.has(a) !== inside.has(b));
    least = Math.min(
      least,
      cut.reduce((sum, { c }) => sum + c, 0),
    );
  }
  return least;
}

describe('maxFlow', () => {
  it.each<[string, Net, number[], number[], number]>([
    ['a ring both ways', ring(6), [0], [3], 200],
    ['a mesh over all others', mesh(5), [0], [4], 400],
    [
      'parallel links together',
      net(
        2,
        [
          [0, 1, 3],
          [0, 1, 4],
        ],
        [0, 1],
      ),
      [0],
      [1],
      7,
    ],
    ['leaf to leaf over all spines', leafSpine({ leaves: 4, spines: 3, links: 2, hostsPerLeaf: 1 }), [4], [5], 6],
    ['half of a fat-tree to the other', fatTree(4), fatTree(4).terminals.slice(0, 8), fatTree(4).terminals.slice(8), 8],
    ['nothing to itself alone', ring(3), [0], [], 0],
  ])('sends through %s', (_, { graph }, sources, sinks, value) => {
    expect(maxFlow(graph, sources, sinks).value).toBe(value);
  });

  it('is the least of all cuts', () => {
    fc.assert(
      fc.property(anyNet({ most: 8 }), (it) => {
        const [sources = [], sinks = []] = sides(it);
        expect(maxFlow(it.graph, sources, sinks).value).toBe(leastCut(it, sources, sinks));
      }),
      { numRuns: 500 },
    );
  });

  it('has a cut of its value, without which no sink is reached', () => {
    fc.assert(
      fc.property(anyNet(), (it) => {
        const [sources = [], sinks = []] = sides(it);
        const { value, cut, sourceSide } = maxFlow(it.graph, sources, sinks);
        expect(cut.reduce((sum, edge) => sum + it.graph.capacity[edge]!, 0)).toBe(value);
        const empty = Array.from(it.graph.capacity.keys()).filter((edge) => it.graph.capacity[edge] === 0);
        for (const source of sources) {
          expect(sourceSide[source]).toBe(1);
          const reached = reach(it, source, new Set(), new Set([...cut, ...empty]));
          for (const sink of sinks) expect(reached.has(sink)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the capacities, and what comes in goes out', () => {
    fc.assert(
      fc.property(anyNet(), (it) => {
        const [sources = [], sinks = []] = sides(it);
        const { graph } = it;
        const { value, flow } = maxFlow(graph, sources, sinks);
        const balance = new Float64Array(graph.nodeCount);
        flow.forEach((amount, edge) => {
          expect(Math.abs(amount)).toBeLessThanOrEqual(graph.capacity[edge]!);
          balance[graph.from[edge]!]! += amount;
          balance[graph.to[edge]!]! -= amount;
        });
        const sum = (nodes: readonly number[]) => nodes.reduce((total, node) => total + balance[node]!, 0);
        expect([sum(sources), sum(sinks)]).toEqual([value, value === 0 ? 0 : -value]);
        balance.forEach((amount, node) => {
          if (!it.terminals.includes(node)) expect(amount).toBe(0);
        });
      }),
    );
  });

  it('takes fractions', () => {
    const { graph } = net(
      3,
      [
        [0, 1, 0.1],
        [0, 1, 0.2],
        [1, 2, 0.7],
      ],
      [0, 2],
    );
    expect(maxFlow(graph, [0], [2]).value).toBeCloseTo(0.3, 12);
  });

  it('goes around what is removed', () => {
    const { graph } = mesh(5);
    const removed = { nodes: maskOf(5, [1]), edges: maskOf(10, [3]) };
    expect(graph.from[3]! + graph.to[3]!).toBe(4);
    expect(maxFlow(graph, [0], [4], { removed }).value).toBe(200);
  });

  it('stops at a limit', () => {
    expect(maxFlow(mesh(5).graph, [0], [4], { limit: 150 }).value).toBe(150);
  });

  it('never leads through an endpoint', () => {
    const it = leafSpine({ leaves: 2, spines: 0, hostsPerLeaf: 2, homing: 2 });
    expect(maxFlow(it.graph, [4], [5]).value).toBe(0);
  });

  it('refuses a node that is both', () => {
    expect(() => maxFlow(ring(3).graph, [0, 1], [1])).toThrow(RangeError);
  });

  it('crosses each bridge with all that it separates', () => {
    const { graph, mask } = fatTree(4);
    for (const edge of cuts(graph, mask).bridges)
      expect(maxFlow(graph, [graph.from[edge]!], [graph.to[edge]!]).value).toBe(1);
  });
});
