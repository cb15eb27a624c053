import { fail } from '../../errors/datahall-error';
import { closTooLarge } from '../../errors/sizing';
import { invalidCount } from '../../errors/units';
import { wholeNumber } from '../../units/ranges';

/** What a network of tiers must join. */
export interface ClosSizeOptions {
  /** Ports of servers. */
  readonly endpoints: number;
  /** Ports of a leaf towards servers. */
  readonly down: number;
  /** Ports of a leaf towards spines. */
  readonly up: number;
  /** Ports of a spine. */
  readonly spinePorts: number;
}

/** A network of two tiers in which each leaf has as many cables to each spine. */
export interface ClosSize {
  /** Leaves. */
  readonly leaves: number;
  /** Spines. */
  readonly spines: number;
  /** Cables between a leaf and a spine. */
  readonly linksPerPair: number;
  /** Cables between leaves and spines. */
  readonly cables: number;
}

/** A network of three tiers without oversubscription. */
export interface ThreeTierSize {
  /** Leaves. */
  readonly leaves: number;
  /** Spines. */
  readonly spines: number;
  /** Cores. */
  readonly cores: number;
}

/**
 * Switches of two tiers. Spines divide the uplinks of a leaf evenly, so that there may be more than ports ask for: of
 * 32 uplinks 12 spines would leave some pairs with fewer cables, and it takes 16.
 *
 * @param options what is joined, and ports of a switch
 * @throws DH1004 for a count; DH3277 when even one cable a pair needs more ports than a spine has
 */
export function closSize(options: ClosSizeOptions): ClosSize {
  for (const [field, count] of Object.entries(options)) check(field, count as number, 1);
  const { endpoints, down, up, spinePorts } = options;
  const leaves = Math.ceil(endpoints / down);
  const least = Math.ceil((leaves * up) / spinePorts);
  const spines = Array.from({ length: up }, (_, index) => index + 1).find((each) => each >= least && up % each === 0);
  if (spines === undefined) fail(closTooLarge(endpoints, down * spinePorts));
  return { leaves, spines, linksPerPair: up / spines, cables: leaves * up };
}

/**
 * Switches of three tiers of one class, half of the ports down and half up.
 *
 * @param endpoints ports of servers
 * @param ports ports of a switch, an even number
 * @throws DH1004 for a count; DH3277 when there are more than a quarter of the cube of the ports
 */
export function threeTierSize(endpoints: number, ports: number): ThreeTierSize {
  check('endpoints', endpoints, 1);
  check('ports', ports, 2);
  if (ports % 2 !== 0) fail(invalidCount('ports / 2', ports / 2, 1, Number.MAX_SAFE_INTEGER));
  const most = ports ** 3 / 4;
  if (endpoints > most) fail(closTooLarge(endpoints, most));
  const leaves = Math.ceil(endpoints / (ports / 2));
  return { leaves, spines: leaves, cores: Math.ceil(leaves / 2) };
}

function check(field: string, count: number, least: number): void {
  wholeNumber(field, count, least);
}
