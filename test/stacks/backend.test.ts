import { Backend, ChartSet, Kubeconfig, Release, ReleaseTrain } from 'datahall';
import { smallShare } from '../support/small-site';
import { synth } from '../support/synth';

function backendOf(backend: Backend): unknown {
  const out = synth((app) => {
    const release = new Release('1.0.0', { charts: ChartSet.of('2026.11'), platform: () => undefined });
    new ReleaseTrain(app, 't').stage('dev', {
      release,
      site: smallShare(),
      cluster: Kubeconfig.context('dev'),
      backend,
    });
  });
  const stack = out.stack('lab-dev-foundation') as unknown as { terraform: { backend: unknown } };
  return stack.terraform.backend;
}

describe('Backend', () => {
  it.each<[string, Backend, object]>([
    ['local', Backend.local('tf/state'), { path: '../../../tf/state/lab/dev/foundation.tfstate' }],
    [
      's3',
      Backend.s3({ bucket: 'b', region: 'r', kmsKeyId: 'k', endpoint: 'https://s3.example.com' }),
      {
        bucket: 'b',
        region: 'r',
        key: 'lab/dev/foundation.tfstate',
        encrypt: true,
        use_lockfile: true,
        kms_key_id: 'k',
        endpoints: { s3: 'https://s3.example.com' },
      },
    ],
    [
      'gcs',
      Backend.gcs({ bucket: 'b', kmsEncryptionKey: 'k' }),
      { bucket: 'b', prefix: 'lab/dev/foundation', kms_encryption_key: 'k' },
    ],
    [
      'kubernetes',
      Backend.kubernetes({ context: 'tools' }),
      {
        secret_suffix: 'lab-dev-foundation',
        namespace: 'terraform-state',
        config_path: '~/.kube/config',
        config_context: 'tools',
      },
    ],
    ['pg', Backend.postgres({ database: 'state' }), { schema_name: 'lab_dev_foundation' }],
    [
      'remote',
      Backend.remote({ organization: 'o', hostname: 'tfe.example.com' }),
      { organization: 'o', hostname: 'tfe.example.com', workspaces: { name: 'lab-dev-foundation' } },
    ],
  ])('%s gets a key of its own for each stack', (kind, backend, attributes) => {
    expect(backendOf(backend)).toEqual({ [kind]: attributes });
  });
});
