import { CRD_LAYOUTS } from './layouts';
import type { ChartPin } from './pin';
import type { CephCsiDriversValues } from './values/ceph-csi-drivers';
import type { CertManagerValues } from './values/cert-manager';
import type { EnvoyGatewayValues } from './values/envoy-gateway-helm';
import type { GpuOperatorValues } from './values/gpu-operator';
import type { KserveCrdValues } from './values/kserve-crd';
import type { KserveResourcesValues } from './values/kserve-resources';
import type { KubePrometheusStackValues } from './values/kube-prometheus-stack';
import type { KueueValues } from './values/kueue';
import type { MetallbValues } from './values/metallb';
import type { NodeFeatureDiscoveryValues } from './values/node-feature-discovery';
import type { RookCephValues } from './values/rook-ceph';

/** The values that each known chart reads. */
export interface ChartValues {
  /** Certificates for webhooks and gateways. */
  readonly 'cert-manager': CertManagerValues;
  /** Labels of nodes from their hardware. */
  readonly 'node-feature-discovery': NodeFeatureDiscoveryValues;
  /** Driver, toolkit and metrics of NVIDIA GPUs. */
  readonly 'gpu-operator': GpuOperatorValues;
  /** Quotas and admission of jobs. */
  readonly kueue: KueueValues;
  /** The operator of Ceph clusters. */
  readonly 'rook-ceph': RookCephValues;
  /** Volumes of Ceph for pods. */
  readonly 'ceph-csi-drivers': CephCsiDriversValues;
  /** Addresses of load balancers on bare metal. */
  readonly metallb: MetallbValues;
  /** Envoy Gateway, the Gateway API by Envoy. */
  readonly 'gateway-helm': EnvoyGatewayValues;
  /** Prometheus, Alertmanager and Grafana. */
  readonly 'kube-prometheus-stack': KubePrometheusStackValues;
  /** The kinds of KServe. */
  readonly 'kserve-crd': KserveCrdValues;
  /** The controller of model servers. */
  readonly 'kserve-resources': KserveResourcesValues;
}

/** Name of a chart that the library knows. */
export type ChartName = keyof ChartValues;

type Catalog = { readonly [Name in ChartName]: readonly ChartPin<ChartValues[Name]>[] };

/** All versions of all charts whose values were checked; all of them are licensed under Apache-2.0. */
export const CATALOG: Catalog = {
  'cert-manager': pins('cert-manager', 'oci://quay.io/jetstack/charts', [
    ['v1.21.1', 'v1.21.1'],
    ['v1.20.3', 'v1.20.3'],
  ]),
  'node-feature-discovery': pins('node-feature-discovery', 'oci://registry.k8s.io/nfd/charts', [['0.19.0', 'v0.19.0']]),
  'gpu-operator': pins('gpu-operator', 'https://helm.ngc.nvidia.com/nvidia', [['v26.7.0', 'v26.7.0']]),
  kueue: pins('kueue', 'oci://registry.k8s.io/kueue/charts', [
    ['0.19.2', 'v0.19.2'],
    ['0.18.6', 'v0.18.6'],
  ]),
  'rook-ceph': pins('rook-ceph', 'https://charts.rook.io/release', [['v1.20.6', 'v1.20.6']]),
  'ceph-csi-drivers': pins('ceph-csi-drivers', 'https://ceph.github.io/ceph-csi-operator', [['1.0.4', 'v1.0.4']]),
  metallb: pins('metallb', 'https://metallb.github.io/metallb', [
    ['0.16.1', 'v0.16.1'],
    ['0.16.0', 'v0.16.0'],
  ]),
  'gateway-helm': pins('gateway-helm', 'oci://docker.io/envoyproxy', [['v1.9.0', 'v1.9.0']]),
  'kube-prometheus-stack': pins('kube-prometheus-stack', 'https://prometheus-community.github.io/helm-charts', [
    ['88.5.3', 'v0.93.1'],
    ['87.21.0', 'v0.92.1'],
  ]),
  'kserve-crd': pins('kserve-crd', 'oci://ghcr.io/kserve/charts', [['v0.20.0', 'v0.20.0']]),
  'kserve-resources': pins('kserve-resources', 'oci://ghcr.io/kserve/charts', [['v0.20.0', 'v0.20.0']]),
};

function pins<Name extends ChartName>(
  name: Name,
  repository: string,
  versions: readonly (readonly [version: string, appVersion: string])[],
): readonly ChartPin<ChartValues[Name]>[] {
  const crds = CRD_LAYOUTS[name];
  return versions.map(([version, appVersion]) => ({
    name,
    version,
    appVersion,
    repository,
    licence: 'Apache-2.0',
    crds,
  }));
}
