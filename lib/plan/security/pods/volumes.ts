import type { Fields } from '../kernel/fields';
import type { Grant } from '../kernel/grants';
import { hostPathGrants } from './host-path';
import type { Workload } from './workload';

/**
 * Files of the node, tokens and Secrets that pods get. Of a Secret only the name is told.
 *
 * @param workload pods of a workload
 */
export function volumeGrants(workload: Workload): readonly Grant[] {
  const { spec } = workload;
  return [
    ...spec
      .items('volumes')
      .flatMap((volume) => [
        ...hostPath(volume, workload),
        ...(volume.has('secret') ? [secret(volume.child('secret').text('secretName'))] : []),
        ...volume.child('projected').items('sources').flatMap(projected),
      ]),
    ...workload.containers.flatMap(({ fields }) => environment(fields)),
  ];
}

function hostPath(volume: Fields, workload: Workload): readonly Grant[] {
  if (!volume.has('hostPath')) return [];
  const path = volume.child('hostPath').name('path');
  const mounts = workload.containers.flatMap(({ fields }) =>
    fields.items('volumeMounts').filter((mount) => mount.text('name') === volume.name('name')),
  );
  return hostPathGrants(
    path,
    mounts.some((mount) => mount.flag('readOnly') !== true),
  );
}

function secret(name: string | undefined): Grant {
  return { what: 'reads a Secret', detail: `Secret ${name ?? '?'}`, severity: 'low' };
}

function projected(source: Fields): readonly Grant[] {
  const token = source.child('serviceAccountToken');
  const grants: Grant[] = source.has('secret') ? [secret(source.child('secret').text('name'))] : [];
  if (!token.present) return grants;
  const audience = token.text('audience');
  const seconds = token.number('expirationSeconds') ?? 3600;
  const detail = `for ${audience ?? 'the API server'}, valid for ${seconds} s`;
  return [...grants, { what: 'token of the service account', detail, severity: 'medium' }];
}

function environment(container: Fields): readonly Grant[] {
  const keys = container
    .items('env')
    .filter((entry) => entry.has('valueFrom'))
    .map((entry) => entry.child('valueFrom').child('secretKeyRef'));
  const whole = container.items('envFrom').map((entry) => entry.child('secretRef'));
  return [...keys, ...whole].filter(({ present }) => present).map((reference) => secret(reference.text('name')));
}
