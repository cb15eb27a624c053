import valid from 'semver/functions/valid';
import type { ChartSet } from '../lib/charts/chart-set';
import { fail } from '../lib/errors/datahall-error';
import { invalidVersion } from '../lib/errors/stacks';
import type { Stage } from './stage';

/** What a release consists of. */
export interface ReleaseOptions<Platform> {
  /** Exact versions of all charts. */
  readonly charts: ChartSet;
  /** Builds the platform of a stage: once a stage, with all input from the stage. */
  readonly platform: (stage: Stage) => Platform;
  /** Builds what is served on it, in a stack of its own for each release. @default - nothing is served */
  readonly serving?: (stage: Stage, platform: Platform) => void;
}

/**
 * An immutable version of the datacenter's program: chart versions, and functions that build a stage from nothing but
 * the stage. A stage points to one release.
 *
 * @example
 * const release = new Release('2026.11.0', {
 *   charts: ChartSet.of('2026.11'),
 *   platform: (stage) => stage.foundation.namespace('apps'),
 * });
 */
export class Release<Platform = unknown> {
  /**
   * @param version exact version; releases are compared by it
   * @param options what it consists of
   * @throws DH4012 when the version is not exact
   */
  public constructor(
    /** Exact version. */
    public readonly version: string,
    /** What it consists of. */
    public readonly options: ReleaseOptions<Platform>,
  ) {
    if (valid(version) !== version) fail(invalidVersion('version', version));
  }

  /** The version as part of a name: `2026-11-0`. */
  public get slug(): string {
    return this.version.replace(/[^a-z0-9]+/g, '-');
  }
}
