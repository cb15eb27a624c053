import { Token } from 'cdktf';
import { CoreObject, type Stage } from 'datahall';
import { CORE_KINDS } from '../../../constructs/core/mappers';
import type { KubernetesObject } from '../../../lib/kubernetes/object';
import { CORE_SAMPLES, TEMPLATE_MARKS } from '../../support/core-samples';
import { oneStage } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

function put(object: KubernetesObject, then: (made: CoreObject, stage: Stage) => void = () => undefined): Synthesized {
  return synth(oneStage((stage) => then(new CoreObject(stage.data, 'object', { object }), stage)));
}

/** What Terraform is told of the one object. */
function resourceOf(out: Synthesized): Record<string, unknown> {
  expect(out.stopped).toBe(false);
  const all = Object.values(out.stack('lab-dev-data').resource).flatMap((byName) => Object.entries(byName));
  return all.find(([name]) => name.startsWith('data_object_'))?.[1] ?? {};
}

function errorsOf(out: Synthesized): readonly string[] {
  return out.findings.filter(({ severity }) => severity === 'error').map(({ code, got }) => `${code} ${got}`);
}

/** All texts and numbers of a value, as texts. */
function leaves(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leaves);
}

const claim = CORE_SAMPLES.find(({ kind }) => kind === 'PersistentVolumeClaim')!;
const settings: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'apps' },
  data: { mode: 'a' },
};

describe('a built-in object', () => {
  it('has a sample of each kind', () => {
    const sampled = new Set(CORE_SAMPLES.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));
    expect([...sampled].sort()).toEqual([...CORE_KINDS].sort());
  });

  it.each(CORE_SAMPLES.map((object) => [object.kind, object.metadata.name, object] as const))(
    '%s %s reaches Terraform with all that it has',
    (_, __, object) => {
      const written = leaves(resourceOf(put(object))).map((text) => text.replace(/([$%])\1\{/g, '$1{'));
      for (const leaf of leaves({ ...object, apiVersion: {}, kind: {} })) expect(written).toContain(leaf);
    },
  );

  it('keeps marks of templates as texts, and tokens as expressions', () => {
    const token = Token.asString({ resolve: () => '${var.mode}' });
    const data = { marks: TEMPLATE_MARKS, token, both: `\${x} ${token}` };
    expect(resourceOf(put({ ...settings, data }))['data']).toEqual({
      marks: '$${x} %%{if} $$${y} %%%{z} $ { }',
      token: '${var.mode}',
      both: '$${x} ${var.mode}',
    });
  });

  it('is replaced as a whole: what the new one does not have goes', () => {
    const changed = { ...settings, binaryData: { bytes: 'AAEC' } };
    const out = put({ ...settings, immutable: true }, (made) => made.update({ ...changed }));
    const resource = resourceOf(out);
    expect(resource['binary_data']).toEqual({ bytes: 'AAEC' });
    expect(resource).not.toHaveProperty('immutable');
    expect(out.of('ConfigMap').find(({ metadata: { name } }) => name === 'settings')).toEqual(changed);
  });

  it.each<[string, KubernetesObject, string]>([
    [
      'finalizers',
      { ...settings, metadata: { ...settings.metadata, finalizers: ['a/b'] } as never },
      'metadata.finalizers',
    ],
    ['what it never had', { ...settings, spec: {} }, 'spec'],
    ['a name that all objects of JavaScript have', { ...settings, constructor: {} }, 'constructor'],
    [
      'a namespace where it lies in none',
      { ...CORE_SAMPLES[0]!, metadata: { name: 'a', namespace: 'b' } },
      'metadata.namespace',
    ],
    [
      'a source of data',
      { ...claim, spec: { ...(claim['spec'] as object), dataSource: { kind: 'a', name: 'b' } } },
      'spec.dataSource',
    ],
    ['a list in place of a map', { ...settings, data: ['a'] }, 'data'],
    ['a text in place of a part', { ...claim, spec: 'none' }, 'spec'],
    [
      'a field deep inside',
      {
        ...CORE_SAMPLES.find(({ kind }) => kind === 'NetworkPolicy')!,
        spec: {
          podSelector: {},
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ ipBlock: { cidr: '::/0', but: [] } }] }],
        },
      },
      'spec.ingress[0].from[0].ipBlock.but',
    ],
    [
      'a second topology',
      { ...CORE_SAMPLES.find(({ kind }) => kind === 'StorageClass')!, allowedTopologies: [{}, {}] },
      'allowedTopologies[1]',
    ],
  ])('is not stripped of %s: DH1107', (_, object, path) => {
    expect(errorsOf(put(object))).toEqual([`DH1107 '${path}'`]);
  });

  it('is not stripped of a field that comes later: DH1107', () => {
    expect(errorsOf(put(settings, (made) => made.update({ ...settings, more: {} })))).toEqual(["DH1107 'more'"]);
  });

  it.each(['Secret', 'toString'])('is no %s: DH1108', (kind) => {
    expect(errorsOf(put({ ...settings, kind }))).toEqual([`DH1108 'v1/${kind}'`]);
  });
});
