import { dirname } from 'node:path';
import type { Construct } from 'constructs';
import { markBroken } from '../constructs/core/broken';
import { DatahallConstruct } from '../constructs/core/datahall-construct';
import { Foundation } from '../constructs/core/foundation';
import { setPlace } from '../constructs/core/place';
import { publishShare } from '../constructs/core/site-register';
import type { StackContext } from '../constructs/core/stack-context';
import { outputFolder } from '../constructs/core/working-directory';
import { ChartSource } from '../lib/charts/source';
import { DatahallError } from '../lib/errors/datahall-error';
import { lockContradicted, managementMissing } from '../lib/errors/release';
import { groupingImpossible, stackIdTaken, unknownLayer } from '../lib/errors/stacks';
import { STAGE, type WaveFact } from '../lib/release/facts';
import { gateFact, type StageGate } from '../lib/release/gate';
import { foreignKnobs, type Knobs } from '../lib/release/knobs';
import type { SiteShare } from '../lib/site/site-share';
import { checkDnsLabel } from '../lib/units/names';
import { adopt } from './adopted';
import { Backend } from './backend';
import { Kubeconfig } from './kubeconfig';
import { checkKept } from './output-folder';
import type { Layer } from './layer';
import { groupingFault, LAYERS, SERVING, TRAFFIC, type StackGroups } from './layers';
import { leavingStacks } from './leaving';
import { leftOut } from './left-out';
import type { AnyRelease, Release } from './release';
import { StageLayers } from './stage-layers';
import type { StageRun } from './stage-run';
import { thrownAt } from './thrown-at';

/** What a stage points to: a release, a part of a site, a cluster. */
export interface StageProps<Platform, Turns extends Knobs = Knobs> {
  /** Release that the stage runs until its lock says otherwise. */
  readonly release: Release<Platform, Turns>;
  /** Its part of a site. */
  readonly site: SiteShare;
  /** Its cluster. */
  readonly cluster: Kubeconfig;
  /** Cluster that builds its cluster. @default - the cluster is there already */
  readonly management?: Kubeconfig;
  /** Stages that a release reaches first. @default - none */
  readonly after?: readonly Stage[];
  /** What a release must pass here, and when the stage may change. @default - see {@link StageGate} */
  readonly gate?: StageGate;
  /** Knobs of the release that are turned here. @default - the release's own values */
  readonly knobs?: Partial<Turns>;
  /** Where the state is kept. @default Backend.local(), with a finding */
  readonly backend?: Backend;
  /** Where charts come from. @default ChartSource.repositories() */
  readonly chartSource?: ChartSource;
  /** Layers that share a stack, by its name: `{ platform: ['foundation', 'cluster'] }`. @default - each has its own */
  readonly stacks?: StackGroups;
  /** Lifts the protection of what holds data; `datahall.json` says so. @default false */
  readonly destroyable?: boolean;
}

/** What a train tells a stage besides its settings. */
export interface StageTrain {
  /** Name of the train. */
  readonly name: string;
  /** What the stage runs. */
  readonly run: StageRun;
  /** The wave that it is part of. @default - none */
  readonly wave?: WaveFact;
}

/**
 * One stage of a train: dev, staging, production. Each of its layers is a stack with a state of its own; layers are
 * made when they are first used. Made by {@link ReleaseTrain.stage}.
 *
 * @example
 * declare const train: ReleaseTrain, release: Release, site: Site;
 * const dev = train.stage('dev', { release, site: site.share({ h100: 2 }), cluster: Kubeconfig.context('dev') });
 */
export class Stage extends DatahallConstruct {
  /** Name of the stage. */
  public readonly name: string;
  /** Its part of a site. */
  public readonly site: SiteShare;
  /** Namespaces, CRDs and priority classes of the stage. */
  public readonly foundation: Foundation;
  private readonly layers: StageLayers;
  private readonly cluster_: Kubeconfig;
  private live: AnyRelease | undefined;

  /**
   * @param scope the train
   * @param id name of the stage
   * @param props what it points to
   * @param train what the train tells it
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: StageProps<never, never>,
    private readonly train: StageTrain,
  ) {
    super(scope, id, props);
    const { run } = train;
    this.name = id;
    this.site = props.site;
    setPlace(this, { stage: id, path: scope.node.path });
    this.report(checkDnsLabel('stage', id, 20));
    for (const problem of run.problems) this.report(problem);
    this.cluster_ = this.identified(props.cluster);
    this.checkPlaces();
    publishShare(this, props.site);
    this.layers = new StageLayers(this.node.root, {
      stage: id,
      site: props.site.site.name,
      backend: props.backend ?? Backend.local(),
      cluster: this.cluster_,
      management: props.management,
      groups: this.groups(),
      stackId: (wanted) => this.stackId(wanted),
    });
    this.foundation = new Foundation(this.layer('foundation'), 'Foundation', {
      charts: this.release.options.charts,
      source: props.chartSource ?? ChartSource.repositories(),
      hosts: props.site.site.hosts,
      services: props.site.site.options.addresses.services,
    });
    this.publishFacts();
  }

  /** The release that builds the platform; in the function `serving` of a release, that release. */
  public get release(): AnyRelease {
    return this.live ?? this.releaseOf(this.train.run.running.release);
  }

  /** Scope of GPU pools, operators of the cluster and queues. */
  public get cluster(): Layer {
    return this.layer('cluster');
  }

  /** Scope of load balancers and gateways. */
  public get network(): Layer {
    return this.layer('network');
  }

  /** Scope of storage clusters. */
  public get storage(): Layer {
    return this.layer('storage');
  }

  /** Scope of ingestion and processing. */
  public get data(): Layer {
    return this.layer('data');
  }

  /** Scope of training and evaluation. */
  public get training(): Layer {
    return this.layer('training');
  }

  /** Scope of model servers: a stack of its own for each release of the stage. */
  public get serving(): Layer {
    return this.layer('serving');
  }

  /** Scope of the shares of requests that live releases have. */
  public get traffic(): Layer {
    return this.layer(TRAFFIC);
  }

  /** Scope of monitoring and alerting. */
  public get observability(): Layer {
    return this.layer('observability');
  }

  /**
   * A layer of the stage, made on first use.
   *
   * @param name one of the fixed layers, or a name of your own
   * @param after for a layer of your own: the layer that it is deployed after. @default 'serving'
   */
  public layer(name: string, after: string = SERVING): Layer {
    const stack = name === SERVING ? servingStack(this.release) : name;
    const existing = this.layers.find(stack);
    if (existing !== undefined) return existing;
    const rank = this.layers.rankOf(name) ?? this.rankOfOwn(name, after);
    return this.layers.add({ name, stack, rank, context: this.contextOf(name) });
  }

  /** Runs the functions of its releases, once each. Called by the train. */
  public build(): void {
    const { serving, retired, release } = this.train.run.running;
    const { platform } = this.releaseOf(release).options;
    this.attempt(() => {
      const built = (platform as Compose)(this, this.knobsOf(this.releaseOf(release)));
      for (const version of serving.map((each) => each.release)) this.serve(this.releaseOf(version), built);
    });
    for (const each of retired) this.retire(this.releaseOf(each.release), each.when);
    const { destroyable = false } = this.props;
    this.empty(leavingStacks(this.train.run, this.layers.stacks));
    this.checkLate(() => leftOut(this.train.run, this.layers.stacks, destroyable));
    const { problem, unknown } = adopt(dirname(this.train.run.path), this.name, this.layers.stacks);
    this.report(problem);
    this.checkLate(unknown);
  }

  /** A value that refuses what it was given ends the program of this stage; those of the others go on. */
  private attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!DatahallError.is(error)) throw error;
      const line = thrownAt(error);
      const { problem } = error;
      this.report(line === undefined ? problem : { ...problem, what: `${problem.what} (${line})` });
      markBroken(this);
    } finally {
      this.live = undefined;
    }
  }

  private serve(release: AnyRelease, built: unknown): void {
    this.live = release;
    (release.options.serving as Serve | undefined)?.(this, built, this.knobsOf(release));
  }

  /** A stack without resources: applying it removes what the release left there. */
  private retire(release: AnyRelease, when: 'first' | 'last'): void {
    if (release.options.serving === undefined) return;
    const rank = this.layers.rankBehind(LAYERS.indexOf(when === 'first' ? 'training' : TRAFFIC));
    const context = { ...this.contextOf(SERVING), release: release.slug };
    this.layers.add({ name: SERVING, stack: servingStack(release), rank, context });
  }

  /** Stacks without resources: what was in them goes before all else changes, the last layer first. */
  private empty(stacks: readonly string[]): void {
    for (const [index, stack] of stacks.entries())
      this.layers.add({ name: stack, stack, rank: index - stacks.length, context: this.contextOf(stack) });
  }

  private contextOf(layer: string): Partial<StackContext> {
    const { destroyable = false } = this.props;
    const common = { destroyable, foundation: this.foundation, traffic: () => this.traffic };
    if (layer !== SERVING) return common;
    const { slug, version } = this.release;
    const share = this.train.run.running.serving.find((each) => each.release === version)?.weight ?? 0;
    return { ...common, release: slug, share };
  }

  private releaseOf(version: string): AnyRelease {
    return this.train.run.releases.get(version) ?? this.props.release;
  }

  /** Two releases may have other knobs: each gets those that it has. */
  private knobsOf({ options: { knobs = {} } }: AnyRelease): Knobs {
    const given: Knobs = { ...(this.props.knobs as Knobs | undefined) };
    const turned = Object.entries(given).filter(
      ([name]) => foreignKnobs({ [name]: given[name] ?? '' }, knobs).length === 0,
    );
    return { ...knobs, ...Object.fromEntries(turned) };
  }

  private rankOfOwn(name: string, after: string): number {
    this.report(checkDnsLabel('layer', name, 20));
    const other = this.layers.rankOf(after);
    if (other === undefined) this.report(unknownLayer(after, [...new Set([...LAYERS, ...this.layers.names])]));
    return this.layers.rankBehind(other ?? -1);
  }

  private groups(): StackGroups {
    const { stacks = {} } = this.props;
    const fault = groupingFault(stacks);
    if (fault !== undefined) this.report(groupingImpossible(fault, LAYERS));
    return fault === undefined ? stacks : {};
  }

  /** The cluster with the identity that the lock has, where the program gives none. */
  private identified(cluster: Kubeconfig): Kubeconfig {
    const { lock, path } = this.train.run;
    if (lock === undefined) return cluster;
    const { site, cluster: locked } = lock;
    const uid = locked.uid ?? cluster.uid;
    // The UID is what guards a cluster; with it, a context is a name that may change.
    const told = [
      ['site', this.site.site.name, site],
      ...(locked.uid === null ? [['context', cluster.context, locked.context] as const] : []),
      ['UID of its cluster', cluster.uid ?? uid ?? '', uid ?? ''],
    ] as const;
    for (const [field, given, known] of told)
      if (given !== known) this.report(lockContradicted(path, field, given, known));
    return uid === undefined ? cluster : Kubeconfig.context(cluster.context, { path: cluster.path, uid });
  }

  private checkPlaces(): void {
    const { backend = Backend.local(), chartSource, site } = this.props;
    const output = outputFolder(this);
    this.report(backend.checkOutside(this.cluster_));
    this.report(backend.checkKept(`${site.site.name}/${this.name}`, output));
    const charts = chartSource?.folder;
    if (charts !== undefined) this.report(checkKept('the charts', charts, output));
  }

  private stackId(wanted: string): string {
    const taken = this.node.root.node.tryFindChild(wanted);
    if (taken === undefined) return wanted;
    if (!this.isSecond) this.report(stackIdTaken(wanted, taken.node.path));
    return `${wanted}-${this.node.addr.slice(-6)}`;
  }

  private publishFacts(): void {
    const { management, after = [], destroyable = false, gate = {}, backend = Backend.local() } = this.props;
    const { run, name: train, wave = null } = this.train;
    const contexts = [
      contextFact('workload', this.cluster_),
      ...(management === undefined ? [] : [contextFact('management', management)]),
    ];
    const release = this.releaseOf(run.running.release);
    const fact = gateFact(gate);
    const elsewhere = fact.verify.filter((each) => each.kind === 'condition' && each.cluster === 'management');
    if (management === undefined && elsewhere.length > 0)
      this.report(
        managementMissing(
          this.name,
          elsewhere.map(({ name }) => name),
        ),
      );
    this.publish(STAGE, () => ({
      name: this.name,
      train,
      site: this.site.site.name,
      release: release.version,
      running: run.running,
      locked: run.lock !== undefined,
      hotfixUntil: run.hotfixUntil,
      charts: release.options.charts.name,
      knobs: this.knobsOf(release),
      contexts,
      backend: { kind: backend.kind, place: backend.place },
      after: after.map((stage) => stage.name),
      wave,
      gate: fact,
      destroyable,
    }));
  }
}

type Compose = (stage: Stage, knobs: Knobs) => unknown;
type Serve = (stage: Stage, platform: unknown, knobs: Knobs) => void;

/** Layers that hold data carry no version; what is served has one stack a release. */
function servingStack({ slug }: AnyRelease): string {
  return `${SERVING}-${slug}`;
}

function contextFact<Role extends string>(role: Role, { context: name, path, uid }: Kubeconfig) {
  return { role, name, path, uid: uid ?? null };
}
