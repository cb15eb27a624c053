import fc from 'fast-check';
import { communities } from '../../../../lib/site/report/communities';

const joined = (count: number, links: readonly (readonly [number, number])[]): readonly (readonly number[])[] =>
  Array.from({ length: count }, (_, node) =>
    links.flatMap(([a, b]) => (a === node ? [b] : b === node ? [a] : [])).filter((other) => other !== node),
  );
const roles = (count: number, role = 'leaf'): readonly string[] => Array.from({ length: count }, () => role);

describe('communities', () => {
  it('finds two triangles that one link joins', () => {
    const links = [
      [0, 1],
      [1, 2],
      [0, 2],
      [3, 4],
      [4, 5],
      [3, 5],
      [2, 3],
    ] as const;
    expect(communities(roles(6), joined(6, links), 2)).toEqual([0, 0, 0, 3, 3, 3]);
  });

  it('joins leaves that share their spines, and no leaf with a spine', () => {
    const links = [2, 3].flatMap((spine) => [0, 1].map((leaf) => [leaf, spine] as const));
    expect(communities(['leaf', 'leaf', 'spine', 'spine'], joined(4, links), 1)).toEqual([0, 0, 2, 2]);
  });

  it('folds what is joined to nothing', () => {
    expect(new Set(communities(roles(50), joined(50, []), 4)).size).toBe(4);
  });

  it('leaves as many parts as asked for, of one role each, named by their first node', () => {
    const node = fc.nat(59);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(node, node), { maxLength: 150 }),
        fc.array(fc.constantFrom('leaf', 'spine', 'core'), { minLength: 60, maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        (links, given, most) => {
          const parts = communities(given, joined(60, links), most);
          const kinds = new Set(given).size;
          expect(new Set(parts).size).toBe(Math.min(60, Math.max(most, kinds)));
          for (const [at, first] of parts.entries()) {
            expect(given[first]).toBe(given[at]);
            expect(parts.indexOf(first)).toBe(first);
          }
        },
      ),
    );
  });

  it('takes a hub with 5,000 leaves without all of their pairs', () => {
    const count = 5001;
    const neighbours = [
      roles(count)
        .slice(1)
        .map((_, at) => at + 1),
      ...roles(count - 1).map(() => [0]),
    ];
    const start = performance.now();
    expect(new Set(communities(roles(count), neighbours, 8)).size).toBe(8);
    // Their 12 million pairs would take far longer, on any machine.
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
