import type { KubernetesObject } from '../../../../lib/kubernetes/object';
import { driftDocument, driftOfObjects, type LivePair } from '../../../../lib/plan/live/drift';
import { schemaOffences } from '../../../support/schemas';

const config = (data: Readonly<Record<string, string>>, metadata: object = {}): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', data },
  metadata: { name: 'settings', namespace: 'shop', ...metadata },
});
const pair = (applied: KubernetesObject, live?: KubernetesObject): LivePair => ({
  synthesized: { path: 'cluster/settings', object: applied },
  applied,
  ...(live === undefined ? {} : { live }),
});

describe('drift of objects', () => {
  const drifted = driftOfObjects([
    pair(config({ mode: 'a' })),
    pair(config({ mode: 'a', text: 'one\ntwo\n' }), config({ mode: 'b', text: 'one\nthree\n' }, { uid: 'x' })),
    pair(config({ mode: 'a' }, { resourceVersion: '2' }), config({ mode: 'a' }, { resourceVersion: '1' })),
    pair(
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { key: 'bmV3LWNhbmFyeQ==' } },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { key: 'b2xkLWNhbmFyeQ==' } },
    ),
  ]);

  test('is what is missing and what is different, and nothing that the server counts', () => {
    expect(drifted.map(({ kind, is, fields }) => [kind, is, fields.map(({ path }) => path)])).toEqual([
      ['ConfigMap', 'missing', []],
      ['ConfigMap', 'different', ['data.mode', 'data.text']],
      ['Secret', 'different', ['data.key']],
    ]);
    expect(JSON.stringify(drifted)).not.toMatch(/canary|b2xk|bmV3/);
  });

  test('is written by the published schema', () => {
    expect(schemaOffences('drift', driftDocument('dev', drifted))).toEqual([]);
    expect(schemaOffences('drift', driftDocument('dev', []))).toEqual([]);
    expect(schemaOffences('drift', drifted)).toEqual([' must be object']);
    expect(schemaOffences('drift', { ...driftDocument('dev', []), cluster: 'x' })).toEqual([
      ' must NOT have additional properties',
    ]);
  });
});
