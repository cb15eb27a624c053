import type { KubernetesObject } from '../../lib/kubernetes/object';
import type { Json, JsonObject } from '../../lib/plan/json';
import type { CrdBreak } from '../../lib/plan/crd-compat';

/** A change of a definition, and an object that is there before. */
export interface CrdCase {
  readonly name: string;
  /** Schema of `spec` before. */
  readonly before: JsonObject;
  /** Schema of `spec` after. */
  readonly after: JsonObject;
  /** What the object has as `spec`. */
  readonly spec: Json;
  /** Whether the server fills something in. @default false */
  readonly fills?: boolean;
  /** What the change does to it, and to which field. */
  readonly breaks: readonly (readonly [CrdBreak['effect'], string | undefined])[];
}

const object = (properties: JsonObject, rest: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...rest });
const size = (rest: JsonObject, before: JsonObject = {}): Pick<CrdCase, 'before' | 'after'> => ({
  before: object({ size: { type: 'integer', ...before } }),
  after: object({ size: { type: 'integer', ...rest } }),
});
const text = (rest: JsonObject, before: JsonObject = {}): Pick<CrdCase, 'before' | 'after'> => ({
  before: object({ name: { type: 'string', ...before } }),
  after: object({ name: { type: 'string', ...rest } }),
});
const list = (rest: JsonObject): JsonObject => ({ type: 'array', items: { type: 'string' }, ...rest });
const refused = (field: string): CrdCase['breaks'] => [['refused', field]];

/** Changes of a schema; each one that refuses or loses something does so on a real API server, too. */
export const CRD_CASES: readonly CrdCase[] = [
  { name: 'a description', ...size({ description: 'new' }), spec: { size: 3 }, breaks: [] },
  {
    name: 'a new field',
    before: object({ size: { type: 'integer' } }),
    after: object({ size: { type: 'integer' }, x: { type: 'string' } }),
    spec: { size: 3 },
    breaks: [],
  },
  {
    name: 'a field that goes',
    before: object({ a: { type: 'string' }, b: { type: 'string' } }),
    after: object({ b: { type: 'string' } }),
    spec: { a: 'x', b: 'y' },
    breaks: [['lost', 'spec.a']],
  },
  {
    name: 'another type',
    before: object({ a: { type: 'string' } }),
    after: object({ a: { type: 'integer' } }),
    spec: { a: 'x' },
    breaks: refused('spec.a'),
  },
  {
    name: 'a type that takes more',
    before: object({ a: { type: 'integer' } }),
    after: object({ a: { 'x-kubernetes-int-or-string': true } }),
    spec: { a: 1 },
    breaks: [],
  },
  {
    name: 'a number instead of an integer',
    before: object({ a: { type: 'integer' } }),
    after: object({ a: { type: 'number' } }),
    spec: { a: 1 },
    breaks: [],
  },
  {
    name: 'a higher minimum',
    ...size({ minimum: 5 }, { minimum: 1 }),
    spec: { size: 3 },
    breaks: refused('spec.size'),
  },
  { name: 'a first minimum', ...size({ minimum: 5 }), spec: { size: 3 }, breaks: refused('spec.size') },
  { name: 'a lower minimum', ...size({ minimum: 1 }, { minimum: 2 }), spec: { size: 3 }, breaks: [] },
  { name: 'a lower maximum', ...size({ maximum: 2 }, { maximum: 9 }), spec: { size: 3 }, breaks: refused('spec.size') },
  {
    name: 'a bound that excludes itself',
    ...size({ minimum: 3, exclusiveMinimum: true }, { minimum: 3 }),
    spec: { size: 3 },
    breaks: refused('spec.size'),
  },
  { name: 'a longer text', ...text({ minLength: 5 }), spec: { name: 'abc' }, breaks: refused('spec.name') },
  { name: 'a pattern', ...text({ pattern: '^x' }), spec: { name: 'abc' }, breaks: refused('spec.name') },
  { name: 'a format', ...text({ format: 'ipv4' }), spec: { name: 'abc' }, breaks: refused('spec.name') },
  {
    name: 'a format with a dash',
    ...text({ format: 'date-time' }),
    spec: { name: 'abc' },
    breaks: refused('spec.name'),
  },
  { name: 'a format that nobody checks', ...text({ format: 'quantity' }), spec: { name: 'abc' }, breaks: [] },
  {
    name: 'a format of numbers, which nobody checks',
    ...size({ format: 'int32' }, { format: 'int64' }),
    spec: { size: 5_000_000_000 },
    breaks: [],
  },
  {
    name: 'fewer values',
    ...text({ enum: ['b'] }, { enum: ['a', 'b'] }),
    spec: { name: 'a' },
    breaks: refused('spec.name'),
  },
  { name: 'more values', ...text({ enum: ['a', 'b'] }, { enum: ['a'] }), spec: { name: 'a' }, breaks: [] },
  { name: 'values for the first time', ...text({ enum: ['b'] }), spec: { name: 'a' }, breaks: refused('spec.name') },
  {
    name: 'a required field',
    before: object({ a: { type: 'string' } }),
    after: object({ a: { type: 'string' } }, { required: ['a'] }),
    spec: {},
    breaks: refused('spec'),
  },
  {
    name: 'a required field with a default',
    fills: true,
    before: object({}),
    after: object({ a: { type: 'string', default: 'x' } }, { required: ['a'] }),
    spec: {},
    breaks: [],
  },
  {
    name: 'a shorter list',
    before: object({ a: list({}) }),
    after: object({ a: list({ maxItems: 1 }) }),
    spec: { a: ['x', 'y'] },
    breaks: refused('spec.a'),
  },
  {
    name: 'other elements of a list',
    before: object({ a: list({}) }),
    after: object({ a: list({ items: { type: 'integer' } }) }),
    spec: { a: ['x'] },
    breaks: refused('spec.a.[]'),
  },
  {
    name: 'other values of a map',
    before: object({ a: { type: 'object', additionalProperties: { type: 'string' } } }),
    after: object({ a: { type: 'object', additionalProperties: { type: 'integer' } } }),
    spec: { a: { x: 'y' } },
    breaks: refused('spec.a.*'),
  },
  {
    name: 'a new rule',
    ...size({ 'x-kubernetes-validations': [{ rule: 'self > 5', message: 'too small' }] }),
    spec: { size: 3 },
    breaks: refused('spec.size'),
  },
  {
    name: 'unknown fields that are dropped',
    before: object({}, { 'x-kubernetes-preserve-unknown-fields': true }),
    after: object({}),
    spec: { a: 1 },
    breaks: [['lost', 'spec']],
  },
  {
    name: 'a field that goes where unknown ones are kept',
    before: object({ a: { type: 'string' } }),
    after: object({}, { 'x-kubernetes-preserve-unknown-fields': true }),
    spec: { a: 'x' },
    breaks: [],
  },
];

/** A definition with versions by name: `served`, `storage`, and the schema of `spec`. */
export function definition(
  versions: Readonly<
    Record<string, { readonly storage?: boolean; readonly served?: boolean; readonly spec: JsonObject }>
  >,
  kind = 'Thing',
  scope = 'Namespaced',
): KubernetesObject {
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.example.com` },
    spec: {
      group: 'example.com',
      scope,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      versions: Object.entries(versions).map(([name, { storage = true, served = true, spec }]) => ({
        name,
        served,
        storage,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
      })),
    },
  };
}
