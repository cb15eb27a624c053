import { Address4, Address6 } from 'ip-address';
import { Regions } from '../kernel/regions';
import { intersection, minus, type ValueSet } from '../kernel/value-set';

/** All addresses of both versions. */
export const WORLD = ['0.0.0.0/0', '::/0'] as const;

interface Block {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** Address ranges as sets; all that are compared must be known. Unlike `Cidr` it takes host bits, as the API does. */
export class Addresses {
  private readonly regions: Regions;

  /** @param ranges networks in the form that {@link networkOf} gives */
  public constructor(ranges: Iterable<string>) {
    const blocks = new Map([...WORLD, ...ranges].map((range) => [range, blockOf(range)]));
    this.regions = new Regions(blocks.keys(), {
      contains: (outer, inner) => encloses(blocks.get(outer), blocks.get(inner)),
      filled: (whole, parts) =>
        size(blocks.get(whole)) === parts.reduce((sum, part) => sum + size(blocks.get(part)), 0n),
    });
  }

  /**
   * The addresses of a network.
   *
   * @param network one of the known ranges
   * @param except ranges that are left out of it
   */
  public setOf(network: string, except: readonly string[] = []): ValueSet {
    return except.reduce((rest, each) => minus(rest, this.regions.setOf(each)), this.regions.setOf(network));
  }

  /** Whether the set holds what no known range of a version names: most of the Internet. */
  public isWorld(given: ValueSet): boolean {
    return WORLD.some((world) => {
      const all = this.regions.setOf(world);
      return given.values.includes(world) || intersection(all, given).values.length === all.values.length;
    });
  }

  /** A set in words. */
  public words(given: ValueSet): string {
    return this.regions.words(given);
  }
}

/**
 * A network in its shortest form, without host bits.
 *
 * @param text in CIDR notation
 * @returns `undefined` when it is no network
 */
export function networkOf(text: string): string | undefined {
  if (!text.includes('/')) return undefined;
  const address = Address4.isValid(text) ? new Address4(text) : Address6.isValid(text) ? new Address6(text) : undefined;
  return address === undefined ? undefined : `${address.startAddress().correctForm()}/${address.subnetMask}`;
}

function blockOf(network: string): Block {
  const four = Address4.isValid(network);
  const address = four ? new Address4(network) : new Address6(network);
  const [first, last] = [address.startAddress().bigInt(), address.endAddress().bigInt()];
  return { version: four ? 4 : 6, first, last };
}

function encloses(outer: Block | undefined, inner: Block | undefined): boolean {
  if (outer === undefined || inner?.version !== outer.version) return false;
  return outer.first <= inner.first && inner.last <= outer.last;
}

function size(block: Block | undefined): bigint {
  return block === undefined ? 0n : block.last - block.first + 1n;
}
