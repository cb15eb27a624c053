import type { KubernetesObject } from '../kubernetes/object';

/**
 * Why a change of Ceph clusters has no way back: a major release, once all daemons run it, is the least that the
 * cluster accepts (`require_osd_release` only moves forward,
 * https://docs.ceph.com/en/latest/rados/operations/require-osd-release/).
 *
 * @param before objects before
 * @param after objects after
 */
export function cephOneWay(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): readonly string[] {
  const old = new Map(clusters(before).map((cluster) => [cluster.metadata.name, majorOf(cluster)] as const));
  return clusters(after).flatMap((cluster) => {
    const { name } = cluster.metadata;
    const [from, to] = [old.get(name), majorOf(cluster)];
    return from === undefined || to === undefined || to <= from
      ? []
      : [`Ceph cluster '${name}' goes from major release ${from} to ${to}, and Ceph never goes back`];
  });
}

function clusters(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ kind, apiVersion }) => kind === 'CephCluster' && apiVersion.startsWith('ceph.rook.io/'));
}

function majorOf(cluster: KubernetesObject): number | undefined {
  const { spec } = cluster as { readonly spec?: { readonly cephVersion?: { readonly image?: string } } };
  const major = /:v(\d+)/.exec(spec?.cephVersion?.image ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}
