import { listAt, textAt, type Json } from '../json';
import { factsOf, type ReadFact } from '../model-facts';

/** Another version of the GPU driver of a stage. */
export interface DriverChange extends ReadFact {
  /** Pools whose servers get it. */
  readonly pools: readonly ReadFact[];
  /** Their servers, each once: they are drained. */
  readonly servers: readonly string[];
}

/**
 * The GPU drivers of which another version comes.
 *
 * @param before model before
 * @param after model after
 * @param stages names of the stages that are planned
 */
export function driverChanges(
  before: Json | undefined,
  after: Json | undefined,
  stages: ReadonlySet<string>,
): readonly DriverChange[] {
  const old = factsOf(before, 'gpu-driver', stages);
  return factsOf(after, 'gpu-driver', stages).flatMap((driver): readonly DriverChange[] => {
    const former = old.find((it) => it.stage === driver.stage && it.path === driver.path);
    if (former === undefined || textAt(former.fact, 'version') === textAt(driver.fact, 'version')) return [];
    const pools = factsOf(before, 'gpu-pool', new Set([driver.stage]));
    const servers = new Set(pools.flatMap(({ fact }) => listAt(fact, 'servers')));
    return [{ ...driver, pools, servers: [...servers].filter((each): each is string => typeof each === 'string') }];
  });
}
