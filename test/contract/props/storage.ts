import {
  Bytes,
  type CephBlockPoolProps,
  CephCluster,
  type CephClusterProps,
  type CephFilesystemProps,
  type FilesystemClaim,
  type Stage,
} from 'datahall';
import { type PropsCase, propsOf } from './table';

/** Another build of Ceph than the one that is pinned. */
const IMAGE = 'registry.example.com/ceph/ceph:v20.2.1-20260101';

function cephOf(stage: Stage): CephCluster {
  return new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
}

export const STORAGE: readonly PropsCase[] = [
  propsOf<CephClusterProps>(
    'CephClusterProps',
    ({ share }) => ({ hosts: share.servers('storage') }),
    {
      hosts: ({ share }) => share.site.share({ storage: 3 }).servers('storage'),
      monitors: () => 5,
      image: () => IMAGE,
      encryptInTransit: () => false,
      deviceFilter: () => '^nvme[0-7]n1$',
    },
    (stage, props) => new CephCluster(stage.storage, 'subject', props),
  ),
  propsOf<CephFilesystemProps>(
    'CephFilesystemProps',
    () => ({ size: Bytes.tib(10) }),
    { size: () => Bytes.tib(20), replicas: () => 4 },
    (stage, props) => cephOf(stage).addFilesystem('models', props),
  ),
  propsOf<CephBlockPoolProps>(
    'CephBlockPoolProps',
    () => ({ size: Bytes.tib(1) }),
    { size: () => Bytes.tib(2), replicas: () => 4 },
    (stage, props) => cephOf(stage).addBlockPool('metrics', props),
  ),
  propsOf<FilesystemClaim>(
    'FilesystemClaim',
    ({ stage }) => ({ name: 'weights', namespace: stage.foundation.namespace('apps'), size: Bytes.tib(1) }),
    { name: () => 'others', namespace: ({ other }) => other, size: () => Bytes.tib(2) },
    (stage, claim) =>
      cephOf(stage)
        .addFilesystem('models', { size: Bytes.tib(10) })
        .claim(claim),
  ),
];
