import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { type DatahallApp, DatahallConstruct, factKind, KubernetesCluster } from 'datahall';
import { reference } from '../../examples/reference/program';
import { FORMAT_VERSION } from '../../lib/model/format-version';
import { oneStage } from '../support/small-site';
import { schemaOf, SCHEMAS } from '../support/schemas';
import { ROOT } from '../support/sources';
import { synth, type Synthesized } from '../support/synth';

type Json = Record<string, unknown>;

function validator(name: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(ROOT, 'assets/schema', `${name}.json`), 'utf8')) as object;
  return new Ajv2020({ strict: true, allErrors: true }).compile(schema);
}

const model = validator('datahall');
const index = validator('index');

/** What the validator says, at the places where it says it. */
function errors(validate: ValidateFunction, document: unknown): readonly string[] {
  validate(document);
  return (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message}`);
}

const json = (out: Synthesized, path: string): Json => JSON.parse(out.files.get(path) ?? 'null') as Json;

class Note extends DatahallConstruct {
  constructor(...args: ConstructorParameters<typeof DatahallConstruct>) {
    super(...args);
    this.publish(factKind<{ readonly text: string }>('a-note'), () => ({ text: 'facts of users are facts' }));
  }
}

const small = oneStage((stage) => {
  new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site }).addGpuPool('h100', { servers: 'h100' });
  const note = new Note(stage.cluster, 'note');
  note.acknowledge('DH9999', {
    given: 'nothing',
    reason: 'gives a finding that nothing was found',
    until: '2026-12-31',
  });
});

describe.each<[string, (app: DatahallApp) => void]>([
  ['a small stage', small],
  ['the reference', reference],
])('the schemas accept what %s gives', (_, build) => {
  const out = synth(build);

  test('datahall.json', () => {
    const document = json(out, 'datahall.json');
    expect(document['findings']).not.toEqual([]);
    expect(errors(model, document)).toEqual([]);
  });

  test('index.json of each stack', () => {
    expect(out.stacks).not.toEqual([]);
    for (const stack of out.stacks) expect(errors(index, json(out, `stacks/${stack}/index.json`))).toEqual([]);
  });
});

describe('the schemas refuse', () => {
  const out = synth(small);
  const document = json(out, 'datahall.json');
  const [stack = ''] = out.stacks;
  const resources = json(out, `stacks/${stack}/index.json`);

  test.each<[string, ValidateFunction, Json, string]>([
    ['an unknown key', model, { ...document, notes: [] }, ' must NOT have additional properties'],
    [
      'another version',
      model,
      { ...document, formatVersion: FORMAT_VERSION + 1 },
      '/formatVersion must be equal to constant',
    ],
    [
      'a fact from nowhere',
      model,
      { ...document, facts: [{ kind: 'a', path: 'b' }] },
      "/facts/0 must have required property 'stage'",
    ],
    [
      'a code of another form',
      model,
      change('findings', { code: 'DH1' }),
      '/findings/0/code must match pattern "^DH\\d{4}$"',
    ],
    [
      'an unknown key of a finding',
      model,
      change('findings', { who: 'me' }),
      '/findings/0 must NOT have additional properties',
    ],
    ['an unknown key of an index', index, { ...resources, stack }, ' must NOT have additional properties'],
    [
      'no address',
      index,
      { ...resources, resources: [{ path: 'a', stateful: true }] },
      "/resources/0 must have required property 'address'",
    ],
  ])('%s', (_, validate, changed, offence) => {
    expect(errors(validate, changed)).toEqual([offence]);
  });

  function change(list: string, fields: Json): Json {
    const [first = {}] = document[list] as Json[];
    return { ...document, [list]: [{ ...first, ...fields }] };
  }
});

test('the version of the form is that of the schemas, which say what each field is', () => {
  for (const { schema } of [model, index]) {
    const { properties } = schema as { properties: Record<string, { const?: unknown; description?: string }> };
    expect(properties['formatVersion']?.const).toBe(FORMAT_VERSION);
    for (const property of Object.values(properties)) expect(property.description).toMatch(/\.$/);
  }
});

describe('each schema that is published', () => {
  const exported = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { exports: Json }).exports;

  test('is a part of the package, under the name of its form', () => {
    const own = Object.keys(exported).filter((name) => name.startsWith('./schema/'));
    expect(own.sort()).toEqual(SCHEMAS.map((name) => `./schema/${name}.json`).sort());
    for (const name of SCHEMAS) {
      expect(exported[`./schema/${name}.json`]).toBe(`./assets/schema/${name}.json`);
      expect(schemaOf(name)['$id']).toMatch(new RegExp(`^urn:datahall:schema:${name}:\\d+$`));
    }
  });

  test.each(SCHEMAS)('describes all that it has: %s', (name) => {
    const members = membersIn(schemaOf(name));
    const silent = members.filter(([, part]) => part['$ref'] === undefined && typeof part['description'] !== 'string');
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  function membersIn(schema: Json, path = ''): readonly (readonly [string, Json])[] {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
    const inner = [
      ...properties.map(([name, part]) => [`${path}/${name}`, part] as const),
      ...(schema['items'] === undefined ? [] : [[`${path}[]`, schema['items'] as Json] as const]),
      ...((schema['anyOf'] ?? []) as readonly Json[])
        .filter((part) => part['properties'] !== undefined)
        .map((part, at) => [`${path}|${at}`, { description: '', ...part }] as const),
      ...Object.entries((schema['$defs'] ?? {}) as Record<string, Json>).map(
        ([name, part]) => [`${path}#${name}`, part] as const,
      ),
    ];
    return inner.flatMap(([at, part]) => [[at, part] as const, ...membersIn(part, at)]);
  }
});
