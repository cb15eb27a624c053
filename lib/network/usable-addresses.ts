import { Cidr } from '../units/cidr';

/** Addresses of IPv4 by their last byte: MetalLB hands out neither the first nor the last of 256 (`avoidBuggyIPs`). */
const BLOCK = 256;

/**
 * Whether MetalLB hands out an address of our pools.
 *
 * @param address an address without a prefix length
 */
export function isHandedOut(address: string): boolean {
  const last = Number(address.split('.')[3]);
  return address.includes(':') || (last !== 0 && last !== BLOCK - 1);
}

/**
 * How many addresses of a range MetalLB hands out.
 *
 * @param range addresses of a pool
 */
export function usableAddresses(range: Cidr): number {
  if (range.version === 6) return range.size;
  if (range.size >= BLOCK) return range.size - (2 * range.size) / BLOCK;
  return Array.from({ length: range.size }, (_, index) => range.address(index)).filter(isHandedOut).length;
}

/**
 * One spelling for each address.
 *
 * @param address an address without a prefix length
 */
export function sameSpelling(address: string): string {
  return Cidr.of(`${address}/${address.includes(':') ? 128 : 32}`).toString();
}
