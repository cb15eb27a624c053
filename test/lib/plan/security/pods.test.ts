import { securityChanges } from '../../../../lib/plan/security';
import { deployment, object, said } from './objects';

const secured = (securityContext: object): ReturnType<typeof deployment> => deployment({ securityContext });
const plain = deployment();
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

function broadened(after: ReturnType<typeof deployment>, before = plain): readonly string[] {
  const back = said(securityChanges(after, before));
  expect(back.length).toBe(said(securityChanges(before, after)).length);
  return said(securityChanges(before, after)).filter((text) => text.startsWith('broadened'));
}

describe('pods', () => {
  it.each([
    ['privileged', secured({ privileged: true }), 'privileged, with all rights of the node: container app'],
    ['hostNetwork', deployment({}, { hostNetwork: true }), 'network of the node (hostNetwork): all containers'],
    ['hostPID', deployment({}, { hostPID: true }), 'processes of the node (hostPID): all containers'],
    ['hostIPC', deployment({}, { hostIPC: true }), 'shared memory of the node (hostIPC): all containers'],
    [
      'hostPort',
      deployment({ ports: [{ containerPort: 80, hostPort: 80 }] }),
      'port of the node (hostPort): container app: TCP 80',
    ],
    ['capabilities', secured({ capabilities: { add: ['CAP_NET_ADMIN'] } }), 'capabilities: container app: NET_ADMIN'],
    ['root', secured({ runAsUser: 0 }), 'runs as root: container app'],
    [
      'seccomp',
      secured({ seccompProfile: { type: 'Unconfined' } }),
      'any system call (seccomp Unconfined): container app',
    ],
    ['AppArmor', secured({ appArmorProfile: { type: 'Unconfined' } }), 'AppArmor Unconfined: container app'],
    [
      'AppArmor by annotation',
      deployment({}, {}, { annotations: { [`${APPARMOR}app`]: 'unconfined' } }),
      'AppArmor Unconfined: container app',
    ],
    ['procMount', secured({ procMount: 'Unmasked' }), 'unmasked /proc: container app'],
    [
      'sysctls',
      deployment({}, { securityContext: { sysctls: [{ name: 'kernel.shm_rmid_forced', value: '0' }] } }),
      'kernel parameter (sysctl): kernel.shm_rmid_forced=0',
    ],
    [
      'projected tokens',
      deployment(
        {},
        {
          volumes: [{ name: 't', projected: { sources: [{ serviceAccountToken: { path: 't', audience: 'vault' } }] } }],
        },
      ),
      'token of the service account: for vault, valid for 3600 s',
    ],
    ['Secrets', deployment({ envFrom: [{ secretRef: { name: 'db' } }] }), 'reads a Secret: Secret db'],
  ])('are broadened by %s', (_name, after, text) => {
    expect(broadened(after)).toEqual([`broadened ${text}`]);
  });

  it.each([
    ['allowPrivilegeEscalation', { allowPrivilegeEscalation: false }, 'processes may gain privileges'],
    ['runAsNonRoot', { runAsNonRoot: true }, 'may run as root'],
    ['seccompProfile', { seccompProfile: { type: 'RuntimeDefault' } }, 'no seccomp profile'],
    ['dropped capabilities', { capabilities: { drop: ['ALL'] } }, 'capabilities'],
  ])('are broadened when %s goes', (_name, before, words) => {
    const changes = broadened(plain, secured(before));
    expect(changes).toHaveLength(1);
    expect(changes[0]).toContain(words);
  });

  it('are broadened when the token is mounted again', () => {
    const [text] = broadened(plain, deployment({}, { automountServiceAccountToken: false }));
    expect(text).toContain('token of the service account is mounted');
  });

  it('write to the node unless every mount is read-only', () => {
    const volumes = [{ name: 'host', hostPath: { path: '/data' } }];
    const mounted = (readOnly: boolean): ReturnType<typeof deployment> =>
      deployment({ volumeMounts: [{ name: 'host', mountPath: '/data', readOnly }] }, { volumes });
    expect(broadened(mounted(true))).toEqual(['broadened files of the node (hostPath): read /data']);
    expect(broadened(mounted(false), mounted(true))).toEqual(['broadened files of the node (hostPath): write /data']);
  });

  const read = (path: string): ReturnType<typeof deployment> =>
    deployment(
      { volumeMounts: [{ name: 'host', mountPath: '/data', readOnly: true }] },
      { volumes: [{ name: 'host', hostPath: { path } }] },
    );

  it.each([
    ['//', '/'],
    ['/./etc/', '/etc'],
    ['/opt/../etc/kubernetes', '/etc/kubernetes'],
    ['/var', '/var'],
    ['/var/lib', '/var/lib'],
    ['/var/lib/etcd/member', '/var/lib/etcd/member'],
    ['/var/lib/kubelet/pods', '/var/lib/kubelet/pods'],
    ['/var/lib/rancher', '/var/lib/rancher'],
    ['/var/log', '/var/log'],
    ['/var/run/', '/var/run'],
    ['/var/run/containerd', '/var/run/containerd'],
    ['/run', '/run'],
    ['/run/containerd', '/run/containerd'],
    ['/srv/agent.sock', '/srv/agent.sock'],
    ['/dev', '/dev'],
    ['/home', '/home'],
    ['/proc/1', '/proc/1'],
    ['/sys', '/sys'],
    ['/root/.kube', '/root/.kube'],
  ])('may read what gives the node away: %s', (path, plain) => {
    expect(securityChanges(undefined, read(path))).toMatchObject([{ detail: `read ${plain}`, severity: 'high' }]);
  });

  it.each(['/data', '/etcetera', '/opt/etc', '/var/lib/models', '/var/logs', '/run/xtables.lock', 'C:\\data'])(
    'may read what does not: %s',
    (path) => {
      expect(securityChanges(undefined, read(path))).toMatchObject([{ detail: `read ${path}`, severity: 'medium' }]);
    },
  );

  it('reads the same by another word for a path', () => {
    expect(securityChanges(read('/etc'), read('//etc/./'))).toEqual([]);
  });

  it('take what the pod says where a container says nothing', () => {
    const pod = deployment({}, { securityContext: { runAsNonRoot: true } });
    expect(securityChanges(pod, secured({ runAsNonRoot: true }))).toEqual([]);
  });

  it('have the same capabilities by other words', () => {
    const all = secured({ capabilities: { drop: ['ALL'], add: ['NET_RAW'] } });
    expect(securityChanges(all, secured({ capabilities: { add: ['CAP_NET_RAW'], drop: ['all'] } }))).toEqual([]);
  });

  it('are no news for what all pods may do', () => {
    expect(securityChanges(undefined, plain)).toEqual([]);
    expect(securityChanges(undefined, secured({ privileged: true }))).toHaveLength(1);
  });

  it('of each kind are found', () => {
    const spec = { containers: [{ name: 'app', image: 'a:1' }], hostNetwork: true };
    const template = { template: { spec } };
    const kinds = [
      object('v1', 'Pod', 'a/x', { spec }),
      ...['StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => object('apps/v1', kind, 'a/x', { spec: template })),
      object('batch/v1', 'Job', 'a/x', { spec: template }),
      object('batch/v1', 'CronJob', 'a/x', { spec: { jobTemplate: { spec: template } } }),
    ];
    for (const each of kinds) expect(said(securityChanges(undefined, each))).toHaveLength(1);
  });

  it('are changed by another account', () => {
    expect(said(securityChanges(plain, deployment({}, { serviceAccountName: 'admin' })))).toEqual([
      'changed service account of the pods: default → admin',
    ]);
  });
});

describe('images', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  it.each([
    ['app:1', 'app:2', ['changed version of the image']],
    ['a.example/app:1', 'b.example/app:1', ['changed registry of the image']],
    ['app:1', 'docker.io/library/app:1', []],
    ['app:1', 'other/app:1', ['changed repository of the image']],
    [`app:1@${digest}`, 'app:1', ['broadened image not pinned by digest']],
    ['app:1', `app:1@${digest}`, ['narrowed image not pinned by digest']],
    ['app:1', 'app', ['broadened image without a fixed version (latest)', 'changed version of the image']],
    [
      'localhost:5000/app:1',
      'localhost:5000/app:latest',
      ['broadened image without a fixed version (latest)', 'changed version of the image'],
    ],
  ])('from %s to %s', (before, after, expected) => {
    const changes = securityChanges(deployment({ image: before }), deployment({ image: after }));
    expect(changes.map(({ direction, what }) => `${direction} ${what}`)).toEqual(expected);
  });

  it.each([
    ['a container', deployment({ image: 'app:2', securityContext: { privileged: true } })],
    ['the pod', deployment({ image: 'app:2' }, { hostNetwork: true })],
    ['the annotations', deployment({ image: 'app:2' }, {}, { annotations: { [`${APPARMOR}app`]: 'unconfined' } })],
    ['another container', deployment({ image: 'app:2' }, { initContainers: [{ name: 'init', image: 'init' }] })],
  ])('do not hide what else changes in %s', (_, after) => {
    const directions = securityChanges(deployment({ image: 'app:1' }), after).map(({ direction }) => direction);
    expect(directions).toContain('changed');
    expect(directions).toContain('broadened');
  });
});

describe('Pod Security', () => {
  const namespace = (labels: object): ReturnType<typeof object> => object('v1', 'Namespace', 'team-a', {}, { labels });
  const level = (mode: string, value: string): object => ({ [`pod-security.kubernetes.io/${mode}`]: value });

  it.each([
    ['restricted', 'baseline', 1],
    ['restricted', 'privileged', 2],
    ['baseline', 'privileged', 1],
  ])('is broadened from %s to %s', (before, after, count) => {
    const changes = securityChanges(namespace(level('enforce', before)), namespace(level('enforce', after)));
    expect(changes.map(({ direction }) => direction)).toEqual(Array.from({ length: count }, () => 'broadened'));
  });

  it('is broadened when the label goes, and so is a namespace without it', () => {
    expect(securityChanges(namespace(level('enforce', 'restricted')), namespace({}))[0]).toMatchObject({
      direction: 'broadened',
      severity: 'high',
    });
    expect(securityChanges(undefined, namespace({}))[0]).toMatchObject({ direction: 'broadened', severity: 'high' });
    expect(securityChanges(undefined, namespace(level('enforce', 'restricted')))).toEqual([]);
  });

  it.each(['audit', 'warn'])('matters less for %s', (mode) => {
    const [change] = securityChanges(namespace(level(mode, 'baseline')), namespace(level(mode, 'privileged')));
    expect(change).toMatchObject({ direction: 'broadened', severity: 'low' });
  });

  it('has versions', () => {
    const change = securityChanges(
      namespace(level('enforce-version', 'latest')),
      namespace(level('enforce-version', 'v1.30')),
    );
    expect(said(change)).toEqual(['changed version of the Pod Security Standards (enforce): latest → v1.30']);
  });
});
