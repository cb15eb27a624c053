import fc from 'fast-check';
import { bisection } from '../../../../lib/network/graph/bisection';
import { maxFlow } from '../../../../lib/network/graph/max-flow';
import { anyNet, fatTree, leafSpine, mesh, type Net, net, ring, star } from '../../../support/graphs';

describe('bisection', () => {
  it.each<[string, Net, number]>([
    ...[4, 5, 6, 8].map((n) => [`ring ${n}`, ring(n), 200] as [string, Net, number]),
    ['star 4', star(4), 200],
    ['star 5', star(5), 200],
    ['star 6', star(6), 300],
    ['mesh 4', mesh(4), 400],
    ['mesh 5', mesh(5), 600],
    ['mesh 6', mesh(6), 900],
    ['narrow hosts', leafSpine({ leaves: 4, spines: 2, hostsPerLeaf: 2, hostCapacity: 100, linkCapacity: 400 }), 400],
    [
      'narrow uplinks',
      leafSpine({ leaves: 4, spines: 2, hostsPerLeaf: 2, hostCapacity: 1000, linkCapacity: 400 }),
      1600,
    ],
    ['fat-tree 4', fatTree(4, 100), 800],
  ])('of %s', (_, { graph, terminals }, value) => {
    const found = bisection(graph, terminals);
    expect([found.value, found.exact]).toEqual([value, true]);
  });

  it('is the flow between its halves, and no split has less', () => {
    fc.assert(
      fc.property(anyNet(), (it) => {
        const { value, half, cut } = bisection(it.graph, it.terminals);
        const flow = (nodes: readonly number[]) =>
          maxFlow(
            it.graph,
            nodes,
            it.terminals.filter((node) => !nodes.includes(node)),
          ).value;
        expect(flow(half)).toBe(value);
        expect(cut.reduce((sum, edge) => sum + it.graph.capacity[edge]!, 0)).toBe(value);
        const size = Math.floor(it.terminals.length / 2);
        for (let choice = 0; choice < 2 ** it.terminals.length; choice++) {
          const nodes = it.terminals.filter((_, i) => (choice >> i) & 1);
          if (nodes.length === size) expect(flow(nodes)).toBeGreaterThanOrEqual(value);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of an odd number tries halves without the first terminal', () => {
    const hub = net(
      6,
      [9, 1, 9, 1, 9].map((capacity, i) => [5, i, capacity] as const),
      [0, 1, 2, 3, 4],
    );
    expect(bisection(hub.graph, hub.terminals)).toMatchObject({ value: 2, half: [1, 3] });
  });

  it('is an upper bound for many terminals, met by networks with the closed form', () => {
    expect(bisection(fatTree(8).graph, fatTree(8).terminals)).toMatchObject({ value: 64, exact: false });
    expect(bisection(ring(40).graph, ring(40).terminals)).toMatchObject({ value: 200, exact: false });
  });

  it('takes the halves that a caller knows', () => {
    const { graph, terminals } = ring(20);
    const half = terminals.filter((node) => node % 2 === 0);
    const few = { exhaustive: 2, halves: [half] };
    expect(bisection(graph, terminals, few).value).toBe(200);
    expect(() => bisection(graph, terminals, { halves: [[0]] })).toThrow(RangeError);
    expect(() => bisection(graph, terminals, { halves: [[...half.slice(1), 2]] })).toThrow(RangeError);
    expect(() => bisection(graph, [0])).toThrow(RangeError);
  });
});
