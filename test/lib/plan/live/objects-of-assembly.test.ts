import { objectsOfAssembly } from '../../../../lib/plan/live/objects-of-assembly';
import type { Json } from '../../../../lib/plan/json';

const stack = { id: 'dev', resources: new Map() };
const release = (objects: Json): Json => ({
  resource: {
    helm_release: { a: { name: 'a', namespace: 'apps', values: [JSON.stringify({ extraObjects: objects })] } },
  },
});

test('objects of a release are looked for where their names are known', () => {
  const object = (metadata: Json): Json => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
  const names = ['plain', 'system:view', '{{ .Release.Name }}-a'].map((name) => object({ name }));
  const found = objectsOfAssembly(stack, release([...names, object({ generateName: 'job-' })]));
  expect(found.map(({ object: { metadata }, namespace }) => [metadata.name, namespace])).toEqual([
    ['plain', 'apps'],
    ['system:view', 'apps'],
  ]);
});
