import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyCrds, applyStrict, get } from '../support/real/apply';
import type { KubernetesObject } from '../support/real/api';
import { CONTROL_PLANE, found } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { eventually } from '../support/real/eventually';
import { Leash } from '../support/real/leash';
import { requiredProviders, terraformEnvironment } from '../support/real/providers';
import { droppedFields } from '../support/real/sent-fields';
import { writeSmallChart, writeSmallChartArchive } from '../support/real/small-chart';
import { TerraformRun, effects } from '../support/real/terraform';

const namespace: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'harness' } };
const configMap = (fields: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'harness' },
  ...fields,
});
const temporary = (): string => mkdtempSync(join(tmpdir(), 'datahall-harness-'));

describe('droppedFields', () => {
  test.each<[string, object, object]>([
    ['the server added a field', { a: 1 }, { a: 1, b: 2 }],
    [
      'a quantity is written in another way',
      { cpu: '1000m', memory: 1024, disk: '1.5Gi' },
      { cpu: '1', memory: '1Ki', disk: '1536Mi' },
    ],
    ['a zero value is left out', { labels: {}, paused: false, list: [{ a: '' }], nothing: null }, { list: [{}] }],
    ['the server added an element', { list: [{ a: 1 }, { a: 2 }] }, { list: [{ a: 0 }, { a: 1 }, { a: 2, b: 3 }] }],
    ['a secret was sent as text', { kind: 'Secret', stringData: { a: 'x' } }, { kind: 'Secret', data: { a: 'eA==' } }],
  ])('finds none when %s', (_, sent, stored) => {
    expect(droppedFields(sent, stored)).toEqual([]);
  });

  test.each<[string, object, object, string[]]>([
    ['is gone', { spec: { a: 1, b: { c: 2 } } }, { spec: { a: 1 } }, ['.spec.b']],
    [
      'has another value',
      { spec: { a: 'x', size: '1Gi' } },
      { spec: { a: 'y', size: '1G' } },
      ['.spec.a', '.spec.size'],
    ],
    ['is gone from a list', { list: [{ a: 1 }, { a: 2, b: 3 }] }, { list: [{ a: 1 }, { a: 2 }] }, ['.list[1].b']],
    ['is an element that is gone', { list: [1, 2] }, { list: [1] }, ['.list[1]']],
    ['changed places', { list: [1, 2] }, { list: [0, 2, 1] }, ['.list[1]']],
  ])('names a field that %s', (_, sent, stored, dropped) => {
    expect(droppedFields(sent, stored)).toEqual(dropped);
  });
});

describe('a leash', () => {
  const isAlive = (id: number): boolean => {
    try {
      // The signal 0 only asks; a zombie answers too, until its parent has reaped it.
      return process.kill(id, 0) && !readFileSync(`/proc/${id}/stat`, 'utf8').includes(') Z ');
    } catch {
      return false;
    }
  };

  test('tells why a program ended, and removes its folder', async () => {
    const leash = new Leash('harness');
    leash.start('sh', ['-c', 'echo broken; exit 3']);
    const dies = eventually('it ends', () => Promise.resolve(undefined), { check: () => leash.check() });
    await expect(dies).rejects.toThrow('sh ended with 3:\nbroken');
    await leash.stop();
    expect(existsSync(leash.folder)).toBe(false);
  });

  test('ends its programs when the process that holds it is killed', async () => {
    const code = `const { Leash } = require(${JSON.stringify(require.resolve('../support/real/leash'))});
      const leash = new Leash('harness');
      console.log(leash.folder, leash.start('sleep', ['60']));
      process.kill(process.pid, 'SIGKILL');`;
    const { stdout, signal } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '-e', code], { encoding: 'utf8' });
    expect(signal).toBe('SIGKILL');
    const [folder, id] = stdout.trim().split(' ') as [string, string];
    await eventually('all is gone', () => Promise.resolve((!isAlive(Number(id)) && !existsSync(folder)) || undefined));
  });
});

describeReal(['helm'], 'a small chart', () => {
  test.each([
    ['a folder', writeSmallChart],
    ['an archive', writeSmallChartArchive],
  ])('as %s holds its values in a ConfigMap named after the release', (_, write) => {
    const dir = temporary();
    try {
      const chart = write(dir, { name: 'operator', version: 'v1.2.3', appVersion: 'v1.2.3' });
      writeFileSync(join(dir, 'values.json'), JSON.stringify({ text: 'say "{{ no }}"', list: [1, 2000000] }));
      const args = ['template', 'release', chart, '--values', join(dir, 'values.json'), '--version', 'v1.2.3'];
      const text = execFileSync(found('helm'), args, { encoding: 'utf8' });
      expect(text).toContain('name: release\n');
      expect(text).toContain('values.json: "{\\"list\\":[1,2000000],\\"text\\":\\"say \\\\\\"{{ no }}\\\\\\"\\"}"');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describeReal(CONTROL_PLANE, 'a real control plane', () => {
  let plane: ControlPlane;
  beforeAll(async () => (plane = await startControlPlane('harness')));
  afterAll(() => plane.stop());

  describe('given objects', () => {
    beforeAll(() => applyStrict(plane, [configMap({ data: { mode: 'fast' } }), namespace]));

    test('stores what is applied, the namespace first', async () => {
      expect(await get(plane, 'ConfigMap', 'settings', 'harness')).toMatchObject({ data: { mode: 'fast' } });
      expect(await get(plane, 'v1/Namespace', 'harness')).toMatchObject({ status: { phase: 'Active' } });
      expect(await get(plane, 'apps/v1/Deployment', 'none', 'harness')).toBeUndefined();
    });

    test('puts an object without a namespace into that of its release', async () => {
      const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'runner' } };
      await expect(applyStrict(plane, [object])).rejects.toThrow('ServiceAccount runner: has no namespace');
      const [stored] = await applyStrict(plane, [object], { namespace: 'harness' });
      expect(stored!.metadata.namespace).toBe('harness');
    });

    test('refuses unknown fields, all of them at once', async () => {
      const other = { ...configMap({ datum: {} }), metadata: { name: 'other', namespace: 'harness' } };
      const refused = applyStrict(plane, [configMap({ date: {} }), other]);
      await expect(refused).rejects.toThrow(/harness\/other: .*datum.*\n.*harness\/settings: .*date/);
    });

    test('refuses a kind that is not served', async () => {
      const object = { apiVersion: 'v1', kind: 'ConfigMop', metadata: { name: 'settings' } };
      await expect(applyStrict(plane, [object])).rejects.toThrow('ConfigMop settings: no kind ConfigMop in v1');
    });

    test('takes the same object twice, and quantities in any form', async () => {
      const metadata = { name: 'cap', namespace: 'harness' };
      const hard = { cpu: '2000m', memory: 1024 };
      const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec: { hard } };
      const [stored] = await applyStrict(plane, [quota]);
      expect(stored).toMatchObject({ spec: { hard: { cpu: '2', memory: '1024' } } });
      await applyStrict(plane, [quota]);
    });

    test('lets a namespace go, for which the controllers are needed', async () => {
      await applyStrict(plane, [{ ...namespace, metadata: { name: 'short' } }]);
      await plane.api.send('DELETE', '/api/v1/namespaces/short');
      const isGone = async (): Promise<true | undefined> =>
        (await get(plane, 'Namespace', 'short')) === undefined || undefined;
      await eventually('the namespace is gone', isGone);
    });
  });

  describeReal(['data'], 'with the definitions of Kueue', () => {
    const resources = [{ name: 'nvidia.com/gpu', nominalQuota: '8' }];
    const spec = { resourceGroups: [{ coveredResources: ['nvidia.com/gpu'], flavors: [{ name: 'h100', resources }] }] };
    const queue = (fields: object): KubernetesObject => ({
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'ClusterQueue',
      metadata: { name: 'research' },
      ...fields,
    });
    beforeAll(() => applyCrds(plane, ['kueue']));

    test('stores a queue', async () => {
      const [stored] = await applyStrict(plane, [queue({ spec })]);
      expect(stored).toMatchObject({ spec: { ...spec, queueingStrategy: 'BestEffortFIFO' } });
    });

    test('refuses a typing error', async () => {
      const applied = applyStrict(plane, [queue({ spec: { ...spec, queueingStrategi: 'StrictFIFO' } })]);
      await expect(applied).rejects.toThrow(/ClusterQueue research: .*queueingStrategi/);
    });

    test('detects a dropped field: the status is for the controller to write', async () => {
      const applied = applyStrict(plane, [queue({ spec, status: { pendingWorkloads: 5 } })]);
      await expect(applied).rejects.toThrow('ClusterQueue research: the server did not keep .status');
    });
  });

  describeReal(['terraform', 'providers'], 'under terraform', () => {
    let folder: string;
    beforeAll(() => (folder = temporary()));
    afterAll(() => rmSync(folder, { recursive: true }));
    const write = (resource: object): void => {
      const cluster = { config_path: plane.kubeconfig, config_context: plane.context };
      const terraform = { required_providers: requiredProviders(), backend: { local: { path: 'terraform.tfstate' } } };
      const stack = { terraform, provider: { kubernetes: cluster, helm: { kubernetes: cluster } }, resource };
      writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(stack));
    };
    const stored = async (name: string): Promise<unknown> => (await get(plane, 'ConfigMap', name, 'default'))?.['data'];

    test('plans, applies, plans nothing, and destroys', async () => {
      const terraform = new TerraformRun(folder);
      const chart = writeSmallChart(folder, { name: 'small', version: '1.0.0', appVersion: '1.0.0' });
      const release = { name: 'release', namespace: 'default', chart, version: '1.0.0', values: ['{"mode":"fast"}'] };
      const metadata = { name: 'settings', namespace: 'default' };
      write({
        kubernetes_config_map_v1: { settings: { metadata, data: { mode: 'fast' } } },
        helm_release: { small: release },
      });
      await terraform.init();
      await terraform.validate();
      expect(effects(await terraform.plan()).map(({ change }) => change.actions)).toEqual([['create'], ['create']]);
      await terraform.apply();
      expect(await stored('settings')).toEqual({ mode: 'fast' });
      expect(await stored('release')).toEqual({ 'values.json': '{"mode":"fast"}' });
      expect(effects(await terraform.plan())).toEqual([]);
      await terraform.destroy();
      expect(await stored('settings')).toBeUndefined();
      expect(await stored('release')).toBeUndefined();
    });

    test('says what is wrong', async () => {
      write({ kubernetes_config_map_v1: { settings: { metadatum: {} } } });
      await expect(new TerraformRun(folder).validate()).rejects.toThrow(/terraform validate in .*metadat/s);
    });
  });
});

describe('the environment of terraform', () => {
  test('holds nothing that moves a provider to another cluster', () => {
    const foreign = ['KUBE_HOST', 'KUBECONFIG', 'HELM_NAMESPACE', 'TF_VAR_a', 'TF_CLI_ARGS'];
    for (const name of foreign) process.env[name] = 'x';
    const names = Object.keys(terraformEnvironment());
    for (const name of foreign) delete process.env[name];
    expect(names).toEqual(expect.arrayContaining(['PATH', 'TF_IN_AUTOMATION', 'CHECKPOINT_DISABLE']));
    expect(names.filter((name) => foreign.includes(name))).toEqual([]);
  });
});
