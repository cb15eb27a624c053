import { withoutDescriptions } from '../../../lib/plan/crd-descriptions';
import { reportOfChanges, release } from '../../support/plans';
import type { JsonObject } from '../../../lib/plan/json';

const definition = (schema: JsonObject): JsonObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.example.com' },
  spec: { versions: [{ name: 'v1', schema: { openAPIV3Schema: schema } }] },
});

describe('a definition without what it describes', () => {
  test('has its schemas, and values and fields of the name', () => {
    const told = { description: 'words' };
    const schema: JsonObject = {
      ...told,
      type: 'object',
      required: ['description'],
      properties: {
        description: { ...told, type: 'string' },
        size: { ...told, default: told, enum: [told], example: told },
        list: { items: { ...told, type: 'string' } },
        map: { additionalProperties: { ...told, type: 'string' } },
        any: { anyOf: [{ ...told, type: 'string' }, { not: told }] },
      },
    };
    expect(withoutDescriptions(definition(schema))).toEqual(
      definition({
        type: 'object',
        required: ['description'],
        properties: {
          description: { type: 'string' },
          size: { default: told, enum: [told], example: told },
          list: { items: { type: 'string' } },
          map: { additionalProperties: { type: 'string' } },
          any: { anyOf: [{ type: 'string' }, { not: {} }] },
        },
      }),
    );
  });

  test.each([
    [{}],
    [{ kind: 'CustomResourceDefinition' }],
    [{ kind: 'CustomResourceDefinition', spec: { versions: 7 } }],
  ])('is what it is where it is none, or damaged: %j', (object: JsonObject) => {
    expect(withoutDescriptions(object)).toEqual(object);
  });

  test('is what a report compares', () => {
    const sides = ['old', 'new'].map((description) => [definition({ description, type: 'object' })]);
    const { changes } = reportOfChanges([release({}, sides[0]!, sides[1]!)]);
    expect(changes[0]!.objects.map(({ action, fields }) => [action, [...fields]])).toEqual([['update', []]]);
  });
});
