import { isOpen, printWindow } from '../release/change-window';
import type { StageGateFact } from '../release/facts';
import { isFrozen } from '../release/freeze';

/**
 * Why a stage may not change now; empty when it may.
 *
 * @param gate when it may
 * @param now the time
 */
export function closedBecause({ windows, freezes }: StageGateFact, now: Date): readonly string[] {
  const frozen = freezes.filter((freeze) => isFrozen(freeze, now));
  const closed = windows.length > 0 && !windows.some((window) => isOpen(window, now));
  return [
    ...frozen.map(({ from, until, reason }) => `frozen from ${from} until ${until}: ${reason}`),
    ...(closed ? [`changes only ${windows.map(printWindow).join(', or ')}`] : []),
  ];
}
