import { securityChanges } from '../../../../lib/plan/security';
import { objectOf } from '../../../../lib/plan/typed-objects';
import { object, said } from './objects';

const volume = (spec: object): ReturnType<typeof object> => object('v1', 'PersistentVolume', 'data', { spec });
const storage = (rest: object): ReturnType<typeof object> =>
  object('storage.k8s.io/v1', 'StorageClass', 'fast', { provisioner: 'x', ...rest });

describe('a volume', () => {
  it('that is a folder of the node opens it', () => {
    expect(securityChanges(undefined, volume({ hostPath: { path: '/data' } }))).toMatchObject([
      { direction: 'broadened', detail: 'write /data', severity: 'high' },
      { direction: 'broadened', detail: 'read /data', severity: 'medium' },
    ]);
    expect(
      said(securityChanges(volume({ hostPath: { path: '/data' } }), volume({ hostPath: { path: '//' } }))),
    ).toEqual(expect.arrayContaining(['broadened files of the node (hostPath): read /']));
  });

  it.each(['hostPath', 'local'])('opens the same in the form of the provider: %s', (key) => {
    const path = '/var/lib/kubelet';
    const source = key === 'local' ? key : 'host_path';
    const attributes = { metadata: [{ name: 'a' }], spec: [{ persistent_volume_source: [{ [source]: [{ path }] }] }] };
    const typed = objectOf('kubernetes_persistent_volume_v1', attributes, true);
    expect(securityChanges(undefined, typed)).toEqual(
      securityChanges(undefined, object('v1', 'PersistentVolume', 'a', { spec: { [key]: { path } } })),
    );
    expect(securityChanges(undefined, typed)).toMatchObject([{ severity: 'high' }, { severity: 'high' }]);
  });

  it('that is a disk of the node opens no more than that', () => {
    expect(securityChanges(undefined, volume({ local: { path: '/mnt/disk0' } }))).toEqual([]);
    expect(securityChanges(undefined, volume({ local: { path: '/var/lib' } }))[0]).toMatchObject({ severity: 'high' });
  });

  it('whose data go with the claim is broader, by itself and by its class', () => {
    const keep = { persistentVolumeReclaimPolicy: 'Retain' };
    const expected = { direction: 'broadened', what: 'data are deleted with the claim' };
    expect(securityChanges(volume(keep), volume({ persistentVolumeReclaimPolicy: 'Delete' }))).toMatchObject([
      { ...expected, severity: 'high' },
    ]);
    expect(securityChanges(volume(keep), volume({}))).toEqual([]);
    expect(securityChanges(storage({ reclaimPolicy: 'Retain' }), storage({}))).toMatchObject([
      { ...expected, severity: 'medium' },
    ]);
    expect(securityChanges(storage({ reclaimPolicy: 'Delete' }), storage({}))).toEqual([]);
    expect(securityChanges(undefined, storage({}))).toEqual([]);
  });
});
