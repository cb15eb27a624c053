import fc from 'fast-check';
import { edgePairs, nodePairs } from '../../../../lib/network/graph/pairs';
import { anyNet, fatTree, leafSpine, ring, separatedNaively, star } from '../../../support/graphs';

/** All pairs that separate, while neither of the two does alone. */
function naively(length: number, separated: (gone: Set<number>) => number): [number[], string[]] {
  const all = Array.from({ length }, (_, i) => i);
  const singles = all.filter((each) => separated(new Set([each])) > 0);
  const others = all.filter((each) => !singles.includes(each));
  const pairs = others.flatMap((a) =>
    others.filter((b) => a < b && separated(new Set([a, b])) > 0).map((b) => `${a},${b}`),
  );
  return [singles, pairs];
}

describe('pairs', () => {
  it('of nodes are those of trying all', () => {
    fc.assert(
      fc.property(anyNet({ most: 8 }), (it) => {
        fc.pre(separatedNaively(it, new Set(), new Set()) === 0);
        const { singles, pairs, exact, atLeast, atMost } = nodePairs(it.graph, it.mask);
        const [alone, both] = naively(it.graph.nodeCount, (gone) => separatedNaively(it, gone, new Set()));
        expect([singles, pairs.map(String)]).toEqual([alone, both]);
        expect([exact, atLeast, atMost]).toEqual([
          true,
          ...Array(2).fill(alone.length > 0 ? 0 : both.length > 0 ? 1 : 2),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('of links are those of trying all', () => {
    fc.assert(
      fc.property(anyNet({ most: 6 }), (it) => {
        fc.pre(separatedNaively(it, new Set(), new Set()) === 0);
        const { singles, pairs } = edgePairs(it.graph, it.mask);
        const [alone, both] = naively(it.graph.edgeCount, (gone) => separatedNaively(it, new Set(), gone));
        expect([singles, pairs.map(String)]).toEqual([alone, both]);
      }),
      { numRuns: 300 },
    );
  });

  it('of a ring are all that are not neighbours, and all links', () => {
    const { graph, mask } = ring(6);
    expect(nodePairs(graph, mask)).toMatchObject({ atLeast: 1, count: 9, exact: true });
    expect(edgePairs(graph, mask)).toMatchObject({ atLeast: 1, count: 15, exact: true });
  });

  it('of dual-homed hosts are the two leaves of each', () => {
    const { graph, mask } = leafSpine({ leaves: 4, spines: 3, hostsPerLeaf: 2, homing: 2 });
    expect(nodePairs(graph, mask).pairs).toEqual([
      [8, 9],
      [8, 11],
      [9, 10],
      [10, 11],
    ]);
  });

  it('are the same from one representative of each class', () => {
    const { graph, mask } = leafSpine({ leaves: 4, spines: 2, hostsPerLeaf: 2, homing: 2 });
    const spines = [12, 13];
    const some = nodePairs(graph, mask, { representatives: [8, 12] });
    expect(some).toMatchObject({ atLeast: 1, atMost: 1, exact: true });
    expect(some.pairs).toContainEqual(spines);
  });

  it('are bounds where the steps do not suffice', () => {
    const few = { steps: 10 };
    const dual = leafSpine({ leaves: 4, spines: 3, hostsPerLeaf: 2, homing: 2 });
    expect(nodePairs(dual.graph, dual.mask, few)).toMatchObject({ atLeast: 1, atMost: 1, exact: false, count: 4 });
    const triple = leafSpine({ leaves: 4, spines: 3, hostsPerLeaf: 2, homing: 3 });
    expect(nodePairs(triple.graph, triple.mask, few)).toMatchObject({ atLeast: 1, atMost: 2, exact: false, count: 0 });
    const single = fatTree(4);
    expect(nodePairs(single.graph, single.mask, few)).toMatchObject({ atLeast: 0, atMost: 0, exact: false });
  });

  it('count no pair of what falls alone', () => {
    const { graph, mask } = star(4);
    expect(nodePairs(graph, mask)).toMatchObject({ atLeast: 0, singles: [0], count: 0 });
  });

  it('say -1 where terminals are apart from the start', () => {
    const apart = leafSpine({ leaves: 2, spines: 0, hostsPerLeaf: 1 });
    expect(nodePairs(apart.graph, apart.mask).atLeast).toBe(-1);
  });
});
