import type { Construct } from 'constructs';
import { csiDriversValues, ROOK_NAMESPACE, ROOK_READY, rookValues } from '../../lib/storage/rook';
import { DatahallConstruct } from '../core/datahall-construct';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import type { Namespace } from '../core/namespace';
import { Priority } from '../core/priority';
import { readyWhen } from '../core/ready';

/**
 * Rook, which runs Ceph, and the CSI drivers, which mount it. One a stage; a {@link CephCluster} makes it.
 *
 * @example
 * new RookOperator(stack, 'rook');
 */
export class RookOperator extends DatahallConstruct {
  /** Namespace of the operator, of the drivers and of the Ceph cluster. */
  public readonly namespace: Namespace;
  /** Parts by role. */
  public readonly nodes: { readonly operator: HelmRelease; readonly drivers: HelmRelease };

  /**
   * @param scope parent construct
   * @param id construct id
   */
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const { charts } = Foundation.of(this);
    // OSDs write to raw disks, and the drivers mount into the kubelet's folder: both are privileged.
    const options = { podSecurity: 'privileged', callsApiServer: true } as const;
    const namespace = Foundation.of(this).namespace(ROOK_NAMESPACE, options);
    const operator = new HelmRelease(this, 'Operator', {
      chart: charts.pin('rook-ceph'),
      namespace,
      values: rookValues(Foundation.of(this).priority(Priority.PLATFORM)),
    });
    const drivers = new HelmRelease(this, 'Drivers', {
      chart: charts.pin('ceph-csi-drivers'),
      namespace,
      values: csiDriversValues(),
      after: [operator],
    });
    const gone = 'no volume can be made, attached or repaired until it is back';
    for (const release of [operator, drivers]) release.consequence({ delete: gone, replace: gone });
    this.namespace = namespace;
    this.nodes = { operator, drivers };
    readyWhen(this, ROOK_READY);
  }
}
