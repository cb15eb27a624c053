import type { CrdLayout } from './crd-layout';

/**
 * Where the charts of the reference datacenter keep their CustomResourceDefinitions, by the chart's name in its
 * repository. Read from the source of each chart at the version that the newest chart set pins.
 */
export const CRD_LAYOUTS = {
  /**
   * `templates/crd-*.yaml`, each guarded by `crds.enabled`, which is off by default; `crds.keep` makes them survive the
   * release.
   */
  'cert-manager': {
    kind: 'values',
    off: { crds: { enabled: false } },
    groups: ['acme.cert-manager.io', 'cert-manager.io'],
  },
  /**
   * `crds/nfd-api-crds.yaml`. NodeResourceTopology (topology.node.k8s.io) is a template that
   * `topologyUpdater.createCRDs` switches on.
   */
  'node-feature-discovery': { kind: 'folder', groups: ['nfd.k8s-sigs.io'] },
  /**
   * `crds/`; a pre-upgrade hook (`operator.upgradeCRD`) applies them again. With `nfd.enabled` those of its sub-chart
   * come too.
   */
  'gpu-operator': { kind: 'folder', groups: ['nvidia.com', 'resource.nvidia.com'] },
  /**
   * `templates/crd/`: their conversion webhook names the release and its namespace, so they cannot be installed apart.
   */
  kueue: { kind: 'templates', groups: ['kueue.x-k8s.io'] },
  /**
   * `templates/resources.yaml`. Those of csi.ceph.io are templates of the sub-chart ceph-csi-operator and have no
   * switch of their own.
   */
  'rook-ceph': {
    kind: 'values',
    off: { crds: { enabled: false } },
    groups: ['ceph.rook.io', 'objectbucket.io'],
  },
  /** Only custom resources of csi.ceph.io, service accounts and roles: rook-ceph brings the CRDs. */
  'ceph-csi-drivers': { kind: 'none' },
  /**
   * Templates of two sub-charts named `crds`: MetalLB's own and that of frr-k8s. BGPPeer's conversion webhook names the
   * release's namespace.
   */
  metallb: {
    kind: 'values',
    off: { crds: { enabled: false }, 'frr-k8s': { crds: { enabled: false } } },
    namespace: 'metallb-system',
    groups: ['frrk8s.metallb.io', 'metallb.io'],
  },
  /**
   * `charts/crds/crds/`: Envoy Gateway's own and the Gateway API's. `crds.enabled=false` drops that sub-chart whole,
   * its admission policy against downgrades included.
   */
  'gateway-helm': {
    kind: 'folder',
    groups: ['gateway.envoyproxy.io', 'gateway.networking.k8s.io', 'gateway.networking.x-k8s.io'],
  },
  /** `charts/crds/crds/`; `crds.upgradeJob` would apply them again from inside the cluster. */
  'kube-prometheus-stack': { kind: 'folder', groups: ['monitoring.coreos.com'] },
  /** `templates/`: this chart holds nothing else, and uninstalling it deletes every model server. */
  'kserve-crd': { kind: 'templates', groups: ['serving.kserve.io'] },
  /** Needs the release of `kserve-crd` first, and cert-manager's CRDs. */
  'kserve-resources': { kind: 'chart', chart: 'kserve-crd', groups: ['serving.kserve.io'] },
} as const satisfies Readonly<Record<string, CrdLayout>>;
