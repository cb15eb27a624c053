import type { ChartName } from './catalog';

/** Versions that were checked together, by set. Older sets stay as long as a release may use them. */
export const CHART_SETS: Readonly<Record<string, Readonly<Record<ChartName, string>>>> = {
  '2026.10': {
    'cert-manager': 'v1.20.3',
    'node-feature-discovery': '0.19.0',
    'gpu-operator': 'v26.7.0',
    kueue: '0.18.6',
    'rook-ceph': 'v1.20.6',
    'ceph-csi-drivers': '1.0.4',
    metallb: '0.16.0',
    'gateway-helm': 'v1.9.0',
    'kube-prometheus-stack': '87.21.0',
    'kserve-crd': 'v0.20.0',
    'kserve-resources': 'v0.20.0',
  },
  '2026.11': {
    'cert-manager': 'v1.21.1',
    'node-feature-discovery': '0.19.0',
    'gpu-operator': 'v26.7.0',
    kueue: '0.19.2',
    'rook-ceph': 'v1.20.6',
    'ceph-csi-drivers': '1.0.4',
    metallb: '0.16.1',
    'gateway-helm': 'v1.9.0',
    'kube-prometheus-stack': '88.5.3',
    'kserve-crd': 'v0.20.0',
    'kserve-resources': 'v0.20.0',
  },
};
