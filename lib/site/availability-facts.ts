import { factKind } from '../model/fact';

/** Parts that something consists of. */
export type PartTree =
  | {
      /** Name: parts of one name are one part. */ readonly part: string;
      /** Share of time in which it does not work. */ readonly unavailability: number;
    }
  | {
      /** How many of them are needed. */ readonly needed: number;
      /** Parts that fail independently, but for those of one name. */ readonly of: readonly PartTree[];
    };

/** An availability that is asked for, and the parts that must give it. */
export interface AvailabilityGoalFact {
  /** What is to be available. */
  readonly name: string;
  /** Share of time in which it may not work. */
  readonly maxUnavailability: number;
  /** What must give it. */
  readonly parts: PartTree;
}

/** Kind of {@link AvailabilityGoalFact}. */
export const AVAILABILITY_GOAL = factKind<AvailabilityGoalFact>('availability-goal');
