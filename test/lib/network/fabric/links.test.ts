import fc from 'fast-check';
import { FabricLinks, WHOLE, type LinkColumns } from '../../../../lib/network/fabric/links';

const anyEnd = fc.record({ node: fc.nat(50), port: fc.nat(100), lane: fc.option(fc.nat(3)) });
const anyLinks = fc.array(fc.record({ a: anyEnd, b: anyEnd, bps: fc.integer({ min: 1, max: 8e11 }) }), {
  maxLength: 600,
});

describe('FabricLinks', () => {
  it('gives back what it was made of, one by one and in a loop', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const made = FabricLinks.of(links);
        expect([...made]).toEqual(links);
        expect(links.map((_, index) => made.at(index))).toEqual(links);
        expect(made).toHaveLength(links.length);
      }),
    );
  });

  it('lays cables once, when somebody looks at one', () => {
    const lay = jest.fn(({ a, b, bps }: LinkColumns) => {
      for (const [{ node, port, lane }, index] of [[a, 1] as const, [b, 0] as const])
        [node[0], port[0], lane[0]] = [index, 0, WHOLE];
      bps[0] = 1e9;
    });
    const links = FabricLinks.planned({ length: 1, lay, blocks: () => [{ uppers: [1], lowers: [0] }] });
    expect([links.length, links.blocks?.length, lay.mock.calls.length]).toEqual([1, 1, 0]);
    const end = (node: number) => ({ node, port: 0, lane: null });
    expect([links.at(0), [...links].length]).toEqual([{ a: end(1), b: end(0), bps: 1e9 }, 1]);
    expect(lay).toHaveBeenCalledTimes(1);
  });

  it('has no cable that nobody laid', () => {
    const links = FabricLinks.of([
      { a: { node: 1, port: 0, lane: null }, b: { node: 0, port: 0, lane: null }, bps: 1e9 },
    ]);
    for (const index of [-1, 1, NaN]) expect(() => links.at(index)).toThrow(RangeError);
  });
});
