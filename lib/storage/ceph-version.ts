import gt from 'semver/functions/gt';
import type { KubernetesObject } from '../kubernetes/object';

/**
 * Why a change of Ceph clusters has no way back. A major release, once all daemons run it, is the least that the
 * cluster accepts (`require_osd_release` only moves forward,
 * https://docs.ceph.com/en/latest/rados/operations/require-osd-release/). Of a point release Rook says that a downgrade
 * is not supported (https://github.com/rook/rook/blob/v1.20.6/pkg/operator/ceph/cluster/version.go): Ceph tests none.
 *
 * @param before objects before
 * @param after objects after
 */
export function cephOneWay(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): readonly string[] {
  const old = new Map(clusters(before).map((cluster) => [cluster.metadata.name, versionOf(cluster)] as const));
  return clusters(after).flatMap((cluster) => {
    const { name } = cluster.metadata;
    const [from, to] = [old.get(name), versionOf(cluster)];
    if (from === undefined || to === undefined || !gt(to, from)) return [];
    return [`Ceph cluster '${name}' goes from ${from} to ${to}, and neither Ceph nor Rook supports the way back`];
  });
}

function clusters(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ kind, apiVersion }) => kind === 'CephCluster' && apiVersion.startsWith('ceph.rook.io/'));
}

/** The version in the tag of the image, without the day of its build. */
function versionOf(cluster: KubernetesObject): string | undefined {
  const { spec } = cluster as { readonly spec?: { readonly cephVersion?: { readonly image?: string } } };
  return /:v(\d+\.\d+\.\d+)/.exec(spec?.cephVersion?.image ?? '')?.[1];
}
