import type { Code } from '../../errors/problem';
import { coolingExceeded, outageOverloaded, plantOverloaded } from '../../errors/plant';
import type { Proof } from '../proof';
import type { PlantFact } from './facts';
import { carry, suffices, type Carried, type Loss } from './flow';
import { lossesInOutage, singleLosses } from './losses';

/** What a plant cannot carry after a loss. */
export interface Shortfall {
  /** What was lost, as a message calls it. */
  readonly lost: string;
  /** What is overloaded then. */
  readonly carried: Carried;
}

/**
 * What a plant cannot carry. Each part, row and zone is named once, with the smallest loss that overloads it the most.
 *
 * @param plant the plant
 * @param losses what it may lose, one at a time
 */
export function shortfalls(plant: PlantFact, losses: readonly Loss[]): readonly Shortfall[] {
  const worst = new Map<string, Shortfall>();
  for (const loss of losses)
    for (const carried of carry(plant, loss)) {
      const key = `${carried.type} ${carried.name}`;
      const before = worst.get(key);
      if (suffices(carried) || (before !== undefined && missing(before.carried) >= missing(carried))) continue;
      worst.set(key, { lost: loss.name, carried });
    }
  return [...worst.values()];
}

/**
 * Proofs of a plant: for each part and zone its largest load after any one loss, in normal operation and in an outage
 * of the utilities.
 *
 * @param plant the plant
 */
export function plantProofs(plant: PlantFact): readonly Proof[] {
  return [
    ...worstCases(plant, singleLosses(plant), ({ type }) =>
      type === 'zone' ? coolingExceeded.code : plantOverloaded.code,
    ),
    ...worstCases(plant, lossesInOutage(plant), () => outageOverloaded.code),
  ];
}

/** The tightest case of each part, row and zone. */
function worstCases(plant: PlantFact, losses: readonly Loss[], rule: (carried: Carried) => Code): readonly Proof[] {
  const outage = losses.length > 0 && !losses.some(({ modules }) => modules.size === 0);
  const worst = new Map<string, Shortfall>();
  for (const loss of losses)
    for (const carried of carry(plant, loss)) {
      const key = `${carried.type} ${carried.name}`;
      const before = worst.get(key);
      // A part that is lost itself carries nothing and proves nothing.
      if (carried.watts === 0 && carried.capacity === 0) continue;
      if (before === undefined || missing(carried) > missing(before.carried))
        worst.set(key, { lost: loss.name, carried });
    }
  return [...worst.values()].map(({ lost, carried }) => ({
    rule: rule(carried),
    claim: `${nameOf(carried)} carries its largest load after any one loss${outage ? ' in an outage of the utilities' : ''}`,
    ok: suffices(carried),
    value: carried.watts / 1000,
    limit: carried.capacity / 1000,
    unit: 'kW',
    exact: true,
    witness: [`lost: ${lost}`, carried.name],
  }));
}

/**
 * How a message calls something that carries load.
 *
 * @param carried part, row or zone
 */
export function nameOf(carried: Carried): string {
  return { part: '', row: 'the row ', zone: 'the cooling zone ' }[carried.type] + `'${carried.name}'`;
}

function missing(carried: Carried): number {
  return carried.watts - carried.capacity;
}
