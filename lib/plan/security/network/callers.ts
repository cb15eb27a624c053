import { box, difference, type Box } from '../kernel/boxes';
import type { SecurityChange, SecurityDirection } from '../security-change';
import { Addresses } from './addresses';

/** Addresses that may call something. */
export interface Callers {
  /** Object in words. */
  readonly subject: string;
  /** What changes, in words. */
  readonly what: string;
  /** Networks that might call, e.g. `10.0.0.0/8`. */
  readonly from: readonly string[];
  /** Networks that may from now on. */
  readonly to: readonly string[];
}

/**
 * Compares who may call, address by address: the same addresses by other networks are no change.
 *
 * @param callers networks before and after
 */
export function callerChanges({ subject, what, from, to }: Callers): readonly SecurityChange[] {
  const addresses = new Addresses([...from, ...to]);
  const boxes = (ranges: readonly string[]): readonly Box[] =>
    ranges.map((range) => box([['address', addresses.setOf(range)]]));
  const only = (
    direction: SecurityDirection,
    these: readonly string[],
    those: readonly string[],
  ): readonly SecurityChange[] => {
    const pieces = difference(boxes(these), boxes(those));
    if (pieces.length === 0) return [];
    const detail = pieces
      .map((piece) => addresses.words(piece.get('address') ?? { but: false, values: [] }))
      .join(', ');
    return [{ direction, subject, what, detail, severity: 'high' }];
  };
  return [...only('broadened', to, from), ...only('narrowed', from, to)];
}
