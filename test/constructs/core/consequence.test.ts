import { Bytes, CephCluster, KubernetesCluster } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

interface Entry {
  readonly path: string;
  readonly consequence?: { readonly delete?: string; readonly update?: string };
}

describe('what its author says', () => {
  test('is in the index of the stack, with the innermost word for each action', () => {
    const { files } = synth(
      oneStage((stage) => {
        const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
        cluster.addGpuPool('h100', { servers: 'h100' });
        cluster.consequence({ delete: 'outer', update: 'a window is needed' });
        new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
      }),
    );
    const entries = [...files]
      .filter(([path]) => path.endsWith('/index.json'))
      .flatMap(([, text]) => (JSON.parse(text) as { resources: Entry[] }).resources);
    const said = (end: string): Entry['consequence'] => entries.find(({ path }) => path.endsWith(end))?.consequence;
    expect(said('GpuOperator/Operator/Resource')).toMatchObject({
      delete: expect.stringContaining('GPUs') as string,
      update: 'a window is needed',
    });
    expect(said('storage/ceph/Objects/Resource') ?? said('storage/ceph/Objects')).toMatchObject({
      delete: expect.stringContaining('filesystems') as string,
    });
    expect(entries.some(({ consequence }) => consequence === undefined)).toBe(true);
  });

  test('is told by the library of what carries the work, not of all that lies below', () => {
    const { files } = synth(
      oneStage((stage) => {
        const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
        ceph.addFilesystem('models', { size: Bytes.tib(1), replicas: 3 });
      }),
    );
    const { resources } = JSON.parse(files.get('stacks/lab-dev-storage/index.json') ?? '') as { resources: Entry[] };
    const told = resources.filter(({ consequence }) => consequence !== undefined).map(({ path }) => path);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((path) => !/Objects|Operator|Drivers/.test(path))).toEqual([]);
  });
});
