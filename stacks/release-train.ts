import type * as Configuration from '../constructs/network/fabric-configuration';
import type { FabricConfiguration, FabricConfigurationProps } from '../constructs/network/fabric-configuration';
import compare from 'semver/functions/compare';
import { DatahallConstruct } from '../constructs/core/datahall-construct';
import { publishSite } from '../constructs/core/site-register';
import { outputFolder } from '../constructs/core/working-directory';
import { duplicateName } from '../lib/errors/names';
import { stackIdTaken } from '../lib/errors/stacks';
import { releaseNameTaken, releaseTwice, unknownKnob, waveEmpty } from '../lib/errors/release';
import { TRAIN, type WaveFact } from '../lib/release/facts';
import { foreignKnobs, type Knobs, type KnobValue } from '../lib/release/knobs';
import { checkLocksHere } from '../lib/release/lock-files';
import type { Wan } from '../lib/site/wan';
import { WAN, WAN_PROOFS, type WanFact } from '../lib/site/wan-facts';
import { wanProofs } from '../lib/site/wan-routes';
import { wanReport } from '../lib/site/report/wan-report';
import type { Site } from '../lib/site/site';
import { Backend } from './backend';
import type { DatahallApp } from './datahall-app';
import { checkKept } from './output-folder';
import { siteStack } from './site-stack';
import type { AnyRelease } from './release';
import { Stage, type StageProps } from './stage';
import { runOf } from './stage-run';
import { StageWaves, type StageWavesProps, type WavePlace } from './stage-waves';

/** Settings of a train. */
export interface ReleaseTrainProps {
  /** All releases that a stage may run; those that stages name are among them anyway. @default - none besides */
  readonly releases?: readonly AnyRelease[];
  /** Folder of the locks of its stages, relative to the project, in whose folder programs run. @default 'stages' */
  readonly locks?: string;
}

/** Settings of the network of a site. */
export interface SiteNetworkProps extends Omit<FabricConfigurationProps, 'site'> {
  /** Where the state is kept. @default Backend.local() */
  readonly backend?: Backend;
}

/**
 * The stages that a release passes through on its way to production.
 *
 * @example
 * declare const release: Release, site: Site;
 * const train = new ReleaseTrain(new DatahallApp(), 'platform');
 * const dev = train.stage('dev', { release, site: site.share({ h100: 2 }), cluster: Kubeconfig.context('dev') });
 * const rest = { release, site: site.share({ h100: 12 }), cluster: Kubeconfig.context('production') };
 * train.stage('production', { ...rest, after: [dev], gate: { soak: Duration.days(1) } });
 */
export class ReleaseTrain extends DatahallConstruct {
  private readonly releases = new Map<string, AnyRelease>();
  private readonly locks: string;
  private readonly wans: WanFact[] = [];
  private readonly inWaves = new Set<string>();

  /**
   * @param app the app
   * @param id name of the train
   * @param props releases, and where the locks are
   */
  public constructor(
    private readonly app: DatahallApp,
    id: string,
    props: ReleaseTrainProps = {},
  ) {
    super(app, id, props);
    this.locks = props.locks ?? 'stages';
    this.report(checkLocksHere(this.locks));
    this.report(checkKept('the locks of the stages', this.locks, outputFolder(this)));
    for (const release of props.releases ?? []) this.learn(release);
    this.publish(TRAIN, () => ({
      name: id,
      locks: this.locks,
      releases: [...this.releases.keys()].sort(compare),
      oneWay: this.oneWay(),
    }));
  }

  /**
   * Adds the network of a site: the configurations of its switches and servers, in a stack of its own,
   * `<site>-network`, because all stages on the site share them.
   *
   * @param site the site
   * @param props what the switches run, how configurations reach them, where the state is kept
   */
  public network(site: Site, props: SiteNetworkProps = {}): FabricConfiguration {
    const { backend = Backend.local(), ...rest } = props;
    const id = `${site.name}-network`;
    this.report(backend.checkKept(id, outputFolder(this)));
    const { node } = this.node.root;
    const taken = node.tryFindChild(id);
    if (taken !== undefined) this.report(stackIdTaken(id, taken.node.path));
    const stack = siteStack(this.node.root, taken === undefined ? id : `${id}-${node.children.length}`, backend);
    return new (configuration().FabricConfiguration)(stack, 'network', { site, ...rest });
  }

  /**
   * Joins sites by lines, which are proven to carry what runs between them. The proofs are in `datahall.json` and in
   * `artifacts/<train>/wan.md`.
   *
   * @param wan lines and flows
   */
  public join(wan: Wan): this {
    this.publish(WAN, () => wan.toFact());
    this.publish(WAN_PROOFS, () => ({ proofs: wanProofs(wan.toFact()) }));
    if (this.wans.length === 0) this.writes(() => new Map([['wan.md', wanReport(this.wans)]]));
    this.wans.push(wan.toFact());
    return this;
  }

  /**
   * Adds a stage and builds it: with the releases that its lock names, or with the one given here when it has none.
   *
   * @param name DNS label, at most 20 characters; part of stack ids
   * @param props release, site, cluster
   */
  public stage<Platform, Turns extends Knobs = Knobs>(name: string, props: StageProps<Platform, Turns>): Stage {
    if (this.inWaves.has(name)) this.report(duplicateName('stage', name, `the waves '${name}'`));
    return this.add(name, props);
  }

  /**
   * Adds a stage that a release reaches in waves: a stage for each place, `<name>-<place>`, where those of a wave come
   * after those of the wave before. They have the releases, knobs and the gate in common. Commands take the name of the
   * waves as well: `datahall promote` moves the wave whose turn it is.
   *
   * @param name DNS label; with the name of a place at most 20 characters
   * @param props what the places have in common, and the places of each wave
   */
  public waves<Platform, Turns extends Knobs = Knobs>(
    name: string,
    props: StageWavesProps<Platform, Turns>,
  ): StageWaves {
    const { waves, ...common } = props;
    if (this.node.tryFindChild(name) !== undefined || this.inWaves.has(name))
      this.report(duplicateName('stage', name, `'${this.node.id}/${name}'`));
    this.inWaves.add(name);
    if (waves.length === 0) this.report(waveEmpty(name, 1));
    const made: Stage[][] = [];
    for (const [index, places] of waves.entries()) {
      const after = made.at(-1) ?? common.after ?? [];
      const wave = { name, number: index + 1, count: waves.length };
      const stages = Object.entries(places).flatMap(([place, own]) =>
        own === undefined
          ? []
          : [this.add(`${name}-${place}`, { ...common, ...own, after, ...merged(common, own) }, wave)],
      );
      if (stages.length === 0) this.report(waveEmpty(name, wave.number));
      else made.push(stages);
    }
    return new StageWaves(name, made);
  }

  private add<Platform, Turns extends Knobs>(name: string, props: StageProps<Platform, Turns>, wave?: WaveFact): Stage {
    publishSite(this, props.site.site);
    this.learn(props.release);
    for (const [knob, value] of Object.entries(props.knobs ?? {})) this.checkKnob(knob, value as KnobValue);
    const { locks, releases: known } = this;
    const run = runOf({ locks, stage: name, release: props.release, known, today: this.app.today });
    const settings = props as unknown as StageProps<never, never>;
    const stage = new Stage(this, name, settings, {
      name: this.node.id,
      run,
      ...(wave === undefined ? {} : { wave }),
    });
    stage.build();
    return stage;
  }

  private oneWay(): Readonly<Record<string, string>> {
    const told = [...this.releases.values()].map(({ version, options }) => [version, options.oneWay] as const);
    return Object.fromEntries(told.flatMap(([version, why]) => (why === undefined ? [] : [[version, why]])));
  }

  private learn(release: AnyRelease): void {
    const known = this.releases.get(release.version);
    if (known !== undefined && known !== release) this.report(releaseTwice(release.version));
    if (known === undefined) this.checkName(release);
    this.releases.set(release.version, known ?? release);
  }

  private checkName({ version, slug }: AnyRelease): void {
    const other = [...this.releases.values()].find((each) => each.slug === slug);
    if (other !== undefined) this.report(releaseNameTaken(version, other.version, slug));
  }

  /** A release that is still to come may have it. */
  private checkKnob(name: string, value: KnobValue): void {
    const declared = [...this.releases.values()].map(({ options }) => options.knobs ?? {});
    if (declared.some((knobs) => foreignKnobs({ [name]: value }, knobs).length === 0)) return;
    this.report(unknownKnob(name, value, [...new Set(declared.flatMap((knobs) => Object.keys(knobs)))].sort()));
  }
}

/** What a place has besides what all waves have: of the gate and the knobs, field by field. */
function merged<Turns extends Knobs>(
  common: Pick<WavePlace<Turns>, 'gate' | 'knobs'>,
  own: Pick<WavePlace<Turns>, 'gate' | 'knobs'>,
): Pick<WavePlace<Turns>, 'gate' | 'knobs'> {
  const gate = own.gate === undefined ? common.gate : { ...common.gate, ...own.gate };
  const knobs = own.knobs === undefined ? common.knobs : { ...common.knobs, ...own.knobs };
  return { ...(gate === undefined ? {} : { gate }), ...(knobs === undefined ? {} : { knobs }) };
}

/** Loaded when it is used: pictures and playbooks are a third of the library, and most programs have none. */
function configuration(): typeof Configuration {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what returns at once cannot wait for an import
  return require('../constructs/network/fabric-configuration') as typeof Configuration;
}
