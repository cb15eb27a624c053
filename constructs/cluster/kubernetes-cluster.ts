import type { Construct } from 'constructs';
import type { GpuDriver } from '../../lib/catalog/gpu-driver';
import type { DriverRollout } from '../../lib/cluster/driver-rollout';
import { missingGpuAlerts } from '../../lib/cluster/gpu-alerts';
import { serversByRack, type PlaceLabels, type ServersByRack } from '../../lib/cluster/node-labels';
import { topology } from '../../lib/cluster/queues';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import { TopologyLabels } from '../../lib/network/config/topology-labels';
import { blocksOf } from '../../lib/site/blocks';
import { layoutOf } from '../../lib/site/layout';
import type { ShareServers, SiteShare } from '../../lib/site/site-share';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import { useShare } from '../core/site-register';
import { CertManager } from '../security/cert-manager';
import { GpuOperator } from './gpu-operator';
import { GpuPool, type GpuPoolProps } from './gpu-pool';
import { Kueue } from './kueue';
import { NodeFeatureDiscovery } from './node-feature-discovery';

/** Settings of a Kubernetes cluster. */
export interface KubernetesClusterProps {
  /** Servers of a site that are the cluster's nodes. */
  readonly site: SiteShare;
  /** Driver of the GPUs. @default GpuDriver.R595_91_07, the one that the pinned operator was checked with */
  readonly driver?: GpuDriver;
  /** Labels of nodes by their place. @default TopologyLabels.of('datahall') */
  readonly topologyLabels?: TopologyLabels;
  /** How a new driver reaches the servers. @default DriverRollout.manual() */
  readonly driverRollout?: DriverRollout;
}

/** Parts of a cluster that come with its first GPU pool. */
export interface GpuParts {
  /** Marks the nodes of the pools. */
  readonly features: NodeFeatureDiscovery;
  /** Makes their GPUs usable. */
  readonly operator: GpuOperator;
  /** Admits jobs when the GPUs that they ask for are free. */
  readonly kueue: Kueue;
  /** The objects that Kueue schedules by. */
  readonly scheduling: CustomResources;
}

/**
 * What makes a Kubernetes cluster a GPU cluster: the operators for its hardware, and queues that hand out what is
 * really there.
 *
 * @example
 * declare const share: SiteShare;
 * const cluster = new KubernetesCluster(stack, 'kubernetes', {
 *   site: share,
 *   driverRollout: DriverRollout.rolling({ maxParallel: 1, waitFor: 'app.kubernetes.io/part-of=training' }),
 * });
 * cluster.addGpuPool('h100', { servers: 'h100', spares: 1 });
 */
export class KubernetesCluster extends DatahallConstruct implements IMonitored {
  /** Servers that are the cluster's nodes. */
  public readonly site: SiteShare;
  /** Name of the scheduling topology. */
  public readonly topologyName: string;
  /** Certificates and the authority that issues them: webhooks and gateways need them in every cluster. */
  public readonly certificates: CertManager;
  private readonly blocks: ReadonlyMap<string, string> | undefined;
  private readonly pools: GpuPool[] = [];
  private gpuParts: GpuParts | undefined;

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: KubernetesClusterProps,
  ) {
    super(scope, id, props);
    this.site = props.site;
    this.topologyName = props.site.site.name;
    this.blocks = blocksOfGpuServers(props.site);
    useShare(this, props.site);
    this.certificates = new CertManager(this, 'Certificates');
  }

  /** The cluster's GPU pools. */
  public get gpuPools(): readonly GpuPool[] {
    return [...this.pools];
  }

  /** The objects that Kueue schedules by; Kueue comes with the first pool. */
  public get scheduling(): CustomResources {
    return this.gpuSoftware().scheduling;
  }

  /** Parts by role, those that were needed so far. */
  public get nodes(): Partial<GpuParts> & { readonly certificates: CertManager } {
    return { ...this.gpuParts, certificates: this.certificates };
  }

  /** Where the metrics of its parts are. Kueue's are not among them: it serves them to callers with a token only. */
  public get scrapeTargets(): readonly ScrapeTarget[] {
    return this.monitored.flatMap((part) => part.scrapeTargets);
  }

  /** When somebody must be told: the rules of its parts, and GPUs that are planned but not there. */
  public get alertRules(): readonly AlertRule[] {
    const gpus = this.pools.reduce((sum, { servers }) => sum + gpusOf(servers), 0);
    const missing = gpus === 0 ? [] : missingGpuAlerts(gpus);
    return [...missing, ...this.monitored.flatMap((part) => part.alertRules)];
  }

  /**
   * Adds a pool of GPU servers. The first one brings the operators that GPUs need.
   *
   * @param name name of the pool, a DNS label
   * @param props which servers
   */
  public addGpuPool(name: string, props: GpuPoolProps): GpuPool {
    const pool = new GpuPool(this, name, props);
    this.pools.push(pool);
    const racks = this.racksOf([props.servers]);
    this.gpuSoftware().features.mark(name, racks, (rack) => this.labelsOf(rack));
    return pool;
  }

  /** Servers of the stage that are in no pool, by rack. */
  private get othersByRack(): ServersByRack {
    const pooled = new Set(this.pools.map(({ servers }) => servers.group));
    const groups = Object.keys(this.site.site.options.servers).filter((group) => !pooled.has(group));
    return this.racksOf(groups);
  }

  private racksOf(groups: readonly string[]): ServersByRack {
    return serversByRack(
      groups.map((group) => {
        const { names } = this.site.servers(group);
        return { names, rackOf: (server) => this.site.rackOf(group, server) };
      }),
    );
  }

  private get labels(): TopologyLabels {
    return this.props.topologyLabels ?? TopologyLabels.of();
  }

  private labelsOf(rack: string): PlaceLabels {
    const block = this.blocks?.get(rack) ?? null;
    // Node Feature Discovery refuses labels of kubernetes.io, so the zone is left to who installs the nodes.
    return this.labels.of({ zone: null, block, rack, rail: null });
  }

  /** A node that lacks the label of a level is never chosen: where a rack has no block, blocks are no level. */
  private get levels(): readonly string[] {
    const { zone, block } = this.labels.keys;
    return this.labels.levels.filter((key) => key !== zone && (key !== block || this.blocks !== undefined));
  }

  private get monitored(): readonly IMonitored[] {
    const { features, operator, certificates } = this.nodes;
    return [features, operator, certificates].filter((part) => part !== undefined);
  }

  /** Those of all groups, pools or not: the operator is made before the last pool. */
  private get gpuServers(): number {
    const groups = Object.keys(this.site.site.options.servers).map((group) => this.site.servers(group));
    return groups.filter((group) => gpusOf(group) > 0).reduce((sum, { names }) => sum + names.length, 0);
  }

  private gpuSoftware(): GpuParts {
    if (this.gpuParts !== undefined) return this.gpuParts;
    const { driver, driverRollout } = this.props;
    const features = new NodeFeatureDiscovery(this, 'NodeFeatures');
    features.place(
      () => this.othersByRack,
      (rack) => this.labelsOf(rack),
    );
    const operator = new GpuOperator(this, 'GpuOperator', {
      servers: this.gpuServers,
      after: [features],
      ...(driver === undefined ? {} : { driver }),
      ...(driverRollout === undefined ? {} : { driverRollout }),
    });
    const kueue = new Kueue(this, 'Kueue');
    const { namespace } = kueue;
    const scheduling = new CustomResources(this, 'Scheduling', { release: 'scheduling', namespace, after: [kueue] });
    scheduling.add(topology(this.topologyName, this.levels));
    this.gpuParts = { features, operator, kueue, scheduling };
    return this.gpuParts;
  }
}

/** The blocks of all racks with GPU servers; nothing when one of them is in no block. */
function blocksOfGpuServers({ site }: SiteShare): ReadonlyMap<string, string> | undefined {
  const fact = site.toFact();
  const blocks = blocksOf(fact);
  const groups = fact.servers.flatMap(({ gpus }, index) => (gpus > 0 ? (layoutOf(fact)[index]?.servers ?? []) : []));
  return groups.every(({ rack }) => blocks.has(rack)) ? blocks : undefined;
}

function gpusOf({ names, facts }: ShareServers): number {
  return names.length * (facts?.gpus?.count ?? 0);
}
