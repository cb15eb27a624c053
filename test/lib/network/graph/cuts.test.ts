import fc from 'fast-check';
import { components } from '../../../../lib/network/graph/components';
import { cuts } from '../../../../lib/network/graph/cuts';
import { maskOf } from '../../../../lib/network/graph/masks';
import { anyNet, fatTree, leafSpine, mesh, type Net, net, ring, separatedNaively, star } from '../../../support/graphs';

const counts = ({ graph, mask }: ReturnType<typeof ring>): [number, number] => {
  const { vertices, bridges } = cuts(graph, mask);
  return [vertices.length, bridges.length];
};

/** The graph with endpoints that are attached to the same nodes as one that it has, which are terminals or not. */
function withTwins({ graph, terminals }: Net, place: number, twins: readonly boolean[]): Net {
  const before = graph.nodeCount;
  const endpoints = Array.from({ length: before }, (_, node) => node).filter((node) => graph.endpoints[node] === 1);
  const model = endpoints[place % Math.max(1, endpoints.length)];
  const edges = Array.from(graph.from, (from, edge) => [from, graph.to[edge]!] as const);
  const own = edges.flatMap((ends) => (model !== undefined && ends.includes(model) ? [ends[0] + ends[1] - model] : []));
  const added = twins.map((_, at) => before + at);
  const isTerminal = added.filter((_, at) => twins[at]);
  const more = added.flatMap((twin) => own.map((node) => [node, twin] as const));
  return net(before + added.length, [...edges, ...more], [...terminals, ...isTerminal], [...endpoints, ...added]);
}

describe('cuts of closed forms', () => {
  it.each([3, 4, 5, 8])('a ring of %d has none', (n) => expect(counts(ring(n))).toEqual([0, 0]));
  it.each([4, 5, 6])('a full mesh of %d has none', (n) => expect(counts(mesh(n))).toEqual([0, 0]));

  it.each([4, 5, 6])('a star of %d leaves falls with its hub', (n) => {
    const it = star(n);
    expect(counts(it)).toEqual([1, n]);
    expect(cuts(it.graph, it.mask).separatedByNode[0]).toBe(n - 1);
  });

  it.each([4, 6, 8])('a fat-tree of %d-port switches has its edge switches and the links of its hosts', (k) => {
    const it = fatTree(k);
    expect(counts(it)).toEqual([k ** 2 / 2, k ** 3 / 4]);
    expect(cuts(it.graph, it.mask).separatedByNode[k ** 3 / 4]).toBe(k / 2);
  });

  it('leaf-spine: every leaf of single-homed hosts, none of dual-homed ones', () => {
    expect(counts(leafSpine({ leaves: 4, spines: 2, hostsPerLeaf: 2 }))).toEqual([4, 8]);
    expect(counts(leafSpine({ leaves: 4, spines: 2, hostsPerLeaf: 2, homing: 2 }))).toEqual([0, 0]);
  });

  it('the only spine, although servers with two links would join the leaves', () => {
    const it = leafSpine({ leaves: 4, spines: 1, hostsPerLeaf: 1, homing: 2 });
    const { vertices, separatedByNode } = cuts(it.graph, it.mask);
    expect([Array.from(vertices), separatedByNode[8]]).toEqual([[8], 2]);
  });
});

describe('cuts', () => {
  it('separate as many terminals as taking each node and edge away by hand', () => {
    fc.assert(
      fc.property(anyNet(), (it) => {
        const { vertices, bridges, separatedByNode, separatedByEdge } = cuts(it.graph, it.mask);
        for (const node of vertices)
          expect([node, separatedByNode[node]]).toEqual([node, separatedNaively(it, new Set([node]), new Set())]);
        for (const edge of bridges)
          expect([edge, separatedByEdge[edge]]).toEqual([edge, separatedNaively(it, new Set(), new Set([edge]))]);
      }),
      { numRuns: 2000 },
    );
  });

  it('say how many terminals are apart although nothing more is lost', () => {
    fc.assert(
      fc.property(anyNet(), (it) => {
        expect(cuts(it.graph, it.mask).apart).toBe(separatedNaively(it, new Set(), new Set()));
      }),
    );
  });

  it('are all that separate terminals of a connected graph', () => {
    fc.assert(
      fc.property(anyNet(), (it) => {
        fc.pre(components(it.graph).count === 1 && separatedNaively(it, new Set(), new Set()) === 0);
        const { vertices, bridges } = cuts(it.graph, it.mask);
        for (let node = 0; node < it.graph.nodeCount; node++)
          if (separatedNaively(it, new Set([node]), new Set()) > 0) expect(vertices).toContain(node);
        for (let edge = 0; edge < it.graph.edgeCount; edge++)
          if (separatedNaively(it, new Set(), new Set([edge])) > 0) expect(bridges).toContain(edge);
      }),
    );
  });

  it('are, where all nodes forward, what makes more components of the rest', () => {
    fc.assert(
      fc.property(anyNet({ endpoints: false }), ({ graph }) => {
        const { vertices, bridges } = cuts(graph);
        const before = components(graph).count;
        for (let node = 0; node < graph.nodeCount; node++) {
          const after = components(graph, { nodes: maskOf(graph.nodeCount, [node]) }).count;
          expect(vertices.includes(node)).toBe(after > before);
        }
        for (let edge = 0; edge < graph.edgeCount; edge++) {
          const after = components(graph, { edges: maskOf(graph.edgeCount, [edge]) }).count;
          expect(bridges.includes(edge)).toBe(after > before);
        }
      }),
    );
  });

  it('count endpoints that are attached alike, whatever of them is gone', () => {
    const isTerminal = fc.array(fc.boolean(), { minLength: 1, maxLength: 4 });
    const gone = fc.tuple(fc.option(fc.nat(30)), fc.option(fc.nat(30)));
    fc.assert(
      fc.property(anyNet({ most: 6 }), fc.nat(9), isTerminal, gone, (single, place, twins, [goneNode, goneEdge]) => {
        const it = withTwins(single, place, twins);
        const nodes = new Set(goneNode === null ? [] : [goneNode % it.graph.nodeCount]);
        const edges = new Set(goneEdge === null || it.graph.edgeCount === 0 ? [] : [goneEdge % it.graph.edgeCount]);
        const removed = {
          nodes: maskOf(it.graph.nodeCount, [...nodes]),
          edges: maskOf(it.graph.edgeCount, [...edges]),
        };
        const isWhole = components(it.graph, removed).count === 1 && separatedNaively(it, nodes, edges) === 0;
        const { vertices, bridges, separatedByNode, separatedByEdge } = cuts(it.graph, it.mask, removed);
        for (const node of vertices)
          expect([node, separatedByNode[node]]).toEqual([node, separatedNaively(it, new Set([...nodes, node]), edges)]);
        for (let node = 0; isWhole && node < it.graph.nodeCount; node++)
          if (separatedNaively(it, new Set([...nodes, node]), edges) > 0) expect(vertices).toContain(node);
        for (let edge = 0; isWhole && edge < it.graph.edgeCount; edge++)
          if (separatedNaively(it, nodes, new Set([...edges, edge])) > 0) expect(bridges).toContain(edge);
        for (const edge of bridges)
          expect([edge, separatedByEdge[edge]]).toEqual([edge, separatedNaively(it, nodes, new Set([...edges, edge]))]);
      }),
      { numRuns: 4000 },
    );
  });

  it('count endpoints that are attached alike to several branches that one node and one edge cut off', () => {
    const edges = [
      [0, 1],
      [1, 2],
      [1, 3],
      [0, 4],
      [0, 5],
      [0, 6],
      [0, 7],
    ] as const;
    const servers = [8, 9, 10].flatMap((server) => [[2, server] as const, [3, server] as const]);
    const it = net(11, [...edges, ...servers], [4, 5, 6, 7, 8, 9, 10], [8, 9, 10]);
    const { separatedByNode, separatedByEdge } = cuts(it.graph, it.mask);
    const byNode = Array.from(separatedByNode, (_, node) => separatedNaively(it, new Set([node]), new Set()));
    const byEdge = Array.from(separatedByEdge, (_, edge) => separatedNaively(it, new Set(), new Set([edge])));
    expect([Array.from(separatedByNode), Array.from(separatedByEdge)]).toEqual([byNode, byEdge]);
    expect([byNode[1], byEdge[0]]).toEqual([3, 3]);
  });

  it('have no bridge where a second edge runs beside it', () => {
    const once = net(2, [[0, 1]], [0, 1]);
    const twice = net(
      2,
      [
        [0, 1],
        [0, 1],
      ],
      [0, 1],
    );
    expect([once, twice].map(({ graph }) => cuts(graph).bridges.length)).toEqual([1, 0]);
  });

  it('tell the branch that an endpoint hangs on from a branch beside it that is cut off', () => {
    const edges = [
      [0, 1],
      [1, 2],
      [1, 3],
      [3, 0],
      [1, 4],
      [3, 4],
    ] as const;
    const it = net(5, edges, [0, 2, 3, 4], [4]);
    expect(cuts(it.graph, it.mask).separatedByNode[1]).toBe(1);
  });

  it('need no stack: a chain of 100,000 nodes', () => {
    const n = 100_000;
    const chain = net(
      n,
      Array.from({ length: n - 1 }, (_, i) => [i, i + 1] as const),
      [0, n - 1],
    );
    const { vertices, separatedByNode } = cuts(chain.graph, chain.mask);
    expect([vertices.length, separatedByNode[5]]).toEqual([n - 2, 1]);
  });
});
