import type { Construct } from 'constructs';
import { DatahallConstruct } from '../constructs/core/datahall-construct';
import { Foundation } from '../constructs/core/foundation';
import { setPlace } from '../constructs/core/place';
import { publishShare } from '../constructs/core/site-register';
import { ChartSource } from '../lib/charts/source';
import { stackIdTaken, unknownLayer } from '../lib/errors/stacks';
import { STAGE } from '../lib/release/facts';
import type { SiteShare } from '../lib/site/site-share';
import { checkDnsLabel } from '../lib/units/names';
import { Backend } from './backend';
import type { Kubeconfig } from './kubeconfig';
import { Layer } from './layer';
import { LAYERS, type LayerName } from './layers';
import type { Release } from './release';

/** What a stage points to: a release, a part of a site, a cluster. */
export interface StageProps<Platform> {
  /** Release that the stage runs. */
  readonly release: Release<Platform>;
  /** Its part of a site. */
  readonly site: SiteShare;
  /** Its cluster. */
  readonly cluster: Kubeconfig;
  /** Cluster that builds its cluster. @default - the cluster is there already */
  readonly management?: Kubeconfig;
  /** Stages that a release reaches first. @default - none */
  readonly after?: readonly Stage[];
  /** Where the state is kept. @default Backend.local(), with a finding */
  readonly backend?: Backend;
  /** Where charts come from. @default ChartSource.repositories() */
  readonly chartSource?: ChartSource;
  /** Lifts the protection of what holds data; `datahall.json` says so. @default false */
  readonly destroyable?: boolean;
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
  /** The release that it runs. */
  public readonly release: Release<never>;
  /** Namespaces, CRDs and priority classes of the stage. */
  public readonly foundation: Foundation;
  private readonly backend: Backend;
  private readonly layers = new Map<string, { readonly layer: Layer; readonly rank: number }>();

  /**
   * @param scope the train
   * @param id name of the stage
   * @param props what it points to
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: StageProps<never>,
  ) {
    super(scope, id, props);
    this.name = id;
    this.site = props.site;
    this.release = props.release;
    this.backend = props.backend ?? Backend.local();
    setPlace(this, { stage: id, path: scope.node.path });
    this.report(checkDnsLabel('stage', id, 20));
    publishShare(this, props.site);
    this.foundation = new Foundation(this.layer('foundation'), 'Foundation', {
      charts: props.release.options.charts,
      source: props.chartSource ?? ChartSource.repositories(),
      hosts: props.site.site.hosts,
      services: props.site.site.options.addresses.services,
    });
    this.publishFacts();
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
  public layer(name: string, after: string = 'serving'): Layer {
    const existing = this.layers.get(name);
    if (existing !== undefined) return existing.layer;
    const rank = this.rankOf(name, after);
    const stackId = this.stackId(name);
    const { cluster, management, destroyable = false } = this.props;
    const layer = new Layer(this.node.root, name, {
      stackId,
      stateKey: `${this.site.site.name}/${this.name}/${this.partOf(name)}`,
      backend: this.backend,
      cluster,
      ...(name === 'cluster' && management !== undefined ? { management } : {}),
      context: {
        stage: this.name,
        site: this.site.site.name,
        destroyable,
        rank,
        foundation: this.foundation,
        ...(name === 'serving' ? { release: this.release.slug } : {}),
      },
    });
    for (const other of this.layers.values()) {
      if (other.rank < rank) layer.stack.addDependency(other.layer.stack);
      else other.layer.stack.addDependency(layer.stack);
    }
    this.layers.set(name, { layer, rank });
    return layer;
  }

  private rankOf(name: string, after: string): number {
    const fixed = LAYERS.indexOf(name as LayerName);
    if (fixed >= 0) return fixed;
    this.report(checkDnsLabel('layer', name, 20));
    const own = this.layers.get(after)?.rank ?? LAYERS.indexOf(after as LayerName);
    if (own < 0) this.report(unknownLayer(after, [...new Set([...LAYERS, ...this.layers.keys()])]));
    // Behind those that were put there before: each layer has a place of its own.
    const next = Math.floor(own) + 1;
    const ranks = [...this.layers.values()].map((layer) => layer.rank).filter((rank) => rank < next);
    return (Math.max(own, ...ranks) + next) / 2;
  }

  /** Layers that hold data carry no version; what is served has one stack a release. */
  private partOf(layer: string): string {
    return layer === 'serving' ? `${layer}-${this.release.slug}` : layer;
  }

  private stackId(layer: string): string {
    const wanted = `${this.site.site.name}-${this.name}-${this.partOf(layer)}`;
    const taken = this.node.root.node.tryFindChild(wanted);
    if (taken === undefined) return wanted;
    if (!this.isSecond) this.report(stackIdTaken(wanted, taken.node.path));
    return `${wanted}-${this.node.addr.slice(-6)}`;
  }

  private publishFacts(): void {
    const { cluster, management, after = [], destroyable = false, release } = this.props;
    const contexts = [
      contextFact('workload', cluster),
      ...(management === undefined ? [] : [contextFact('management', management)]),
    ];
    this.publish(STAGE, () => ({
      name: this.name,
      site: this.site.site.name,
      release: release.version,
      charts: release.options.charts.name,
      contexts,
      backend: { kind: this.backend.kind, place: this.backend.place },
      after: after.map((stage) => stage.name),
      destroyable,
    }));
  }
}

function contextFact<Role extends string>(role: Role, { context: name, path, uid }: Kubeconfig) {
  return { role, name, path, uid: uid ?? null };
}
