import { apiVersionsOf, readManifests } from '../../../../lib/plan/charts/manifests';
import { renderedRelease, withRendered, type RenderedSide } from '../../../../lib/plan/charts/render';
import { buildReport } from '../../../../lib/plan/build-report';
import { toHtml } from '../../../../lib/plan/html/page';
import { toMarkdown } from '../../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../../lib/plan/read-plan';
import type { Report } from '../../../../lib/plan/report';
import { bytes, change, plan } from '../../../support/plans';
import { schemaErrors } from '../../../support/report-schema';

const side = (text: string, second = text): RenderedSide => ({ texts: [text, second], namespace: 'apps', notes: [] });
const yaml = (kind: string, name: string, rest = '', metadata = ''): string =>
  `---\n# Source: web/templates/a.yaml\napiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${metadata}${rest}`;
const crd = (name: string, folder = 'crds'): string =>
  `---\n# Source: web/${folder}/a.yaml\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: ${name}.example.com}\n`;

const WEB = { name: 'web', namespace: 'apps', chart: 'web', version: '1.0.0', values: ['{}'] };

function report(before: RenderedSide, after: RenderedSide, action = 'update'): Report {
  const rendered = renderedRelease({ action: action as 'update' }, before, after)!;
  const sides = {
    before: action === 'create' ? null : WEB,
    after: action === 'delete' ? null : { ...WEB, version: '2.0.0' },
  };
  const read = readPlan('p', bytes(plan([change({ address: 'helm_release.web', actions: [action], ...sides })])));
  const made = buildReport([{ plan: withRendered(read, new Map([['helm_release.web', rendered]])) }]);
  expect(schemaErrors(made)).toEqual([]);
  return made;
}

const objects = (made: Report): string[] =>
  made.changes.flatMap((it) =>
    it.objects.map(
      ({ action, kind, name, fields }) => `${action} ${kind} ${name} ${fields.map(({ path }) => path).join()}`,
    ),
  );

describe('objects of a chart that was rendered', () => {
  test('are compared, and judged as those in values are', () => {
    const role = (verbs: string): string =>
      `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: web}\nrules: [{apiGroups: [''], resources: [secrets], verbs: [${verbs}]}]\n`;
    const made = report(side(role('get') + yaml('Service', 'old')), side(role('get, list') + yaml('Service', 'web')));
    expect(objects(made)).toEqual([
      'update ClusterRole web rules[0].verbs',
      'delete Service old ',
      'create Service web ',
    ]);
    expect(made.security.map(({ subject, direction }) => [subject, direction])).toEqual([
      ['ClusterRole web', 'broadened'],
    ]);
    expect(made.approvals.map(({ object }) => object?.name)).toContain('old');
    expect(made.plans[0]!.objects).toEqual({ update: 1, delete: 1, create: 1 });
    expect(toMarkdown(made)).toContain('chart rendered');
    expect(toHtml(made)).toContain('chart rendered');
  });

  test('do not differ by labels of versions, nor by a namespace that is that of the release', () => {
    const labels = (version: string): string =>
      `  labels: {helm.sh/chart: web-${version}, app.kubernetes.io/version: "${version}", chart: web-${version}, app: web}\n`;
    const made = report(
      side(yaml('A', 'a', '', labels('1'))),
      side(yaml('A', 'a', '', `${labels('2')}  namespace: apps\n`)),
    );
    expect(objects(made)).toEqual([]);
    expect(objects(report(side(yaml('A', 'a')), side(yaml('A', 'a', '', '  namespace: other\n'))))).toHaveLength(2);
    // A policy may select pods by it.
    const pods = report(side(yaml('Pod', 'a', '', labels('1'))), side(yaml('Pod', 'a', '', labels('2'))));
    expect(objects(pods)).toHaveLength(1);
  });

  test('do not differ by what is generated, also where the chart is another one', () => {
    const secret = (value: string): string => yaml('Secret', 'admin', `data: {password: ${value}}\n`);
    const made = report(side(secret('YWFhYWFh'), secret('YmJiYmJi')), side(secret('Y2NjY2Nj'), secret('ZGRkZGRk')));
    expect(objects(made)).toEqual([]);
    expect(made.changes[0]!.notes).toEqual([
      'values that the chart generates anew each time, such as passwords, are not compared',
    ]);
    const given = report(side(secret('YWFhYWFh'), secret('YmJiYmJi')), side(secret('Z2l2ZW4tc2VjcmV0')));
    expect(objects(given)).toEqual(['update Secret admin data.password']);
    expect(JSON.stringify(given)).not.toMatch(/YWFhYWFh|Z2l2ZW4tc2VjcmV0|given-secret/);
  });

  test('have no digest of a secret', () => {
    const pods = (digest: string): string =>
      yaml(
        'Deployment',
        'a',
        `spec: {template: {metadata: {annotations: {checksum/config: ${digest}, a.io/config-checksum: ${digest}, hashed: ${digest}}}}}\n`,
      );
    const [made] = report(side(pods('aaaa1111')), side(pods('bbbb2222'))).changes;
    expect(made!.objects[0]!.fields.map(({ path, after }) => [path, after])).toEqual([
      ['spec.template.metadata.annotations["checksum/config"]', '‹secret›'],
      ['spec.template.metadata.annotations["a.io/config-checksum"]', '‹secret›'],
      ['spec.template.metadata.annotations.hashed', '"bbbb2222"'],
    ]);
  });

  test('have secrets of the chart replaced wherever they stand', () => {
    const both = (password: string): string =>
      `${yaml('Secret', 's', `stringData: {p: ${password}}\n`)}${yaml('ConfigMap', 'c', `data: {url: 'https://u:${password}@x'}\n`)}`;
    const made = report(side(both('first-pass')), side(both('other-pass')));
    expect(objects(made)).toEqual(['update ConfigMap c data.url', 'update Secret s stringData.p']);
    expect(JSON.stringify(made)).not.toMatch(/first-pass|other-pass/);
  });

  test('are no hooks that go: Helm does not delete them', () => {
    const hook = (name: string, image: string): string =>
      yaml('Job', name, `spec: {x: ${image}}\n`, '  annotations: {helm.sh/hook: pre-upgrade}\n');
    expect(objects(report(side(hook('old', 'a')), side('')))).toEqual([]);
    expect(objects(report(side(hook('a', 'x')), side(hook('a', 'y'))))).toEqual(['update Job a spec.x']);
    expect(objects(report(side(hook('a', 'x')), undefined, 'delete'))).toEqual([]);
  });

  test('have definitions of the folder crds only with a new release', () => {
    expect(objects(report(undefined, side(crd('a')), 'create'))).toEqual([
      'create CustomResourceDefinition a.example.com ',
    ]);
    const updated = report(side(crd('a')), side(crd('b')));
    expect(objects(updated)).toEqual([]);
    expect(updated.changes[0]!.notes).toEqual([
      'definitions of the folder crds/ of the chart that differ, and that Helm never changes: 2',
    ]);
    expect(objects(report(side(crd('a', 'templates')), side('')))).toEqual([
      'delete CustomResourceDefinition a.example.com ',
    ]);
    expect(objects(report(side(crd('a')), undefined, 'delete'))).toEqual([]);
  });

  test('know the folder crds of a chart within, and a chart within that has the name crds', () => {
    const within = report(side(crd('a', 'charts/crds/crds')), side(crd('b', 'charts/crds/crds')));
    expect(objects(within)).toEqual([]);
    expect(within.versions).toMatchObject([{ verdict: 'manual', why: expect.stringContaining('2 differ') }]);
    const templates = report(side(crd('a', 'charts/crds/templates')), side(crd('b', 'charts/crds/templates')));
    expect(objects(templates)).toEqual([
      'delete CustomResourceDefinition a.example.com ',
      'create CustomResourceDefinition b.example.com ',
    ]);
    // A new major version is one reason, CRDs that nobody changes would be another.
    expect(templates.versions).toMatchObject([{ why: expect.not.stringContaining('crds/') }]);
  });

  test('know the source of a file of definitions that has a line of three dashes of its own', () => {
    const file = crd('a').replace('\napiVersion', '\n# https://example.com/a.yaml\n---\napiVersion');
    expect(file.match(/^---/gm)).toHaveLength(2);
    const two = `${file}${crd('b').replace(/^.*\n.*\n/, '---\n')}${yaml('A', 'c')}`;
    const { objects: found, definitions } = readManifests(two, 'apps');
    expect(definitions.map(({ metadata }) => metadata.name)).toEqual(['a.example.com', 'b.example.com']);
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['c']);
  });

  test('are those in the values where a side is missing, and the report says why', () => {
    const made = report(side(yaml('A', 'a')), { reason: 'Helm says: <b>\u202e' });
    expect(objects(made)).toEqual([]);
    expect(made.changes[0]!.rendered).toBeUndefined();
    expect(made.changes[0]!.notes).toEqual(['the chart is not rendered: Helm says: <b>\u202e']);
    expect(toHtml(made)).toContain('Helm says: &#60;b&#62;\\u{202e}');
    expect(toMarkdown(made)).not.toContain('<b>');
    const half = report(side(yaml('A', 'a')), undefined);
    expect(half.changes[0]!.notes).toEqual(['the chart is rendered on both sides or on none: one of them is a folder']);
    expect(renderedRelease({ action: 'update' }, undefined, undefined)).toBeUndefined();
  });
});

describe('what Helm writes', () => {
  test('is read by documents; lists are their items', () => {
    const list =
      '---\napiVersion: v1\nkind: ConfigMapList\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: x}}\n- 7\n';
    const text = `${yaml('A', 'a')}---\n# nothing\n---\nnull\n${list}---\n[: broken\n---\nplain text\n`;
    const { objects: found, unreadable } = readManifests(text, 'apps');
    expect(found.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['A a', 'ConfigMap x']);
    expect(unreadable).toBe(3);
  });

  test('tells the APIs that there are', () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'a' },
      spec: { group: 'example.com', names: { kind: 'Thing' }, versions: [{ name: 'v1' }] },
    };
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
    const hostile = { apiVersion: '--x y/z', kind: 'A', metadata: { name: 'a' } };
    expect(apiVersionsOf([definition, config, hostile])).toEqual([
      'apiextensions.k8s.io/v1',
      'apiextensions.k8s.io/v1/CustomResourceDefinition',
      'example.com/v1',
      'example.com/v1/Thing',
      'v1/ConfigMap',
    ]);
  });
});
