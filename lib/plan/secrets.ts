import { at, isList, isObject, listAt, member, membersOf, textAt, type Json } from './json';
import { asJson, objectIn, splitObjects } from './objects';
import type { Plan } from './read-plan';
import { parseDocument, valuesOf } from './values';

/** Words, even several joined by hyphens, are names of things everywhere in a document that is sensitive as a whole. */
const WORD = /^[A-Za-z]+(-[a-z]+)*$/;

/**
 * Collects every secret of a plan: values that Terraform marks as sensitive anywhere, in resources, outputs, variables
 * and the state; what `set_sensitive` gives to Helm; the data of each Kubernetes Secret, also of those in the values of
 * a release. A sensitive text that is a JSON or YAML document gives its own texts too, words excepted.
 *
 * @param plan the plan
 * @returns values in the order of the plan
 */
export function secretsOf(plan: Plan): readonly string[] {
  const found = new Set<string>();
  const add = (value: string): unknown => found.add(value);
  for (const { before, after, beforeSensitive, afterSensitive, type } of [...plan.changes, ...plan.drift]) {
    marked(before, beforeSensitive, add);
    marked(after, afterSensitive, add);
    for (const side of [before, after]) ofResource(type, side, add);
  }
  for (const { before, after, beforeSensitive, afterSensitive } of plan.outputs) {
    marked(before, beforeSensitive, add);
    marked(after, afterSensitive, add);
  }
  const { document } = plan;
  for (const [name, variable] of membersOf(at(document, 'variables')))
    marked(
      member(variable, 'value'),
      at(document, 'configuration', 'root_module', 'variables', name, 'sensitive'),
      add,
    );
  for (const values of [at(document, 'prior_state', 'values'), at(document, 'planned_values')]) ofState(values, add);
  return [...found];
}

type Add = (value: string) => unknown;

function ofState(values: Json | undefined, add: Add): void {
  for (const [, output] of membersOf(member(values, 'outputs')))
    marked(member(output, 'value'), member(output, 'sensitive'), add);
  ofModule(member(values, 'root_module'), add);
}

function ofModule(module: Json | undefined, add: Add): void {
  for (const resource of listAt(module, 'resources')) {
    marked(member(resource, 'values'), member(resource, 'sensitive_values'), add);
    if (textAt(resource, 'mode') === 'data') ofResource(textAt(resource, 'type') ?? '', at(resource, 'values'), add);
  }
  for (const child of listAt(module, 'child_modules')) ofModule(child, add);
}

/** What is secret without a mark. */
function ofResource(type: string, value: Json | undefined, add: Add): void {
  if (type === 'helm_release') {
    for (const entry of listAt(value, 'set_sensitive')) leaves(member(entry, 'value'), add);
    // Most releases carry none, and parsing takes long.
    if (!listAt(value, 'values').some((text) => typeof text === 'string' && text.includes('Secret'))) return;
    for (const object of splitObjects(valuesOf(value).merged).objects) ofSecret(asJson(object), add);
  } else if (type === 'kubernetes_manifest' || type === 'kubernetes_resource') {
    for (const key of ['manifest', 'object']) ofSecret(member(value, key), add);
  } else if (/^kubernetes_secret/.test(type)) {
    for (const key of ['data', 'binary_data']) leaves(member(value, key), add);
  }
}

/** Data are base64, `stringData` are not. */
function ofSecret(object: Json | undefined, add: Add): void {
  if (member(object, 'kind') !== 'Secret' || objectIn(object) === undefined) return;
  leaves(member(object, 'stringData'), add);
  leaves(member(object, 'data'), (value) => {
    add(Buffer.from(value, 'base64').toString());
    add(value);
  });
}

function marked(value: Json | undefined, shadow: Json | undefined, add: Add): void {
  if (shadow === true) leaves(value, add, true);
  else if (isList(shadow)) shadow.forEach((inner, index) => marked(member(value, index), inner, add));
  else for (const [key, inner] of membersOf(shadow)) marked(member(value, key), inner, add);
}

function leaves(value: Json | undefined, add: Add, open = false): void {
  if (isList(value)) value.forEach((item) => leaves(item, add, open));
  else if (isObject(value)) Object.values(value).forEach((item) => leaves(item, add, open));
  else if (typeof value === 'string' || typeof value === 'number') {
    add(String(value));
    if (open && typeof value === 'string') ofDocument(value, add);
  }
}

function ofDocument(text: string, add: Add): void {
  if (!/[:{[]/.test(text)) return;
  const document = parseDocument(text);
  if (typeof document !== 'object') return;
  leaves(document, (value) => {
    if (value.length >= 8 && !WORD.test(value)) add(value);
  });
}
