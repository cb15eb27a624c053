import type { ChartName } from '../../charts/catalog';
import type { VersionChange } from './version-change';

/** Repository on GitHub, and what stands before the version in its tags. */
type Releases = readonly [repository: string, prefix: string];

/** Where charts are released; a test compares it with the tags that their versions were taken from. */
const CHARTS: Readonly<Record<ChartName, Releases>> = {
  'cert-manager': ['cert-manager/cert-manager', ''],
  'node-feature-discovery': ['kubernetes-sigs/node-feature-discovery', 'v'],
  'gpu-operator': ['NVIDIA/gpu-operator', ''],
  kueue: ['kubernetes-sigs/kueue', 'v'],
  'rook-ceph': ['rook/rook', ''],
  'ceph-csi-drivers': ['ceph/ceph-csi-operator', 'v'],
  metallb: ['metallb/metallb', 'v'],
  'gateway-helm': ['envoyproxy/gateway', ''],
  'kube-prometheus-stack': ['prometheus-community/helm-charts', 'kube-prometheus-stack-'],
  'kserve-crd': ['kserve/kserve', ''],
  'kserve-resources': ['kserve/kserve', ''],
};

const PROVIDERS: Readonly<Record<string, Releases>> = {
  kubernetes: ['hashicorp/terraform-provider-kubernetes', 'v'],
  helm: ['hashicorp/terraform-provider-helm', 'v'],
};

const KNOWN: Readonly<Record<'chart' | 'provider', ReadonlyMap<string, Releases>>> = {
  chart: new Map(Object.entries(CHARTS)),
  provider: new Map(Object.entries(PROVIDERS)),
};

/**
 * The page that says what a version brings, of charts and providers that this library installs itself.
 *
 * @param kind what comes
 * @param name its name
 * @param version the version that comes
 * @returns nothing where it is not known, or where the version is a constraint
 */
export function releasePage(
  kind: 'chart' | 'provider',
  name: string,
  version: string,
): Required<Pick<VersionChange, 'releasePage'>> | undefined {
  const [repository, prefix] = KNOWN[kind].get(name) ?? [];
  if (repository === undefined || prefix === undefined || !/^v?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    return undefined;
  return { releasePage: `https://github.com/${repository}/releases/tag/${prefix}${version}` };
}
