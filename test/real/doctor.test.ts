import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Backend } from 'datahall';
import type { Adoption } from '../../lib/release/adoption';
import { applyStrict, get } from '../support/real/apply';
import { CONTROL_PLANE, found } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { eventually } from '../support/real/eventually';
import { terraformEnvironment } from '../support/real/providers';
import { SmallProject } from '../support/real/small-program';

const PARTS = [...CONTROL_PLANE, 'terraform', 'providers', 'kubectl', 'helm'] as const;

interface Ailment {
  readonly kind: string;
  readonly subject: string;
  readonly what: string;
  readonly repair: string;
}

describeReal(PARTS, 'datahall adopt and doctor', () => {
  let plane: ControlPlane;
  let project: SmallProject;

  beforeAll(async () => {
    plane = await startControlPlane('dev');
    project = new SmallProject(plane);
    const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await applyStrict(plane, [namespace('terraform-state'), namespace('demo-network')]);
  });
  afterAll(async () => {
    project.remove();
    await plane.stop();
  });

  /** One server is both clusters, by two files. */
  const backend = (): Backend => {
    copyFileSync(plane.kubeconfig, join(project.folder, 'state-kubeconfig'));
    return Backend.kubernetes({ context: plane.context, path: 'state-kubeconfig' });
  };
  const helm = (...args: readonly string[]): string =>
    execFileSync(found('helm'), ['--kubeconfig', plane.kubeconfig, ...args], { encoding: 'utf8', stdio: 'pipe' });
  /** Runs a printed command as people would, in a shell. */
  const repair = (command: string): string => {
    const env = { ...terraformEnvironment(), PATH: project.path };
    return execFileSync('sh', ['-c', command], { cwd: project.folder, env, encoding: 'utf8', stdio: 'pipe' });
  };
  const doctor = async (): Promise<{ readonly status: number | null; readonly ailments: readonly Ailment[] }> => {
    const { status, out, err } = await project.run('doctor', 'dev', '--format', 'json');
    if (out === '') throw new Error(err);
    const { ailments, unseen } = JSON.parse(out) as { ailments: readonly Ailment[]; unseen: readonly string[] };
    expect(unseen).toEqual([]);
    return { status, ailments };
  };

  it('imports a namespace and a release that are there, and creates none of them', async () => {
    helm('install', 'network', 'charts/small-1.0.0.tgz', '--namespace', 'demo-network');
    project.locked({ backend: backend() });
    const adopted = await project.run('adopt', 'dev');
    expect([adopted.status, adopted.err]).toEqual([0, '']);
    const { imports } = JSON.parse(readFileSync('stages/dev.adopt.json', 'utf8')) as Adoption;
    expect(imports.map(({ stack, id }) => [stack, id])).toEqual([
      ['lab-dev-base', 'demo-network'],
      ['lab-dev-network', 'demo-network/network'],
    ]);

    const { digest } = project.lock().content;
    project.locked({ backend: backend() });
    expect(project.lock().content.digest).toBe(digest);
    const uid = (await get(plane, 'Namespace', 'demo-network'))!.metadata.uid;
    const ran = await project.run('deploy', 'dev', '--auto-approve', '--parallel', '2');
    expect([ran.status, ran.err]).toEqual([0, expect.not.stringContaining('failed')]);
    expect(ran.out).toMatch(/lab-dev-network +done +[\d.]+ s +import 1$/m);
    expect(ran.out).toMatch(/lab-dev-base +done .*import 1/);
    expect((await get(plane, 'Namespace', 'demo-network'))!.metadata.uid).toBe(uid);

    const again = await project.run('adopt', 'dev');
    expect(again.out).toMatch(/demo-network\/network +is in the state(.*\n)*.*nothing to import/);
    expect(existsSync('stages/dev.adopt.json')).toBe(false);
  });

  it('is healthy then', async () => {
    const ran = await project.run('doctor', 'dev');
    expect([ran.status, ran.out]).toEqual([0, 'nothing to repair\n']);
  });

  it('finds a release that was left pending, and its repair lets the stage be deployed', async () => {
    // What a run leaves that is killed in an upgrade.
    const secrets = '/api/v1/namespaces/demo-cluster/secrets';
    const first = await plane.api.send<Secret>('GET', `${secrets}/sh.helm.release.v1.cluster.v1`);
    const labels = { ...first.metadata.labels, status: 'pending-upgrade', version: '2' };
    const release = rewritten(first.data['release']!, { version: 2, info: { status: 'pending-upgrade' } });
    await plane.api.send('POST', secrets, {
      body: {
        ...{ apiVersion: 'v1', kind: 'Secret', type: first.type, data: { release } },
        metadata: { name: 'sh.helm.release.v1.cluster.v2', labels },
      },
      type: 'application/json',
    });
    project.locked({ backend: backend(), values: { cluster: { size: 1 } } });
    const stuck = await project.run('deploy', 'dev', '--auto-approve');
    expect([stuck.status, stuck.err]).toEqual([1, expect.stringMatching(/in\s+progress/)]);

    const { status, ailments } = await doctor();
    expect([status, ailments.map(({ kind, subject }) => [kind, subject])]).toEqual([
      1,
      [['helm-release', 'demo-cluster/cluster']],
    ]);
    expect(ailments[0]!.what).toContain('revision 1 is the last that was deployed');
    repair(ailments[0]!.repair);
    const repaired = await project.run('deploy', 'dev', '--auto-approve', '--parallel', '2');
    expect([repaired.status, repaired.err]).toEqual([0, expect.not.stringContaining('failed')]);
    expect(JSON.stringify(await get(plane, 'ConfigMap', 'cluster', 'demo-cluster'))).toContain('size');
  });

  it('finds the lock of a state that a killed run left, a webhook that blocks, and a namespace that does not go', async () => {
    const leases = '/apis/coordination.k8s.io/v1/namespaces/terraform-state/leases';
    const { items } = await plane.api.send<{ items: readonly Lease[] }>('GET', leases);
    const lease = items.find(({ metadata }) => metadata.name.includes('lab-dev-storage'))!;
    const info = { ID: '7b1fbd5e-8f0f-4d25-9c87-9c6c1a6b7c11', Operation: 'OperationTypeApply', Who: 'ci@runner-7' };
    const created = { Version: '1.11.4', Created: '2026-11-28T22:10:00Z', Info: '', Path: '' };
    await plane.api.send('PATCH', `${leases}/${lease.metadata.name}`, {
      body: {
        metadata: { annotations: { 'app.terraform.io/lock-info': JSON.stringify({ ...info, ...created }) } },
        spec: { holderIdentity: info.ID },
      },
      type: 'application/merge-patch+json',
    });
    await plane.api.send('POST', '/api/v1/namespaces/demo-network/configmaps', {
      body: { metadata: { name: 'held', finalizers: ['example.com/clean'] } },
      type: 'application/json',
    });
    await applyStrict(plane, [WEBHOOK]);
    await plane.api.send('DELETE', '/api/v1/namespaces/demo-network');
    await eventually('the namespace says what is left', async () => {
      const namespace = await get(plane, 'Namespace', 'demo-network');
      return JSON.stringify(namespace).includes('example.com/clean in 1 resource') || undefined;
    });

    const { status, ailments } = await doctor();
    const of = (kind: string): Ailment => ailments.find((each) => each.kind === kind)!;
    expect(status).toBe(1);
    expect(of('state-lock')).toMatchObject({
      subject: 'lab-dev-storage',
      what: expect.stringContaining('ci@runner-7'),
    });
    expect(of('webhook').what).toContain('it blocks widgets.example.com: the service demo-storage/nobody is not there');
    expect(of('namespace').what).toContain('configmaps/held waits for example.com/clean');
    for (const each of ailments) repair(each.repair);
    await eventually('the namespace is gone', async () =>
      (await get(plane, 'Namespace', 'demo-network')) === undefined ? true : undefined,
    );
    expect((await doctor()).ailments).toEqual([]);
  });

  it('finds a context that points to another cluster, and looks no further', async () => {
    const lock = project.lock();
    writeFileSync('stages/dev.lock.json', JSON.stringify({ ...lock, cluster: { ...lock.cluster, uid: 'another' } }));
    const ran = await project.run('doctor', 'dev');
    expect([ran.status, ran.out]).toEqual([1, expect.stringMatching(/^cluster +dev .*another cluster/m)]);
  });
});

/** An admission webhook of a service that is gone. */
const WEBHOOK = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'widgets' },
  webhooks: [
    {
      name: 'widgets.example.com',
      ...{ failurePolicy: 'Fail', sideEffects: 'None', admissionReviewVersions: ['v1'] },
      clientConfig: { service: { namespace: 'demo-storage', name: 'nobody', path: '/', port: 443 } },
      rules: [
        { apiGroups: ['example.com'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['widgets'], scope: '*' },
      ],
    },
  ],
};

interface Secret {
  readonly type: string;
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly data: Readonly<Record<string, string>>;
}

interface Lease {
  readonly metadata: { readonly name: string };
}

/** The release in a Secret of Helm (JSON, gzip, base64, and base64 again for the Secret) with other fields. */
function rewritten(data: string, fields: { readonly version: number; readonly info: object }): string {
  const zipped = Buffer.from(Buffer.from(data, 'base64').toString(), 'base64');
  const release = JSON.parse(gunzipSync(zipped).toString()) as { readonly info: object };
  const text = JSON.stringify({ ...release, ...fields, info: { ...release.info, ...fields.info } });
  return Buffer.from(gzipSync(text).toString('base64')).toString('base64');
}
