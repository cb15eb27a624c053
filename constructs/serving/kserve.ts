import type { Construct } from 'constructs';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import {
  KSERVE_ALERTS,
  KSERVE_NAMESPACE,
  KSERVE_READY,
  KSERVE_WEBHOOK_PORT,
  kserveValues,
} from '../../lib/serving/kserve-config';
import type { KubernetesCluster } from '../cluster/kubernetes-cluster';
import { DatahallConstruct } from '../core/datahall-construct';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import type { Namespace } from '../core/namespace';
import { readyWhen } from '../core/ready';

/** Settings of KServe. */
export interface KServeProps {
  /** What signs the certificate of its webhook: cert-manager. */
  readonly certificates: Construct;
}

const ID = 'KServe';

/**
 * KServe, which runs model servers as Deployments and Services. One a cluster, in the cluster's layer: releases come
 * and go above it. A {@link ModelServer} makes it.
 *
 * @example
 * declare const cluster: KubernetesCluster;
 * const { namespace } = KServe.of(cluster);
 */
export class KServe extends DatahallConstruct implements IMonitored {
  /** Namespace of its controller. */
  public readonly namespace: Namespace;
  /** Parts by role. */
  public readonly nodes: { readonly crds: HelmRelease; readonly controller: HelmRelease };
  /** None: it serves its metrics to callers with a token only. */
  public readonly scrapeTargets: readonly ScrapeTarget[] = [];
  /** When somebody must be told. */
  public readonly alertRules: readonly AlertRule[] = KSERVE_ALERTS;

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: KServeProps) {
    super(scope, id, props);
    const foundation = Foundation.of(this);
    const { charts } = foundation;
    const webhookPorts = [KSERVE_WEBHOOK_PORT];
    const namespace = foundation.namespace(KSERVE_NAMESPACE, { callsApiServer: true, webhookPorts });
    // The chart holds nothing but the kinds, and takes every model server with it when it goes.
    const crds = new HelmRelease(this, 'Crds', { chart: charts.pin('kserve-crd'), namespace, stateful: true });
    const controller = new HelmRelease(this, 'Controller', {
      chart: charts.pin('kserve-resources'),
      namespace,
      values: kserveValues(),
      after: [crds, props.certificates],
    });
    this.namespace = namespace;
    this.nodes = { crds, controller };
    readyWhen(this, KSERVE_READY);
  }

  /**
   * The KServe of a cluster, made on first use.
   *
   * @param cluster the cluster
   */
  public static of(cluster: KubernetesCluster): KServe {
    const existing = cluster.node.tryFindChild(ID) as KServe | undefined;
    return existing ?? new KServe(cluster, ID, { certificates: cluster.certificates });
  }
}
