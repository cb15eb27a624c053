import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Backend, ChartSet, DatahallApp, Kubeconfig, Release, ReleaseTrain } from 'datahall';
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
    [
      'local',
      Backend.local('tf/state'),
      { path: expect.stringMatching(/^\.\.\/.*\/tf\/state\/lab\/dev\/foundation\.tfstate$/) as string },
    ],
    [
      's3',
      Backend.s3({ bucket: 'b', region: 'r', kmsKeyId: 'k', roleArn: 'arn' }),
      {
        bucket: 'b',
        region: 'r',
        key: 'lab/dev/foundation.tfstate',
        encrypt: true,
        use_lockfile: true,
        kms_key_id: 'k',
        assume_role: { role_arn: 'arn' },
      },
    ],
    [
      'gcs',
      Backend.gcs({ bucket: 'b', kmsEncryptionKey: 'k', serviceAccount: 'a' }),
      { bucket: 'b', prefix: 'lab/dev/foundation', kms_encryption_key: 'k', impersonate_service_account: 'a' },
    ],
    [
      'kubernetes',
      Backend.kubernetes({ context: 'tools' }),
      {
        secret_suffix: 'lab-dev-foundation-tf',
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

  it('kubernetes has a suffix that Terraform takes, for the stack of a release too: no number at the end', () => {
    const { attributes } = Backend.kubernetes({ context: 'tools' });
    expect(attributes('lab/dev/serving-2026-11-0', '')['secret_suffix']).not.toMatch(/-\d+$/);
  });
});

describe('the files of a project', () => {
  const home = process.cwd();
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'datahall-project-')));
  beforeAll(() => process.chdir(project));
  afterAll(() => {
    process.chdir(home);
    rmSync(project, { recursive: true, force: true });
  });

  it.each(['cdktf.out', 'build/deep/cdktf.out', join(tmpdir(), `datahall-out-${process.pid}`)])(
    'are found from the stacks of %s: state that moved with the output would be lost',
    (outdir) => {
      const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
      const app = new DatahallApp({ outdir });
      const release = new Release('1.0.0', { charts: ChartSet.of('2026.11'), platform: () => undefined });
      const cluster = Kubeconfig.context('dev', { path: 'kube/config' });
      new ReleaseTrain(app, 't').stage('dev', { release, site: smallShare(), cluster });
      app.synth();
      write.mockRestore();
      const stack = join(outdir, 'stacks/lab-dev-foundation');
      const document = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')) as {
        terraform: { backend: { local: { path: string } } };
        provider: { kubernetes: { config_path: string }[] };
      };
      if (outdir.startsWith('/')) rmSync(outdir, { recursive: true });
      const resolved = (path: string): string => resolve(stack, path);
      expect(resolved(document.terraform.backend.local.path)).toBe(join(project, 'state/lab/dev/foundation.tfstate'));
      expect(resolved(document.provider.kubernetes[0]?.config_path ?? '')).toBe(join(project, 'kube/config'));
    },
  );
});
