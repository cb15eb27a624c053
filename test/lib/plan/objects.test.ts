import { stringify } from 'yaml';
import { identityOf, objectIn, pairObjects, splitObjects } from '../../../lib/plan/objects';
import type { Json, JsonObject } from '../../../lib/plan/json';
import { object, release, reportOfChanges, change } from '../../support/plans';

const RBAC = 'rbac.authorization.k8s.io';
const EVIL: JsonObject = {
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name: 'evil' },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ kind: 'User', name: 'bob', apiGroup: RBAC }],
};
const UNTYPED: JsonObject = Object.fromEntries(
  Object.entries(EVIL).filter(([key]) => !/^(kind|apiVersion)$/.test(key)),
);
const TEXT = stringify(EVIL);
const list = (kind: string, items: readonly Json[]): JsonObject => ({ apiVersion: `${RBAC}/v1`, kind, items });

/** Each puts the binding into values that had none. */
const PLACES: readonly (readonly [string, Json])[] = [
  ['in a list', { extraObjects: [EVIL] }],
  ['beside a template', { extraObjects: [EVIL, '{{ include "x" . }}'] }],
  ['beside other things', { extraObjects: [null, 1, { a: 1 }, EVIL, []] }],
  ['in the values of a chart within', { a: { b: { c: { extraObjects: [EVIL] } } } }],
  ['in a map', { extraManifests: { any: EVIL } }],
  ['as a value', { extra: EVIL }],
  ['in a list within a list', { extraObjects: [[EVIL]] }],
  ['in a list of kind List', { extraObjects: [{ apiVersion: 'v1', kind: 'List', items: [EVIL] }] }],
  ['in one that has a name', { extraObjects: [{ ...list('List', [EVIL]), metadata: { name: 'x' } }] }],
  ['in a list of its kind', { extraObjects: [list('ClusterRoleBindingList', [UNTYPED])] }],
  ['in a list of any kind', { extraObjects: [list('Anything', [null, EVIL])] }],
  ['without a name of its own', { extraObjects: [{ ...EVIL, metadata: { generateName: 'evil-' } }] }],
  ['under a name that a template makes', { extraObjects: [{ ...EVIL, metadata: { name: '{{ .Release.Name }}' } }] }],
  ['as a text', { extraObjects: [TEXT] }],
  ['as a text of JSON', { extraObjects: [JSON.stringify(EVIL)] }],
  ['as a text in a map', { extra: { any: TEXT } }],
  ['as a text of several documents', { extraObjects: [`# c\n---\n${stringify(object('Flavor', 'a'))}---\n${TEXT}`] }],
  ['as a text that is a list', { extraObjects: stringify([EVIL]) }],
  ['as a template', { extraObjects: [TEXT.replace('name: evil', 'name: {{ include "x" . }}')] }],
  [
    'as one with conditions',
    { extraObjects: [`{{- if .Values.a }}\n${TEXT.replace('evil', '{{ .n }}-x')}{{ end }}\n`] },
  ],
];

describe('a binding that gives all rights is told', () => {
  test.each(PLACES)('%s', (_, values) => {
    const entry = change({
      address: 'helm_release.a',
      before: { name: 'a', values: ['a: {}\n'] },
      after: { name: 'a', values: [stringify(values)] },
    });
    const { security, verdict } = reportOfChanges([entry]);
    expect(security).toMatchObject([{ severity: 'high', subject: 'User bob', direction: 'broadened' }]);
    expect(verdict).toBe('approval');
  });

  test('beside another one of the same name', () => {
    const view = { ...EVIL, roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'view' } };
    for (const both of [
      [view, EVIL],
      [EVIL, view],
    ])
      expect(reportOfChanges([release({}, [], both)]).security).toContainEqual(
        expect.objectContaining({ severity: 'high', subject: 'User bob' }),
      );
  });
});

describe('values without their objects', () => {
  test.each<[string, JsonObject, Json]>([
    ['lose lists that are empty then', { a: [EVIL], b: [], c: 1 }, { c: 1 }],
    ['keep what else is in the list', { a: [EVIL, 'x', { b: 1 }] }, { a: ['x', { b: 1 }] }],
    ['keep empty places of charts within', { a: { b: [EVIL], c: { d: EVIL } } }, { a: { b: [], c: {} } }],
    ['keep what else a list of objects has', { a: [list('List', [EVIL, 'x'])] }, { a: [list('List', ['x'])] }],
    ['keep a text of which a part is no object', { a: [`${TEXT}---\nx: 1\n`] }, { a: [`${TEXT}---\nx: 1\n`] }],
    ['keep every key', { a: { ['__proto__x']: 1, b: EVIL } }, { a: { ['__proto__x']: 1 } }],
  ])('%s', (_, values, rest) => {
    const split = splitObjects(values);
    expect(split.rest).toEqual(rest);
    expect(split.objects.length).toBeGreaterThan(0);
  });

  test('are the same values where they hold none', () => {
    const values = { a: { b: [{ c: 1 }], d: 'kind: x' } };
    expect(splitObjects(values).objects).toEqual([]);
    expect((splitObjects(values).rest as JsonObject)['a']).toBe(values.a);
  });

  test.each<[string, Json]>([
    ['a reference', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }],
    ['a part of a template', { kind: 'Deployment', metadata: { name: 'a' } }],
    ['metadata without a name', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 'b' } } }],
    ['a name that is no text', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 1 } }],
    ['settings of a kind', { kind: 'DaemonSet', apiVersion: null, metadata: { name: 'a' } }],
    ['a file of settings', 'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n'],
    ['a text about objects', 'Give its kind: and apiVersion: as {{ .x }} says.'],
    ['a list of kinds', { apiVersion: 'v1', kind: 'List', items: [{ a: 1 }] }],
  ])('keep what only looks like an object: %s', (_, value) => {
    for (const values of [{ a: value }, { a: [value] }, { a: { b: { c: [value] } } }])
      expect(splitObjects(values)).toEqual({ objects: [], rest: values });
  });

  test('are split in a time that grows as they do', () => {
    const values = (count: number): JsonObject => ({
      a: Array.from({ length: count }, (_, at) => ({ ...EVIL, metadata: { generateName: `a${at % 3}-` } })),
    });
    const { objects } = splitObjects(values(30_000));
    expect(objects).toHaveLength(30_000);
    const start = process.cpuUsage();
    expect(pairObjects([], objects)).toHaveLength(3);
    expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
  });
});

describe('an object', () => {
  test('whose name the server makes has the start of it', () => {
    const found = objectIn({ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'a-', namespace: 'n' } });
    expect(found && identityOf(found)).toEqual({ apiVersion: 'v1', kind: 'Pod', namespace: 'n', name: 'a-?' });
  });

  test('that is there twice, and differs, is two', () => {
    const [a, b] = [1, 2].map((x) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, x }));
    expect(pairObjects([a!], [a!, b!, b!, a!])).toEqual([
      { before: a, after: a },
      { before: undefined, after: b },
      { before: undefined, after: a },
    ]);
    expect(pairObjects([a!, a!], [a!])).toEqual([{ before: a, after: a }]);
  });
});
