import type { SiteFact } from './facts';

type Group = SiteFact['servers'][number];

/** Where servers stand that came together. */
export interface PlacedBatch {
  /** How many they are. */
  readonly count: number;
  /** Delivery of racks that they stand in, from 1. */
  readonly delivery: number;
  /** Whether that is where the last racks stand only because none came with them: more racks would move them. */
  readonly moves: boolean;
}

/**
 * The racks that the servers of a group stand in: those that somebody said, else those that came after the racks of the
 * servers before.
 *
 * @param group the group
 * @param most how many times racks of its row came
 */
export function batchesOf({ batches, deliveries = [], at }: Group, most: number): readonly PlacedBatch[] {
  let next = 1;
  return batches.map((count, index): PlacedBatch => {
    const wanted = deliveries[index] ?? next;
    const delivery = Math.min(wanted, most);
    next = wanted + 1;
    return { count, delivery, moves: at === null && wanted > most };
  });
}
