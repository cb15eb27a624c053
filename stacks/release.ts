import valid from 'semver/functions/valid';
import type { ChartSet } from '../lib/charts/chart-set';
import { fail } from '../lib/errors/datahall-error';
import { invalidVersion } from '../lib/errors/stacks';
import type { Knobs } from '../lib/release/knobs';
import { slugOf } from '../lib/release/slug';
import type { Stage } from './stage';

/** What a release consists of. */
export interface ReleaseOptions<Platform, Turns extends Knobs = Knobs> {
  /** Exact versions of all charts. */
  readonly charts: ChartSet;
  /** What stages may turn, with its defaults: a closed set. @default - nothing */
  readonly knobs?: Turns;
  /** Why a stage that runs it cannot go back, for instance a migration of data. @default - what it changes tells */
  readonly oneWay?: string;
  /** Builds the platform of a stage: once a stage, with all input from the stage. */
  readonly platform: (stage: Stage, knobs: Turns) => Platform;
  /** Builds what is served on it, in a stack of its own for each release. @default - nothing is served */
  readonly serving?: (stage: Stage, platform: Platform, knobs: Turns) => void;
}

/**
 * An immutable version of the datacenter's program: chart versions, and functions that build a stage from nothing but
 * the stage. A stage points to one release; which one, its lock says.
 *
 * @example
 * const release = new Release('2026.11.0', {
 *   charts: ChartSet.of('2026.11'),
 *   knobs: { replicas: 2 },
 *   platform: (stage) => stage.foundation.namespace('apps'),
 * });
 */
export class Release<Platform = unknown, Turns extends Knobs = Knobs> {
  /**
   * @param version exact version; releases are compared by it
   * @param options what it consists of
   * @throws DH4012 when the version is not exact
   */
  public constructor(
    /** Exact version. */
    public readonly version: string,
    /** What it consists of. */
    public readonly options: ReleaseOptions<Platform, Turns>,
  ) {
    if (valid(version) !== version) fail(invalidVersion('version', version));
  }

  /** The version as part of a name: `2026-11-0`. */
  public get slug(): string {
    return slugOf(this.version);
  }
}

/** A release of whatever platform and knobs: what its functions take only the train can give them. */
export interface AnyRelease {
  /** Exact version. */
  readonly version: string;
  /** The version as part of a name. */
  readonly slug: string;
  /** What it consists of. */
  readonly options: {
    readonly charts: ChartSet;
    readonly knobs?: Knobs;
    readonly oneWay?: string;
    readonly platform: (stage: Stage, knobs: never) => unknown;
    readonly serving?: (stage: Stage, platform: never, knobs: never) => void;
  };
}
