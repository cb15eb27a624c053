import type { Construct } from 'constructs';
import { KUEUE_NAMESPACE, KUEUE_READY, kueueValues } from '../../lib/cluster/kueue-config';
import { DatahallConstruct } from '../core/datahall-construct';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import type { Namespace } from '../core/namespace';
import { Priority } from '../core/priority';
import { readyWhen } from '../core/ready';

/**
 * Kueue, which admits jobs when the GPUs that they ask for are free. One a cluster; a {@link KubernetesCluster}
 * makes it with its first GPU pool.
 *
 * @example
 * new Kueue(stack, 'kueue');
 */
export class Kueue extends DatahallConstruct {
  /** Namespace of the operator. */
  public readonly namespace: Namespace;
  /** Parts by role. */
  public readonly nodes: { readonly release: HelmRelease };

  /**
   * @param scope parent construct
   * @param id construct id
   */
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const foundation = Foundation.of(this);
    // 8082 is an API of Kueue that the API server passes on: while it does not answer, no namespace can be deleted.
    const options = { callsApiServer: true, webhookPorts: [9443, 8082] };
    this.namespace = foundation.namespace(KUEUE_NAMESPACE, options);
    const chart = foundation.charts.pin('kueue');
    const values = kueueValues(foundation.priority(Priority.PLATFORM));
    this.nodes = { release: new HelmRelease(this, 'Operator', { chart, namespace: this.namespace, values }) };
    const gone = 'no queued job starts until it is back';
    this.nodes.release.consequence({ delete: gone, replace: gone });
    readyWhen(this, KUEUE_READY);
  }
}
