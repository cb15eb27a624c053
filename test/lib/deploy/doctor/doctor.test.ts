import { releaseAilments, revisionsIn, type HelmRevision } from '../../../../lib/deploy/doctor/helm-releases';
import { heldIn, namespaceAilments, terminatingIn } from '../../../../lib/deploy/doctor/namespaces';
import { shell } from '../../../../lib/deploy/doctor/ailment';
import { stateLockAilment, stateLockIn } from '../../../../lib/deploy/doctor/state-lock';
import { webhookAilments } from '../../../../lib/deploy/doctor/webhooks';

const KUBECTL = ['kubectl', '--kubeconfig', 'kube config', '--context', 'dev'];
const PREFIX = "kubectl --kubeconfig 'kube config' --context dev";

describe('a command for people', () => {
  it('quotes what a shell would read otherwise', () => {
    expect(shell('a', '{"b":1}', "c'd", '')).toBe(`a '{"b":1}' 'c'\\''d' ''`);
  });
});

describe('Helm releases', () => {
  const revision = (number: number, status: string, name = 'app'): HelmRevision => {
    return { namespace: 'apps', name, revision: number, status };
  };
  const ailments = (...revisions: readonly HelmRevision[]) =>
    releaseAilments('dev', [{ namespace: 'apps', release: 'app' }], revisions, KUBECTL);

  it('are read from what kubectl prints of labels', () => {
    const text =
      'apps   sh.helm.release.v1.app.v1    helm.sh/release.v1   1   5d   app   1    superseded\n' +
      'apps   sh.helm.release.v1.app.v10   helm.sh/release.v1   1   2m   app   10   pending-upgrade\n\nNo resources\n';
    expect(revisionsIn(text)).toEqual([revision(1, 'superseded'), revision(10, 'pending-upgrade')]);
  });

  it.each(['pending-install', 'pending-upgrade', 'pending-rollback'])('forget a revision that is %s', (status) => {
    const [found] = ailments(revision(9, 'deployed'), revision(10, status));
    expect(found).toMatchObject({ kind: 'helm-release', subject: 'apps/app' });
    expect(found?.what).toContain('revision 9 is the last that was deployed');
    expect(found?.repair).toBe(`${PREFIX} --namespace apps delete secret sh.helm.release.v1.app.v10`);
  });

  it('forget a first install that failed, and try a failed upgrade again', () => {
    expect(ailments(revision(1, 'failed'))[0]).toMatchObject({
      what: expect.stringContaining('it was never installed before') as string,
      repair: `${PREFIX} --namespace apps delete secret sh.helm.release.v1.app.v1`,
    });
    expect(ailments(revision(1, 'deployed'), revision(2, 'failed'))[0]?.repair).toBe('datahall deploy dev');
    expect(ailments(revision(1, 'uninstalling'))[0]?.repair).toBe(
      "helm uninstall app --namespace apps --kubeconfig 'kube config' --kube-context dev",
    );
  });

  it('are healthy when the newest revision is deployed, and only those of the stage count', () => {
    expect(ailments(revision(1, 'failed'), revision(2, 'deployed'))).toEqual([]);
    expect(ailments(revision(1, 'pending-install', 'other'))).toEqual([]);
  });
});

describe('a namespace that does not go', () => {
  const namespace = (message: string) => ({
    metadata: { name: 'old', deletionTimestamp: '2026-11-29T10:00:00Z' },
    status: {
      conditions: [
        { type: 'NamespaceContentRemaining', status: 'True', message },
        { type: 'NamespaceFinalizersRemaining', status: 'True', message: 'example.com/clean in 1 resource instances' },
      ],
    },
  });
  const content =
    'Some resources are remaining: configmaps. has 1 resource instances, volumes.example.com has 2 resource instances';

  it('says which kinds are left', () => {
    expect(terminatingIn([namespace(content), { metadata: { name: 'alive' } }])).toEqual([
      {
        name: 'old',
        since: '2026-11-29T10:00:00Z',
        left: ['configmaps', 'volumes.example.com'],
        finalizers: 'example.com/clean in 1 resource instances',
      },
    ]);
  });

  it('is held by objects that are deleted and have finalizers', () => {
    const metadata = { name: 'a', finalizers: ['example.com/clean'] };
    const objects = [{ metadata }, { metadata: { ...metadata, deletionTimestamp: 'x' } }, { metadata: { name: 'b' } }];
    const held = heldIn('configmaps', objects);
    expect(held).toEqual([{ resource: 'configmaps', name: 'a', finalizers: ['example.com/clean'] }]);
    const [found] = namespaceAilments(terminatingIn([namespace(content)])[0]!, held, KUBECTL);
    expect(found?.what).toContain('configmaps/a waits for example.com/clean');
    expect(found?.repair).toBe(
      `${PREFIX} --namespace old patch configmaps a --type merge --patch '{"metadata":{"finalizers":null}}'`,
    );
  });

  it('is to be looked at where nothing is known to hold it', () => {
    const [found] = namespaceAilments(terminatingIn([namespace('')])[0]!, [], KUBECTL);
    expect(found?.repair).toBe(`${PREFIX} describe namespace old`);
  });
});

describe('a webhook', () => {
  const configuration = (failurePolicy: string) => ({
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'hooks' },
    webhooks: [
      {
        name: 'pods.example.com',
        failurePolicy,
        clientConfig: { service: { namespace: 'ops', name: 'hook' } },
        rules: [
          { apiGroups: [''], resources: ['pods'] },
          { apiGroups: ['example.com'], resources: ['widgets'] },
        ],
      },
    ],
  });
  const service = { metadata: { namespace: 'ops', name: 'hook' }, spec: { selector: { app: 'hook', tier: 'a' } } };
  const slice = (ready: boolean) => ({
    metadata: { namespace: 'ops', labels: { 'kubernetes.io/service-name': 'hook' } },
    endpoints: [{ conditions: { ready } }],
  });
  const found = (policy: string, services: readonly (typeof service)[], slices: readonly ReturnType<typeof slice>[]) =>
    webhookAilments({ configurations: [configuration(policy)], services, slices }, KUBECTL);

  it('blocks what it watches when nobody answers', () => {
    expect(found('Fail', [service], [slice(false)])).toEqual([
      {
        kind: 'webhook',
        subject: 'hooks/pods.example.com',
        what: 'it blocks pods, widgets.example.com: the service ops/hook has no pod that is ready',
        repair: `${PREFIX} --namespace ops describe pods --selector app=hook,tier=a`,
      },
    ]);
    expect(found('Fail', [], [])[0]?.repair).toBe(`${PREFIX} delete mutatingwebhookconfiguration hooks`);
  });

  it('blocks nothing when somebody answers, or when nobody has to', () => {
    expect(found('Fail', [service], [slice(true)])).toEqual([]);
    expect(found('Ignore', [service], [])).toEqual([]);
  });
});

describe('the lock of a state', () => {
  it('is read from what Terraform says', () => {
    const text =
      'Error: Error acquiring the state lock\n\nError message: the state is already locked by another terraform client\nLock Info:\n' +
      '  ID:        7b1fbd5e\n  Path:      a\n  Operation: OperationTypeApply\n  Who:       ci@runner-7\n  Version:   1.11.4\n' +
      '  Created:   2026-11-28 22:10:00 +0000 UTC\n  Info:      \n';
    const lock = stateLockIn(text);
    expect(lock).toEqual({ id: '7b1fbd5e', who: 'ci@runner-7', created: '2026-11-28 22:10:00 +0000 UTC' });
    expect(stateLockAilment('lab-dev-base', 'cdktf.out/stacks/lab-dev-base', lock!, 'tofu')).toMatchObject({
      what: expect.stringContaining('locked by ci@runner-7 since 2026-11-28') as string,
      repair: 'tofu -chdir=cdktf.out/stacks/lab-dev-base force-unlock -force 7b1fbd5e',
    });
    expect(stateLockIn('Error: no configuration files')).toBeUndefined();
  });
});
