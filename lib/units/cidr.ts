import { Address4, Address6 } from 'ip-address';
import { fail } from '../errors/datahall-error';
import { unresolvedToken } from '../errors/names';
import { invalidCidr } from '../errors/units';
import { checkCount } from './names';
import { isTokenLike } from './tokens';

/** An IPv4 or IPv6 network in CIDR notation with no host bits set. Arithmetic is that of the `ip-address` library. */
export class Cidr {
  private constructor(private readonly network: Address4 | Address6) {}

  /**
   * Reads a network.
   *
   * @param text e.g. `10.0.0.0/16` or `fd00:10::/48`
   * @throws DH1003 when it is no network, or has host bits set; DH1104 when it is not known at synth
   */
  public static of(text: string): Cidr {
    if (isTokenLike(text)) fail(unresolvedToken('network'));
    if (typeof text !== 'string' || !text.includes('/')) return fail(invalidCidr(text));
    const network = parse(text);
    if (network?.startAddress().correctForm() !== network?.correctForm() || network === undefined)
      fail(invalidCidr(text));
    return new Cidr(network);
  }

  /** IP version, 4 or 6. */
  public get version(): 4 | 6 {
    return this.network instanceof Address4 ? 4 : 6;
  }

  /** Prefix length in bits. */
  public get prefix(): number {
    return this.network.subnetMask;
  }

  /** Whether the two networks share an address. */
  public overlaps(other: Cidr): boolean {
    return this.contains(other) || other.contains(this);
  }

  /** Whether each address of `other` is one of this network. */
  public contains(other: Cidr): boolean {
    return this.version === other.version && this.prefix <= other.prefix && this.holds(other);
  }

  /**
   * Whether an address is one of this network.
   *
   * @param address without a prefix length; what is no address is in no network
   */
  public includes(address: string): boolean {
    const parsed = typeof address !== 'string' || address.includes('/') ? undefined : parse(address);
    return parsed !== undefined && this.contains(new Cidr(parsed));
  }

  private holds(other: Cidr): boolean {
    const [first, last] = [this.network.startAddress().bigInt(), this.network.endAddress().bigInt()];
    const start = other.network.startAddress().bigInt();
    return first <= start && start <= last;
  }

  /**
   * One of the equal parts of this network.
   *
   * @param prefix prefix length of the part
   * @param index which of the parts, from 0
   * @throws DH1004 when the prefix is not one of a part, or there is no such part
   */
  public slice(prefix: number, index: number): Cidr {
    const bits = this.version === 4 ? 32 : 128;
    const problem = checkCount('prefix', prefix, this.prefix, bits);
    if (problem !== undefined) fail(problem);
    const parts = 1n << BigInt(prefix - this.prefix);
    const last = parts > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(parts - 1n);
    const missing = checkCount('index', index, 0, last);
    if (missing !== undefined) fail(missing);
    const first = this.network.startAddress().bigInt() + BigInt(index) * (1n << BigInt(bits - prefix));
    const address = this.version === 4 ? Address4.fromBigInt(first) : Address6.fromBigInt(first);
    return Cidr.of(`${address.correctForm()}/${prefix}`);
  }

  /** How many addresses it has; exact up to 2^53. */
  public get size(): number {
    return 2 ** ((this.version === 4 ? 32 : 128) - this.prefix);
  }

  /**
   * One of its addresses, without a prefix length.
   *
   * @param index which one, from 0
   * @throws DH1004 when there is no such address
   */
  public address(index: number): string {
    const problem = checkCount('index', index, 0, Math.min(this.size - 1, Number.MAX_SAFE_INTEGER));
    if (problem !== undefined) fail(problem);
    const address = this.network.startAddress().bigInt() + BigInt(index);
    return (this.version === 4 ? Address4 : Address6).fromBigInt(address).correctForm();
  }

  /** In CIDR notation, in the shortest form. */
  public toString(): string {
    return `${this.network.correctForm()}/${this.prefix}`;
  }

  /** As {@link toString}, for facts. */
  public toJSON(): string {
    return this.toString();
  }
}

function parse(text: string): Address4 | Address6 | undefined {
  if (Address4.isValid(text)) return new Address4(text);
  if (Address6.isValid(text)) return new Address6(text);
  return undefined;
}
