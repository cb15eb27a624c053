import type { ChartName } from './catalog';

/** Something that a chart runs in the cluster when its release is installed or upgraded. */
export interface UpgradeHook {
  /** What it does. */
  readonly does: string;
  /** What it rewrites so that the version before cannot read it; null when it rewrites no data. */
  readonly rewrites: string | null;
}

/** What is known of the hooks of a chart. */
export interface ExaminedHooks {
  /** Versions that were looked at. */
  readonly versions: readonly string[];
  /** What they run; what only runs when a release is deleted or tested is left out. */
  readonly hooks: readonly UpgradeHook[];
  /** Where this was read. */
  readonly source: string;
}

/** Charts and the hooks of some versions of theirs. */
export type HookFacts = Readonly<Record<string, readonly ExaminedHooks[]>>;

const none: readonly UpgradeHook[] = [];
const certificates: UpgradeHook = { does: 'makes the certificates of its own parts', rewrites: null };
const definitions: UpgradeHook = { does: 'applies its CRDs, where values ask for it', rewrites: null };

/** The hooks of all pinned versions, by their annotations `helm.sh/hook` at the tag of each version. */
export const UPGRADE_HOOKS: Readonly<Record<ChartName, readonly ExaminedHooks[]>> = {
  'cert-manager': [
    {
      versions: ['v1.21.1', 'v1.20.3'],
      hooks: [{ does: 'waits until its API answers, once', rewrites: null }],
      source: 'https://github.com/cert-manager/cert-manager/tree/v1.21.1/deploy/charts/cert-manager',
    },
  ],
  'node-feature-discovery': [
    {
      ...{ versions: ['0.19.0'], hooks: none },
      source: 'https://github.com/kubernetes-sigs/node-feature-discovery/tree/v0.19.0/deployment/helm',
    },
  ],
  'gpu-operator': [
    {
      ...{ versions: ['v26.7.0'], hooks: [definitions] },
      source: 'https://github.com/NVIDIA/gpu-operator/tree/v26.7.0/deployments/gpu-operator/templates',
    },
  ],
  kueue: [
    {
      ...{ versions: ['0.19.2', '0.18.6'], hooks: none },
      source: 'https://github.com/kubernetes-sigs/kueue/tree/v0.19.2/charts/kueue',
    },
  ],
  'rook-ceph': [
    {
      ...{ versions: ['v1.20.6'], hooks: none },
      source: 'https://github.com/rook/rook/tree/v1.20.6/deploy/charts/rook-ceph',
    },
  ],
  'ceph-csi-drivers': [
    {
      ...{ versions: ['1.0.4'], hooks: none },
      source: 'https://github.com/ceph/ceph-csi-operator/tree/v1.0.4/deploy/charts/ceph-csi-drivers',
    },
  ],
  metallb: [
    {
      ...{ versions: ['0.16.1', '0.16.0'], hooks: none },
      source: 'https://github.com/metallb/metallb/tree/v0.16.1/charts/metallb',
    },
  ],
  'gateway-helm': [
    {
      ...{ versions: ['v1.9.0'], hooks: [certificates] },
      source: 'https://github.com/envoyproxy/gateway/tree/v1.9.0/charts/gateway-helm/templates',
    },
  ],
  'kube-prometheus-stack': [
    {
      ...{ versions: ['88.5.3', '87.21.0'], hooks: [certificates, definitions] },
      source:
        'https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack',
    },
  ],
  'kserve-crd': [
    {
      ...{ versions: ['v0.20.0'], hooks: none },
      source: 'https://github.com/kserve/kserve/tree/v0.20.0/charts/kserve-crd',
    },
  ],
  'kserve-resources': [
    {
      ...{ versions: ['v0.20.0'], hooks: none },
      source: 'https://github.com/kserve/kserve/tree/v0.20.0/charts/kserve-resources',
    },
  ],
};

/** What the hooks of charts mean for the way back. */
export interface HookVerdict {
  /** Why there is none. */
  readonly reasons: readonly string[];
  /** What nobody knows. */
  readonly unknown: readonly string[];
}

/**
 * What the hooks of charts do to data when versions change. Only the hooks of the version that is installed run: those
 * of a version between the two never do.
 *
 * @param before version by chart
 * @param after version by chart
 * @param facts what is known of hooks. @default - of all pinned versions
 */
export function hookVerdict(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  facts: HookFacts = UPGRADE_HOOKS,
): HookVerdict {
  const changed = Object.entries(after).filter(([chart, to]) => (before[chart] ?? to) !== to);
  const verdicts = changed.map(([chart, to]): HookVerdict => {
    const examined = facts[chart]?.find(({ versions }) => versions.includes(to));
    const step = `${chart} ${before[chart] ?? ''} -> ${to}`;
    if (examined === undefined) return { reasons: [], unknown: [`${step}: nobody looked at its hooks`] };
    const rewritten = examined.hooks.flatMap(({ rewrites }) => (rewrites === null ? [] : [rewrites]));
    return { reasons: rewritten.map((what) => `${step}: a hook rewrites ${what}`), unknown: [] };
  });
  return { reasons: verdicts.flatMap(({ reasons }) => reasons), unknown: verdicts.flatMap(({ unknown }) => unknown) };
}
