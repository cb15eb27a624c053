import type { Construct } from 'constructs';
import {
  NFD_ALERTS,
  NFD_MASTER_PODS,
  NFD_METRICS_PORT,
  NFD_NAMESPACE,
  NFD_READY,
  nodeFeatureDiscoveryValues,
} from '../../lib/cluster/node-feature-discovery-config';
import { nodeFeatureRules, placeRules, type PlaceLabels, type ServersByRack } from '../../lib/cluster/node-labels';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import { Duration } from '../../lib/units/duration';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import type { Namespace } from '../core/namespace';
import { Priority } from '../core/priority';
import { readyWhen } from '../core/ready';

/**
 * Node Feature Discovery, which tells from a node's hardware what it is, and marks the nodes of GPU pools: pool and
 * rack as labels, and the taint that keeps other work away. One a cluster; a {@link KubernetesCluster} makes it with
 * its first GPU pool.
 *
 * @example
 * const features = new NodeFeatureDiscovery(stack, 'features');
 * features.mark('h100', new Map([['oslo1-gpu-01', ['oslo1-h100-001', 'oslo1-h100-009']]]));
 */
export class NodeFeatureDiscovery extends DatahallConstruct implements IMonitored {
  /** Namespace of its pods. */
  public readonly namespace: Namespace;
  /** Parts by role. */
  public readonly nodes: { readonly release: HelmRelease; readonly rules: CustomResources };

  /**
   * @param scope parent construct
   * @param id construct id
   */
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const foundation = Foundation.of(this);
    // Workers look at the hardware through folders of the host.
    const options = { podSecurity: 'privileged', callsApiServer: true } as const;
    const namespace = foundation.namespace(NFD_NAMESPACE, options);
    const release = new HelmRelease(this, 'Release', {
      chart: foundation.charts.pin('node-feature-discovery'),
      namespace,
      values: nodeFeatureDiscoveryValues(foundation.priority(Priority.PLATFORM)),
      // Helm waits for a pod on every node, in ten waves.
      timeout: Duration.minutes(20),
    });
    const rules = new CustomResources(this, 'Rules', { release: 'node-labels', namespace, after: [release] });
    this.namespace = namespace;
    this.nodes = { release, rules };
    readyWhen(this, NFD_READY);
  }

  /** Where its metrics are. */
  public get scrapeTargets(): readonly ScrapeTarget[] {
    const endpoint = { namespace: this.namespace, pods: NFD_MASTER_PODS };
    return [{ name: 'node-features', endpoint, port: NFD_METRICS_PORT }];
  }

  /** When somebody must be told. */
  public get alertRules(): readonly AlertRule[] {
    return NFD_ALERTS;
  }

  /**
   * Marks nodes that are in no pool by their place: gateways and routing need the rack of every node.
   *
   * @param racks servers by rack; read when the program is complete
   * @param placeOf labels of the place of a rack
   */
  public place(racks: () => ServersByRack, placeOf: (rack: string) => PlaceLabels = () => ({})): this {
    this.nodes.rules.contribute(() => placeRules(racks(), placeOf));
    return this;
  }

  /**
   * Marks the nodes of a pool. The names of servers are the names of their nodes.
   *
   * @param pool name of the pool
   * @param racks its servers by rack
   * @param placeOf labels of the place of a rack. @default - none but that of the rack itself
   */
  public mark(pool: string, racks: ServersByRack, placeOf: (rack: string) => PlaceLabels = () => ({})): this {
    this.nodes.rules.contribute(() => nodeFeatureRules(pool, racks, placeOf));
    return this;
  }
}
