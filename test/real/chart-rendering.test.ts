import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderReleases, type ChartOptions } from '../../lib/cli/charts/render-releases';
import { RENDER_LIMITS, type RenderLimits } from '../../lib/cli/charts/helm-template';
import { reviewOfFolders } from '../../lib/cli/diff';
import { main } from '../../lib/cli/main';
import { buildReport } from '../../lib/plan/build-report';
import type { JsonObject } from '../../lib/plan/json';
import { readPlan } from '../../lib/plan/read-plan';
import type { Report } from '../../lib/plan/report';
import { writeAssembly } from '../support/assemblies';
import { bytes, change, plan, type ChangeParts } from '../support/plans';
import { found } from '../support/real/binaries';
import { writeArchive } from '../support/real/chart-archive';
import { describeReal } from '../support/real/describe-real';
import { schemaErrors } from '../support/report-schema';

const ROLE = (resources: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: {{ .Release.Name }}-operator, labels: {helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}}}
rules: [{apiGroups: [''], resources: [${resources}], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: {{ .Release.Name }}-operator}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{ .Release.Name }}-operator}
subjects: [{kind: ServiceAccount, name: operator, namespace: {{ .Release.Namespace }}}]
`;
const PODS = (privileged: boolean, image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: operator}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      containers: [{name: main, image: '${image}', securityContext: {privileged: ${privileged}}}]
`;
const GENERATED = `apiVersion: v1
kind: Secret
metadata: {name: generated}
stringData: {password: {{ randAlphaNum 20 | quote }}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: generated}
data: {made: '{{ now | date "150405.000000" }}', url: 'https://admin:{{ randAlphaNum 20 }}@db', version: {{ .Chart.Version }}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: 'job-{{ randAlphaNum 8 | lower }}'}
`;
const DEFINITION = (fields: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec:
  group: example.com
  names: {kind: Thing, plural: things}
  scope: Namespaced
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {${fields}}}}}}}]
`;
const ASKS = `apiVersion: v1
kind: ConfigMap
metadata: {name: asks}
data: {kube: '{{ .Capabilities.KubeVersion.Version }}', monitors: '{{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1/ServiceMonitor" }}', upgrade: '{{ .Release.IsUpgrade }}', found: '{{ (lookup "v1" "Namespace" "" "").items }}', host: '{{ getHostByName "localhost" }}', text: '{{ .Values.text }}', flag: '{{ kindOf .Values.flag }}', secret: '{{ .Values.secret }}'}
`;

const WEB = { name: 'web', namespace: 'apps', chart: 'web', version: '1.0.0', values: ['replicas: 1'] };

describeReal(['helm'], 'charts that are rendered for a report', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-rendering-'));
    const files = (version: string): Readonly<Record<string, string>> => ({
      'values.yaml': 'replicas: 1',
      'templates/role.yaml': ROLE(version === '1.0.0' ? 'pods' : 'pods, secrets'),
      'templates/pods.yaml': PODS(version !== '1.0.0', `registry.example.com/operator:${version}`),
      'templates/generated.yaml': GENERATED,
      'templates/definition.yaml': DEFINITION(
        version === '1.0.0' ? 'a: {type: string}, b: {type: string}' : 'a: {type: string}',
      ),
    });
    for (const version of ['1.0.0', '2.0.0']) writeArchive(folder, { name: 'web', version, files: files(version) });
    const hostile: Readonly<Record<string, string>> = {
      fails: '{{ fail (printf "no %s\\n## all is well" .Values.password) }}',
      broken: 'a: [b',
      huge: '{{ range until 400000 }}# {{ repeat 100 "x" }}\n{{ end }}',
      endless: '{{ range until 1000000 }}{{ range until 1000000 }}{{ end }}{{ end }}',
      memory: '{{ $x := until 300000000 }}{{ len $x }}',
      asks: ASKS,
    };
    for (const [name, text] of Object.entries(hostile))
      writeArchive(folder, { name, version: '1.0.0', files: { 'templates/a.yaml': text } });
    writeFileSync(join(folder, 'text-1.0.0.tgz'), 'no archive');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const options = (): ChartOptions => ({ charts: [folder], helm: found('helm') });

  async function report(parts: ChangeParts, given = options(), limits: RenderLimits = RENDER_LIMITS): Promise<Report> {
    const entry = change({ address: 'helm_release.web', before: WEB, ...parts });
    const planned = [{ plan: readPlan('plan.json', bytes(plan([entry]))) }];
    const made = buildReport(await renderReleases(planned, given, {}, limits));
    expect(schemaErrors(made)).toEqual([]);
    return made;
  }
  const notes = ({ changes }: Report): readonly string[] => changes.flatMap((it) => it.notes ?? []);
  const objects = ({ changes }: Report): string[] =>
    changes.flatMap((it) => it.objects.map(({ action, kind, name }) => `${action} ${kind} ${name}`));

  test('show what an upgrade of a chart does, though its values stay', async () => {
    const made = await report({ after: { ...WEB, version: '2.0.0' } });
    expect(objects(made)).toEqual([
      'update ClusterRole web-operator',
      'update ConfigMap generated',
      'update CustomResourceDefinition things.example.com',
      'update Deployment operator',
    ]);
    const broadened = made.security
      .filter(({ direction }) => direction === 'broadened')
      .map(({ subject, what }) => `${subject}: ${what}`);
    expect(broadened).toContainEqual(expect.stringMatching(/ServiceAccount|ClusterRole/));
    expect(broadened).toContainEqual(expect.stringMatching(/Deployment.*privileged/));
    expect(made.verdict).toBe('approval');
    expect(made.approvals.map(({ risk, object }) => [risk, object?.kind])).toContainEqual([
      'crd',
      'CustomResourceDefinition',
    ]);
    expect(made.versions.filter(({ kind }) => kind === 'image').map(({ to }) => to)).toEqual([
      'registry.example.com/operator:2.0.0',
    ]);
    const config = made.changes[0]!.objects.find(({ kind }) => kind === 'ConfigMap');
    expect(config!.fields.map(({ path }) => path)).toEqual(['data.version']);
    expect(notes(made)).toEqual([
      'no charts.lock has the digest of web-1.0.0.tgz',
      'values that the chart generates anew each time, such as passwords, are not compared',
      'objects with a name that the chart generates are not shown: 1',
      'no charts.lock has the digest of web-2.0.0.tgz',
    ]);
  });

  test('are the same bytes each time, whatever they generate', async () => {
    const [first, second] = [
      await report({ after: { ...WEB, version: '2.0.0' } }),
      await report({ after: { ...WEB, version: '2.0.0' } }),
    ];
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
  });

  test('show values that matter to the chart, and nothing where they do not', async () => {
    expect(objects(await report({ after: { ...WEB, values: ['replicas: 3'] } }))).toEqual([
      'update Deployment operator',
    ]);
    expect(objects(await report({ after: { ...WEB, values: ['replicas: 1\nother: 2'] } }))).toEqual([]);
  });

  test('show what comes with a new release, and goes with one that is deleted', async () => {
    const created = await report({ actions: ['create'], before: null, after: WEB });
    expect(objects(created)).toContain('create Deployment operator');
    expect(created.security.length).toBeGreaterThan(0);
    expect(objects(await report({ actions: ['delete'], after: null }))).toContain('delete Deployment operator');
  });

  test('are told the version of Kubernetes, and settings; they ask no cluster and no network', async () => {
    const set: JsonObject[] = [
      { name: 'text', value: 'a\\,b' },
      { name: 'flag', value: 'true', type: 'string' },
    ];
    const asks = { ...WEB, chart: 'asks', set };
    const after = { ...asks, values: ['x: 1'], set_sensitive: [{ name: 'secret', value: 'tops3cret-value' }] };
    const rendered = await renderReleases(
      [
        {
          plan: readPlan(
            'p',
            bytes(
              plan([
                change({ address: 'helm_release.web', before: { ...WEB, chart: 'asks', values: ['x: 0'] }, after }),
              ]),
            ),
          ),
        },
      ],
      { ...options(), kubeVersion: ['1.33.1'] },
    );
    const { rendering } = rendered[0]!.plan.changes[0]!.rendered!;
    expect(rendering!.after[0]!['data']).toEqual({
      kube: 'v1.33.1',
      monitors: 'false',
      upgrade: 'true',
      found: '',
      host: '',
      text: 'a,b',
      flag: 'string',
      secret: 'tops3cret-value',
    });
    expect(JSON.stringify(buildReport(rendered))).not.toContain('tops3cret');
  });

  test.each<[string, JsonObject, Partial<RenderLimits>, RegExp]>([
    [
      'that fails',
      { chart: 'fails', values: ['password: hunter2secret'] },
      {},
      /^the chart is not rendered: Helm says: .*no /,
    ],
    ['that makes no YAML', { chart: 'broken' }, {}, /Helm says: YAML parse error/],
    ['that makes too much text', { chart: 'huge' }, { output: 2 ** 20 }, /makes more than 1 MiB of text$/],
    ['that takes too long', { chart: 'endless' }, { time: 1000 }, /takes more than 1 seconds$/],
    [
      'that takes too much memory',
      { chart: 'memory' },
      { memory: 300 * 2 ** 20 },
      /takes more than 300 MiB of memory$/,
    ],
    ['that is no archive', { chart: 'text' }, {}, /Helm says: /],
    ['of which there is no archive', { chart: 'absent' }, {}, /no folder has the archive absent-1.0.0.tgz$/],
    [
      'of a release with a name like an option',
      { version: '2.0.0', name: '--post-renderer=/bin/false' },
      {},
      /Helm says: .*(invalid|name)/,
    ],
  ])('are left out of a chart %s, and the report says why', async (_, side, limits, note) => {
    const secret = { before_sensitive: { values: true }, after_sensitive: { values: true } };
    const made = await report({ after: { ...WEB, ...side }, ...secret }, options(), { ...RENDER_LIMITS, ...limits });
    expect(objects(made)).toEqual([]);
    expect(notes(made)).toEqual([expect.stringMatching(note)]);
    expect(JSON.stringify(made)).not.toContain('hunter2secret');
  });

  test('are left out without Helm', async () => {
    const made = await report(
      { after: { ...WEB, version: '2.0.0' } },
      { charts: [folder], helm: join(folder, 'no-helm') },
    );
    expect(notes(made)).toEqual([
      'the chart before is not rendered: helm is not found: --helm names it',
      'the chart is not rendered: helm is not found: --helm names it',
    ]);
  });

  test('get none of the settings, plugins and secrets of the user', async () => {
    const spy = join(folder, 'spy');
    writeFileSync(
      spy,
      `#!/bin/sh\nenv | cut -d= -f1 | sort > ${folder}/env.txt\necho "$HOME" > ${folder}/home.txt\nexit 1\n`,
    );
    chmodSync(spy, 0o755);
    process.env['KUBE_TOKEN'] = 'x';
    await report({ after: { ...WEB, version: '2.0.0' } }, { charts: [folder], helm: spy });
    delete process.env['KUBE_TOKEN'];
    const names = readFileSync(join(folder, 'env.txt'), 'utf8');
    expect(names).not.toContain('KUBE_TOKEN');
    expect(names).toContain('KUBECONFIG');
    // What was written for Helm is gone.
    expect(() => readdirSync(readFileSync(join(folder, 'home.txt'), 'utf8').trim())).toThrow('ENOENT');
  });

  test('are refused where the archive is another one than that of the lock: DH2006', async () => {
    const digest = (version: string): string =>
      createHash('sha256')
        .update(readFileSync(join(folder, `web-${version}.tgz`)))
        .digest('hex');
    const lock = (archives: object): void =>
      writeFileSync(join(folder, 'charts.lock'), JSON.stringify({ formatVersion: 1, set: 'x', archives }));
    try {
      lock({ 'web-1.0.0.tgz': digest('1.0.0'), 'web-2.0.0.tgz': digest('2.0.0') });
      expect(notes(await report({ after: { ...WEB, version: '2.0.0' } })).filter((it) => it.includes('lock'))).toEqual(
        [],
      );
      lock({ 'web-1.0.0.tgz': digest('1.0.0'), 'web-2.0.0.tgz': '0'.repeat(64) });
      await expect(report({ after: { ...WEB, version: '2.0.0' } })).rejects.toThrow('DH2006');
    } finally {
      rmSync(join(folder, 'charts.lock'));
    }
  });

  test('are told the version of each stage: DH6030 where there is no such stage', async () => {
    const versions = async (...kubeVersion: string[]): Promise<readonly unknown[]> => {
      const planned = ['dev', 'production'].map((stage) => ({
        plan: readPlan(stage, bytes(plan([asksChange]))),
        stack: { id: stage, stage },
      }));
      const rendered = await renderReleases(planned, { ...options(), kubeVersion });
      return rendered.map(({ plan: { changes } }) => {
        const [asked] = changes[0]!.rendered!.rendering!.after;
        return (asked!['data'] as JsonObject)['kube'];
      });
    };
    const asksChange = change({
      address: 'helm_release.web',
      before: { ...WEB, chart: 'asks', values: ['x: 0'] },
      after: { ...WEB, chart: 'asks', values: ['x: 1'] },
    });
    expect(await versions('1.33.1', 'production=1.32.0')).toEqual(['v1.33.1', 'v1.32.0']);
    expect(await versions('production=1.32.0')).toEqual(['v1.34.0', 'v1.32.0']);
    await expect(versions('prod=1.32.0')).rejects.toThrow(/DH6030[\s\S]*'prod'/);
  });

  test('are those of datahall diff too, which knows the APIs of the stage', async () => {
    const values = (text: string): JsonObject => ({ ...WEB, chart: 'asks', values: [text] });
    const monitor = { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'm' } };
    const write = (name: string, text: string, objects: JsonObject[]): string =>
      writeAssembly(mkdtempSync(join(folder, name)), {
        a: { stage: 'dev', resources: { 'helm_release.web': values(text) } },
        b: {
          stage: 'dev',
          resources: { 'helm_release.o': { name: 'o', chart: './assets/x', values: [JSON.stringify({ objects })] } },
        },
      });
    const [old, current] = [write('old-', 'text: a', []), write('new-', 'text: b', [monitor])];
    const { report: made } = await reviewOfFolders(old, current, options());
    const [asks] = made.changes.flatMap((it) => it.objects).filter(({ name }) => name === 'asks');
    expect(asks!.fields.map(({ path, before, after }) => [path, before, after])).toEqual([
      ['data.monitors', '"false"', '"true"'],
      ['data.text', '"a"', '"b"'],
    ]);
    const out = join(folder, 'out.md');
    await main(['node', 'datahall', 'diff', old, current, '--charts', folder, '--helm', found('helm'), '--out', out]);
    expect(process.exitCode).toBe(2);
    process.exitCode = 0;
    expect(readFileSync(out, 'utf8')).toContain('chart rendered');
  });
});
