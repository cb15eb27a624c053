import { Cidr } from 'datahall';
import { isHandedOut, usableAddresses } from '../../../lib/network/usable-addresses';

describe('usableAddresses', () => {
  it.each([
    ['198.51.100.0/24', 254],
    ['198.51.100.0/27', 31],
    ['198.51.100.224/27', 31],
    ['198.51.100.32/27', 32],
    ['198.51.100.255/32', 0],
    ['10.0.0.0/22', 1016],
    ['2001:db8::/120', 256],
  ])('of %s are %i', (range, count) => {
    expect(usableAddresses(Cidr.of(range))).toBe(count);
  });

  it('are those that are handed out', () => {
    const range = Cidr.of('10.0.0.0/22');
    const all = Array.from({ length: range.size }, (_, index) => range.address(index));
    expect(all.filter(isHandedOut)).toHaveLength(usableAddresses(range));
  });
});
