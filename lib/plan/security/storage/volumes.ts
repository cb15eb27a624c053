import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { grantChanges, type Grant, type Sides } from '../kernel/grants';
import { hostPathGrants, isSensitive } from '../pods/host-path';
import type { SecurityChange, SecuritySeverity } from '../security-change';

/**
 * Compares what a volume opens of a node, and what becomes of its data.
 *
 * @param sides a PersistentVolume
 */
export function volumeChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return grantChanges(sides, (volume): readonly Grant[] => {
    const spec = Fields.of(volume).child('spec');
    return [...nodeGrants(spec), ...reclaimed(spec.text('persistentVolumeReclaimPolicy') ?? 'Retain', 'high')];
  });
}

function nodeGrants(spec: Fields): readonly Grant[] {
  const [path, disk] = ['hostPath', 'local'].map((source) => spec.child(source).text('path'));
  // Disks of a node are what local volumes are for.
  const paths = [path, disk !== undefined && isSensitive(disk) ? disk : undefined];
  return paths.flatMap((each) => (each === undefined ? [] : hostPathGrants(each, true)));
}

/**
 * Compares what becomes of data in the volumes of a class, those that it makes from then on.
 *
 * @param sides a StorageClass
 */
export function storageClassChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return grantChanges(sides, (storage) => reclaimed(Fields.of(storage).text('reclaimPolicy') ?? 'Delete', 'medium'));
}

/** That is how most volumes are, so it is told only where it changes. */
function reclaimed(policy: string, severity: SecuritySeverity): readonly Grant[] {
  const what = 'data are deleted with the claim';
  return policy === 'Retain' ? [] : [{ what, detail: 'reclaim policy other than Retain', severity, byDefault: true }];
}
