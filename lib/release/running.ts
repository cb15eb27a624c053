/** A share of the requests that one release of a stage answers. */
export interface ServingWeight {
  /** Version of the release. */
  readonly release: string;
  /** Its share in percent, 0 to 100; those of a stage add up to 100. A release of 0 runs, and answers nothing. */
  readonly weight: number;
}

/** A release whose models a stage stops: its stack is still there, and empty. */
export interface RetiredRelease {
  /** Version of the release. */
  readonly release: string;
  /**
   * When its models stop: `last`, when requests go elsewhere already, or `first`, before those of another release
   * start, because there are not enough GPUs for both. Nothing answers then for a while.
   */
  readonly when: 'first' | 'last';
}

/** Which releases a stage runs. */
export interface Running {
  /** Version of the release that builds the platform. */
  readonly release: string;
  /** Releases whose models run: one, or two that are live side by side. */
  readonly serving: readonly ServingWeight[];
  /** Releases whose models the stage stops. */
  readonly retired: readonly RetiredRelease[];
}

/** Most releases whose models are live side by side: the new one, and the one before it. */
export const MAX_LIVE = 2;

/**
 * A stage that runs one release and nothing else.
 *
 * @param release version of the release
 */
export function runningOnly(release: string): Running {
  return { release, serving: [{ release, weight: 100 }], retired: [] };
}

/**
 * Whether a stage runs one release and nothing beside it.
 *
 * @param running what it runs
 */
export function runsOne({ release, serving, retired }: Running): boolean {
  return serving.length === 1 && serving[0]?.release === release && retired.length === 0;
}

/**
 * All releases that a stage needs of its program.
 *
 * @param running what it runs
 */
export function releasesOf({ release, serving, retired }: Running): readonly string[] {
  return [...new Set([release, ...serving.map((each) => each.release), ...retired.map((each) => each.release)])];
}

/**
 * What a stage runs, as people write it: `2026.11.0`, or `2026.11.0 (10 %), 2026.10.0 (90 %)`.
 *
 * @param running what it runs
 */
export function printRunning(running: Running): string {
  const { release, serving } = running;
  if (serving.length === 1 && serving[0]?.release === release) return release;
  const live = serving.map((each) => `${each.release} (${each.weight} %)`).join(', ');
  return serving.some((each) => each.release === release) ? live : `${release} serving ${live}`;
}

/**
 * Whether two stages, or one stage at two times, run the same releases with the same shares. What is retired takes no
 * part: it answers nothing.
 *
 * @param a one
 * @param b the other
 */
export function runsTheSame(a: Running, b: Running): boolean {
  return a.release === b.release && JSON.stringify(shares(a)) === JSON.stringify(shares(b));
}

function shares({ serving }: Running): readonly (readonly [string, number])[] {
  const all = serving.map(({ release, weight }) => [release, weight] as const);
  return all.sort(([one], [other]) => (one < other ? -1 : 1));
}
