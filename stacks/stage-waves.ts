import type { StageGate } from '../lib/release/gate';
import type { Knobs } from '../lib/release/knobs';
import type { SiteShare } from '../lib/site/site-share';
import type { Backend } from './backend';
import type { Kubeconfig } from './kubeconfig';
import type { Stage, StageProps } from './stage';

/** One place of a wave: a site, or some of its racks. It is a stage, with a cluster, a state and a lock of its own. */
export interface WavePlace<Turns extends Knobs = Knobs> {
  /** Its part of a site. */
  readonly site: SiteShare;
  /** Its cluster. */
  readonly cluster: Kubeconfig;
  /** Cluster that builds its cluster. @default - the cluster is there already */
  readonly management?: Kubeconfig;
  /** Knobs that are turned here. @default - those of all waves */
  readonly knobs?: Partial<Turns>;
  /** What is different about its gate, such as its windows. @default - the gate of all waves */
  readonly gate?: StageGate;
  /** Where its state is kept. @default - where that of all waves is */
  readonly backend?: Backend;
}

/** Settings of a stage that a release reaches in waves. */
export interface StageWavesProps<Platform, Turns extends Knobs = Knobs> extends Omit<
  StageProps<Platform, Turns>,
  'site' | 'cluster' | 'management'
> {
  /** Places by name, wave by wave: those of one wave may move together, and each wave comes after the one before. */
  readonly waves: readonly Readonly<Record<string, WavePlace<Turns> | undefined>>[];
}

/** A stage that a release reaches in waves. Made by {@link ReleaseTrain.waves}. */
export class StageWaves {
  /**
   * @param name name of the stage
   * @param waves its stages, wave by wave
   */
  public constructor(
    /** Name of the stage. */
    public readonly name: string,
    /** Its stages `<name>-<place>`, wave by wave. */
    public readonly waves: readonly (readonly Stage[])[],
  ) {}

  /** All its stages. */
  public get stages(): readonly Stage[] {
    return this.waves.flat();
  }

  /** The stages of the last wave: what comes after all of them. */
  public get last(): readonly Stage[] {
    return this.waves.at(-1) ?? [];
  }
}
