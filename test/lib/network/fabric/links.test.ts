import fc from 'fast-check';
import { LinkList } from '../../../../lib/network/fabric/link-list';
import { FabricLinks, WHOLE } from '../../../../lib/network/fabric/links';
import type { FabricLink } from '../../../../lib/network/fabric/fabric';

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

  it('puts cables behind others, whose devices have other numbers then', () => {
    fc.assert(
      fc.property(anyLinks, anyLinks, fc.nat(1000), (first, second, offset) => {
        const list = new LinkList();
        list.addAll(FabricLinks.of(first), 0);
        list.addAll(FabricLinks.of(second), offset);
        const moved = second.map(({ a, b, bps }): FabricLink => {
          return { a: { ...a, node: a.node + offset }, b: { ...b, node: b.node + offset }, bps };
        });
        expect([...list.done()]).toEqual([...first, ...moved]);
      }),
    );
  });

  it('has no cable that nobody laid', () => {
    const one = new LinkList();
    one.add(1, 0, WHOLE, 0, 0, WHOLE, 1e9);
    const links = one.done();
    for (const index of [-1, 1, NaN]) expect(() => links.at(index)).toThrow(RangeError);
  });
});
