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

  it.each([
    ['198.51.100.0/24', 26, 0, '198.51.100.0/26'],
    ['198.51.100.0/24', 26, 3, '198.51.100.192/26'],
    ['198.51.100.0/24', 24, 0, '198.51.100.0/24'],
    ['0.0.0.0/0', 32, 2 ** 32 - 1, '255.255.255.255/32'],
    ['fd00:10::/48', 64, 65_535, 'fd00:10:0:ffff::/64'],
    ['fd00::/8', 128, 1, 'fd00::1/128'],
  ])('cuts %s into parts of /%i: number %i is %s', (whole, prefix, index, part) => {
    expect(Cidr.of(whole).slice(prefix, index).toString()).toBe(part);
  });

  it.each([
    ['198.51.100.0/24', 23, 0],
    ['198.51.100.0/24', 33, 0],
    ['198.51.100.0/24', 26, 4],
    ['198.51.100.0/24', 26, -1],
    ['198.51.100.0/24', 26.5, 0],
    ['fd00::/8', 129, 0],
  ])('has no part of %s with /%d and number %i: DH1004', (whole, prefix, index) => {
    expect(() => Cidr.of(whole).slice(prefix, index)).toThrow(/^DH1004/);
  });

  it.each([
    ['198.51.100.0/24', '198.51.100.255', true],
    ['198.51.100.0/24', '198.51.101.0', false],
    ['198.51.100.0/24', '198.51.100.0/32', false],
    ['198.51.100.0/24', 'fd00::1', false],
    ['198.51.100.0/24', 'example.com', false],
    ['fd00:10::/48', 'fd00:10::1', true],
  ])('%s includes %s: %p', (network, address, expected) => {
    expect(Cidr.of(network).includes(address)).toBe(expected);
  });
});
