import type { Json } from '../json';
import { numberAt } from '../model-facts';
import type { ModelContext } from '../model-context';
import { dependentsOf, type Affected } from './dependents';
import { driverChanges } from './drivers';

/** Why something else is affected. */
export type BlastCause = 'delete' | 'replace' | 'upgrade' | 'driver';

/** A change that reaches beyond what it changes. */
export interface Blast {
  /** Stage. */
  readonly stage: string;
  /** Path of the construct that changes. */
  readonly path: string;
  /** What happens to it. */
  readonly cause: BlastCause;
  /** Servers that are drained. @default - none */
  readonly nodes?: number;
  /** Servers that are drained at once; 0 when somebody does it by hand. @default - none is drained */
  readonly atOnce?: number;
  /** How long that takes in minutes. @default - nobody said how long one server takes */
  readonly minutes?: number;
  /** Constructs that use it, and how. */
  readonly affects: readonly Affected[];
}

/** A construct that changes in a way that its users may notice. */
export interface Disruption {
  /** Stage. */
  readonly stage: string;
  /** Path of the construct. */
  readonly path: string;
  /** What happens to it. */
  readonly cause: 'delete' | 'replace' | 'upgrade';
}

/**
 * How far changes reach: servers that are drained for another driver, and what uses what is replaced, deleted or
 * upgraded, by the edges that the program declares.
 *
 * @param disruptions constructs that change so
 * @param context models before and after
 * @param stages names of the stages that are planned
 */
export function blastOf(
  disruptions: readonly Disruption[],
  { before, after, minutesPerNode }: ModelContext,
  stages: ReadonlySet<string>,
): readonly Blast[] {
  // Who uses something is known from before where it goes.
  const model = before ?? after;
  const reached = disruptions.flatMap((each): readonly Blast[] => {
    const affects = dependentsOf(each.stage, each.path, [model, after]);
    return affects.length === 0 ? [] : [{ ...each, affects }];
  });
  return [...driverBlasts(before, after, stages, minutesPerNode), ...reached];
}

function driverBlasts(
  before: Json | undefined,
  after: Json | undefined,
  stages: ReadonlySet<string>,
  minutesPerNode: number | undefined,
): readonly Blast[] {
  return driverChanges(before, after, stages).map(({ stage, path, fact, pools, servers }): Blast => {
    const nodes = servers.length;
    const atOnce = numberAt(fact, 'maxParallel') ?? 0;
    const waves = atOnce === 0 ? 0 : Math.ceil(nodes / atOnce);
    const minutes = minutesPerNode === undefined || atOnce === 0 ? {} : { minutes: waves * minutesPerNode };
    const affects = pools.flatMap((pool) => dependentsOf(stage, pool.path, [before]));
    return { stage, path, cause: 'driver', nodes, atOnce, ...minutes, affects };
  });
}
