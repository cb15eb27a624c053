import fc from 'fast-check';
import { Cidr } from 'datahall';

describe('Cidr', () => {
  it.each(['10.0.0.0', '10.0.0.1/16', '10.0.0.0/33', 'fd00::1/48', '', 'x/8', '10.0.0/8'])(
    'refuses %p: DH1003',
    (text) => {
      expect(() => Cidr.of(text)).toThrow(/^DH1003/);
    },
  );

  it.each([
    ['10.0.0.0/16', '10.0.0.0/16', 4],
    ['fd00:10:0::/48', 'fd00:10::/48', 6],
  ])('prints %s in its shortest form', (text, printed, version) => {
    expect(Cidr.of(text).toString()).toBe(printed);
    expect(Cidr.of(text).version).toBe(version);
  });

  it('contains each half of itself, and the halves do not overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 23 }), (second, prefix) => {
        const whole = Cidr.of(`10.0.0.0/${Math.max(8, prefix)}`);
        const half = Math.max(8, prefix) + 1;
        const upper = 2 ** (32 - half);
        const text = [24, 16, 8, 0].map((shift) => ((0x0a000000 + upper) >>> shift) & 255).join('.');
        const [left, right] = [Cidr.of(`10.0.0.0/${half}`), Cidr.of(`${text}/${half}`)];
        expect(whole.contains(left) && whole.contains(right)).toBe(true);
        expect(left.overlaps(right)).toBe(false);
        expect(whole.overlaps(Cidr.of(`192.${second}.0.0/16`))).toBe(false);
      }),
    );
  });

  it('keeps IPv4 and IPv6 apart', () => {
    expect(Cidr.of('0.0.0.0/0').overlaps(Cidr.of('::/0'))).toBe(false);
  });
});
