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
    // The provider of Terraform has sources one level deeper.
    const sources = [spec, ...blocksOf(spec, 'persistentVolumeSource')];
    return [
      ...sources.flatMap(nodeGrants),
      ...reclaimed(spec.text('persistentVolumeReclaimPolicy') ?? 'Retain', 'high'),
    ];
  });
}

function nodeGrants(source: Fields): readonly Grant[] {
  const pathsOf = (key: string): readonly string[] => blocksOf(source, key).map((block) => block.name('path'));
  // Disks of a node are what local volumes are for.
  const paths = [...pathsOf('hostPath'), ...pathsOf('local').filter(isSensitive)];
  return paths.flatMap((path) => hostPathGrants(path, true));
}

/** A block is a list in the form of the provider. */
function blocksOf(fields: Fields, key: string): readonly Fields[] {
  if (Array.isArray(fields.raw(key))) return fields.items(key);
  return fields.has(key) ? [fields.child(key)] : [];
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
