import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomResources, Foundation } from 'datahall';
import { reportOf } from '../../lib/cli/report';
import { toMarkdown } from '../../lib/plan/markdown/markdown';
import type { Report } from '../../lib/plan/report';
import { applyStrict } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import type { ControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { requiredProviders } from '../support/real/providers';
import { writeSmallChart } from '../support/real/small-chart';
import { flavor, StageLab } from '../support/real/stage-lab';
import { TerraformRun } from '../support/real/terraform';

const SECRET = 'canary-7f "3<x>';

describeReal([...CONTROL_PLANE, 'terraform', 'providers', 'data'], 'a report of real plans', () => {
  let lab: StageLab;
  let plane: ControlPlane;
  let folder: string;

  beforeAll(async () => {
    lab = await StageLab.start('report');
    ({ plane, folder } = lab);
  });
  afterAll(() => lab.stop());

  /** Plans, and reports it; what was planned stays in `<name>.json`. */
  async function report(
    terraform: TerraformRun,
    name: string,
    options: { readonly assembly?: string; readonly previous?: string; readonly args?: readonly string[] } = {},
  ): Promise<Report> {
    const { args = [], ...folders } = options;
    const plan = join(folder, `${name}.json`);
    writeFileSync(plan, await terraform.planText(...args));
    const made = reportOf({ plan: [plan], ...folders });
    if (process.env['KEEP_REPORTS'] !== undefined) {
      writeFileSync(join(process.env['KEEP_REPORTS'], `${name}.plan.json`), readFileSync(plan));
      writeFileSync(join(process.env['KEEP_REPORTS'], `${name}.md`), toMarkdown(made));
      writeFileSync(join(process.env['KEEP_REPORTS'], `${name}.json`), JSON.stringify(made, null, 2));
    }
    return made;
  }

  const actions = (made: Report): Record<string, string> =>
    Object.fromEntries(made.changes.map(({ address, action }) => [address, action]));

  describe('of a program that is not ours', () => {
    let terraform: TerraformRun;

    const write = (body: string): void => {
      const cluster = { config_path: plane.kubeconfig, config_context: plane.context };
      const settings = {
        terraform: { required_providers: requiredProviders(), backend: { local: { path: 'terraform.tfstate' } } },
        provider: { kubernetes: cluster, helm: { kubernetes: cluster } },
      };
      writeFileSync(join(terraform.folder, 'settings.tf.json'), JSON.stringify(settings));
      writeFileSync(join(terraform.folder, 'main.tf'), body);
    };
    const configMap = (name: string, data: string): string =>
      `resource "kubernetes_config_map_v1" "${name}" {
         metadata {
           name      = "${name}"
           namespace = "default"
         }
         data = { mode = "${data}" }
       }\n`;
    const release = (namespace: string, replicas: number, extra = ''): string =>
      `variable "password" {
         sensitive = true
         default   = ${JSON.stringify(SECRET)}
       }
       resource "helm_release" "app" {
         name      = "app"
         namespace = "${namespace}"
         chart     = "./small"
         version   = "1.0.0"
         values = [
           <<-EOT
           replicas: ${replicas}
           ports:
             - name: http
               port: 80
           ${extra}
           EOT
         ]
         set_sensitive = [{ name = "password", value = var.password }]
       }
       resource "kubernetes_secret_v1" "token" {
         metadata { name = "token" }
         data = { token = var.password }
       }
       resource "terraform_data" "copy" { input = sensitive(base64encode(var.password)) }\n`;

    beforeAll(async () => {
      mkdirSync(join(folder, 'foreign'));
      terraform = new TerraformRun(join(folder, 'foreign'));
      writeSmallChart(terraform.folder, { name: 'small', version: '1.0.0', appVersion: '1.0.0' });
      write(
        ['old', 'same', 'gone', 'left', 'drifts'].map((name) => configMap(name, 'a')).join('') +
          release('default', 1) +
          'resource "terraform_data" "again" { triggers_replace = [1] }\n',
      );
      await terraform.init();
    });

    test('creates', async () => {
      const made = await report(terraform, 'create');
      expect(made.verdict).toBe('change');
      expect(new Set(Object.values(actions(made)))).toEqual(new Set(['create']));
      expect(made.plans[0]).toMatchObject({ gaps: [], resources: { create: 9 }, drift: 0 });
      expect(made.changes.find(({ type }) => type === 'kubernetes_secret_v1')?.object).toMatchObject({
        kind: 'Secret',
        name: 'token',
      });
      await terraform.apply();
      expect((await report(terraform, 'none')).verdict).toBe('none');
    });

    test('updates, replaces, deletes, forgets, moves and imports, each told apart, with drift apart', async () => {
      const metadata = { name: 'drifts', namespace: 'default' };
      const map = { apiVersion: 'v1', kind: 'ConfigMap' };
      await applyStrict(plane, [
        { ...map, metadata, data: { mode: 'by hand' } },
        { ...map, metadata: { name: 'found', namespace: 'default' }, data: { mode: 'a' } },
      ]);
      write(
        `${configMap('new', 'a').replace('name      = "new"', 'name      = "old"')}
         moved {
           from = kubernetes_config_map_v1.old
           to   = kubernetes_config_map_v1.new
         }
         removed {
           from = kubernetes_config_map_v1.left
           lifecycle { destroy = false }
         }
         import {
           to = kubernetes_config_map_v1.found
           id = "default/found"
         }
         ${configMap('found', 'a')}${configMap('drifts', 'a')}${configMap('same', 'b')}${release('kube-public', 2)}
         resource "terraform_data" "again" { triggers_replace = [2] }\n`,
      );
      const made = await report(terraform, 'mixed');
      expect(actions(made)).toEqual({
        'helm_release.app': 'replace',
        'kubernetes_config_map_v1.drifts': 'update',
        'kubernetes_config_map_v1.found': 'import',
        'kubernetes_config_map_v1.gone': 'delete',
        'kubernetes_config_map_v1.left': 'forget',
        'kubernetes_config_map_v1.new': 'move',
        'kubernetes_config_map_v1.same': 'update',
        'terraform_data.again': 'replace',
      });
      expect(made.drift.map(({ address }) => address)).toEqual(['kubernetes_config_map_v1.drifts']);
      expect(made.approvals.map(({ address, risk, because }) => [address, risk, because])).toEqual([
        ['helm_release.app', 'outage', ['namespace']],
        ['kubernetes_config_map_v1.gone', 'unknown-data', undefined],
        ['kubernetes_config_map_v1.left', 'unknown-data', undefined],
      ]);
      const app = made.changes.find(({ type }) => type === 'helm_release');
      expect(app?.fields.map(({ path, before, after }) => [path, before, after])).toEqual(
        expect.arrayContaining([
          ['namespace', '"default"', '"kube-public"'],
          ['values.replicas', '1', '2'],
        ]),
      );
      expect(app?.fields.filter(({ path }) => /metadata|manifest|ports/.test(path))).toEqual([]);
    });

    test('is partial with -target, and when a plan failed', async () => {
      write('resource "terraform_data" "a" { input = 1 }\nresource "terraform_data" "b" { input = 1 }');
      const target = await report(terraform, 'target', { args: ['-target=terraform_data.b'] });
      expect([target.verdict, target.plans[0]?.gaps.length]).toEqual(['incomplete', 1]);
      expect(toMarkdown(target)).toContain('### 🛑 Partial plan');
      const lifecycle =
        'lifecycle {\nprecondition {\ncondition = terraform_data.again.triggers_replace[0] == 2\nerror_message = "no"\n}\n}';
      const again = 'resource "terraform_data" "again" { triggers_replace = [1] }';
      write(`${again}\nresource "terraform_data" "b" {\n${lifecycle}\n}`);
      const failed = await report(terraform, 'failed');
      expect([failed.verdict, failed.plans[0]?.gaps[0]]).toEqual(['incomplete', 'Terraform failed while it planned']);
    });

    test('never holds a secret, in no form', () => {
      for (const name of ['create', 'none', 'mixed', 'target', 'failed']) {
        const made = reportOf({ plan: [join(folder, `${name}.json`)] });
        for (const text of [JSON.stringify(made), toMarkdown(made)]) {
          expect(text).not.toContain('canary');
          expect(text).not.toContain(Buffer.from(SECRET).toString('base64').slice(0, -4));
        }
      }
    });
  });

  describe('of a stage', () => {
    /** Synthesizes a stage with flavors of GPUs. */
    const synthesize = (name: string, flavors: Readonly<Record<string, string>>): string =>
      lab.synthesize(name, (stage) => {
        const namespace = Foundation.of(stage.cluster).namespace('queues');
        const objects = Object.entries(flavors).map(([each, gpu]) => flavor(each, gpu));
        new CustomResources(stage.cluster, 'flavors', { release: 'flavors', namespace }).add(...objects);
      });

    test('finds the object that is deleted by an update, at its construct', async () => {
      const before = synthesize('before', { h100: 'h100', a100: 'a100' });
      for (const id of lab.stacksIn(before)) {
        const terraform = new TerraformRun(join(before, 'stacks', id));
        await terraform.init();
        const created = await report(terraform, id, { assembly: before });
        expect(created).toMatchObject({ drift: [], approvals: [] });
        expect(created.changes.filter(({ path, address }) => path === address)).toEqual([]);
        expect(created.security.filter(({ what }) => what === 'cannot be read')).toEqual([]);
        await terraform.apply();
      }
      const after = synthesize('after', { h100: 'h100-sxm', b200: 'b200' });
      const terraform = new TerraformRun(join(after, 'stacks', 'lab-dev-cluster'));
      await terraform.init();
      const made = await report(terraform, 'lab-dev-cluster', { assembly: after, previous: before });
      expect(made.plans[0]).toMatchObject({
        stack: 'lab-dev-cluster',
        stage: 'dev',
        resources: { update: 1 },
        objects: { create: 1, update: 1, delete: 1 },
      });
      expect(made.verdict).toBe('approval');
      expect(made.approvals).toEqual([
        expect.objectContaining({
          path: 'cluster/flavors',
          risk: 'object',
          object: { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ResourceFlavor', name: 'a100' },
        }),
      ]);
      const [flavors] = made.changes;
      expect(flavors?.fields).toEqual([]);
      expect(flavors?.objects.find(({ name }) => name === 'h100')?.fields).toEqual([
        { path: 'spec.nodeLabels.gpu', change: 'changed', before: '"h100"', after: '"h100-sxm"' },
      ]);
    });
  });
});
