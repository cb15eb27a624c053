import { at, isList, isObject, listAt, member, membersOf, textAt, type Json } from './json';
import type { Plan } from './read-plan';
import { RANDOM } from './charts/stable';
import { asJson } from './objects';
import { hasSecret, unmarkedSecrets, type Add } from './secret-objects';
import { parseDocument } from './values';

/** Words, even several joined by hyphens, are names of things everywhere in a document that is sensitive as a whole. */
const WORD = /^(?=.{1,63}$)[A-Za-z]+(-[a-z]+)*$/;

/** Usual names in a map that is sensitive as a whole: they say nothing. */
const USUAL =
  /^(access|admin|api|auth|basic|ca|cert|certificate|client|config|conf|crt|data|database|db|default|email|env|file|host|id|json|key|keys|license|login|mode|name|namespace|node|password|path|pem|port|postgres|private|properties|public|redis|region|registry|root|secret|server|service|session|shared|ssh|sql|tls|token|type|uri|url|user|username|users|value|values|webhook|yaml|yml)$/i;

/**
 * Collects every secret of a plan: values that Terraform marks as sensitive anywhere, in resources, outputs, variables
 * and the state; what `set_sensitive` gives to Helm; the data of each Kubernetes Secret, wherever it stands; values
 * whose name says that they are secret. A sensitive text that is a JSON or YAML document gives its own texts too, words
 * excepted.
 *
 * @param plan the plan
 * @returns values in the order of the plan
 */
export function secretsOf(plan: Plan): readonly string[] {
  const found = new Set<string>();
  const add = (value: string): unknown => found.add(value);
  // What a chart generates is no secret of anybody: it is another one when it is installed.
  const addGiven = (value: string): unknown => (value.includes(RANDOM) ? undefined : found.add(value));
  for (const { before, after, beforeSensitive, afterSensitive, type, action, rendered } of [
    ...plan.changes,
    ...plan.drift,
  ]) {
    for (const objects of [rendered?.rendering?.before, rendered?.rendering?.after])
      for (const object of objects ?? []) unmarkedSecrets(asJson(object), addGiven);
    marked(before, beforeSensitive, add, type);
    marked(after, afterSensitive, add, type);
    // Both sides of what stays are the same.
    for (const side of action === 'none' ? [after ?? before] : [before, after]) ofResource(type, side, add);
  }
  for (const { before, after, beforeSensitive, afterSensitive } of plan.outputs) {
    marked(before, beforeSensitive, add);
    marked(after, afterSensitive, add);
    for (const side of [before, after]) unmarkedSecrets(side, add);
  }
  const { document } = plan;
  for (const [name, variable] of membersOf(at(document, 'variables')))
    marked(
      member(variable, 'value'),
      at(document, 'configuration', 'root_module', 'variables', name, 'sensitive'),
      add,
    );
  for (const entry of listAt(document, 'action_invocations'))
    marked(member(entry, 'config_values'), member(entry, 'config_sensitive'), add);
  for (const values of [at(document, 'prior_state', 'values'), at(document, 'planned_values')]) ofState(values, add);
  return [...found];
}

function ofState(values: Json | undefined, add: Add): void {
  for (const [, output] of membersOf(member(values, 'outputs')))
    marked(member(output, 'value'), member(output, 'sensitive'), add);
  ofModule(member(values, 'root_module'), add);
}

function ofModule(module: Json | undefined, add: Add): void {
  for (const resource of listAt(module, 'resources')) {
    const type = textAt(resource, 'type') ?? '';
    marked(member(resource, 'values'), member(resource, 'sensitive_values'), add, type);
    if (textAt(resource, 'mode') === 'data') ofResource(type, at(resource, 'values'), add);
  }
  for (const child of listAt(module, 'child_modules')) ofModule(child, add);
}

/** What is secret without a mark. */
function ofResource(type: string, value: Json | undefined, add: Add): void {
  if (type === 'helm_release') for (const entry of listAt(value, 'set_sensitive')) leaves(member(entry, 'value'), add);
  if (type.startsWith('kubernetes_secret'))
    for (const key of ['data', 'binary_data', 'data_wo', 'binary_data_wo']) leaves(member(value, key), add);
  // What this provider computes repeats the object in its own way.
  if (type === 'kubectl_manifest' && hasSecret(textAt(value, 'yaml_body')))
    for (const [key, item] of membersOf(value)) if (/^(yaml|live)_/.test(key) && key !== 'yaml_body') leaves(item, add);
  unmarkedSecrets(value, add);
}

function marked(value: Json | undefined, shadow: Json | undefined, add: Add, type = ''): void {
  // The keys of a Secret are no secret: Kubernetes itself shows them.
  if (shadow === true) leaves(value, add, type.startsWith('kubernetes_secret') ? 'values' : 'all');
  else if (isList(shadow)) shadow.forEach((inner, index) => marked(member(value, index), inner, add, type));
  else for (const [key, inner] of membersOf(shadow)) marked(member(value, key), inner, add, type);
}

function leaves(value: Json | undefined, add: Add, open: 'none' | 'values' | 'all' = 'none'): void {
  if (isList(value)) value.forEach((item) => leaves(item, add, open));
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) {
      if (open === 'all' && isOwnName(key)) add(key);
      leaves(item, add, open);
    }
  else if (typeof value === 'number') {
    add(String(value));
    // A large number is written with an exponent, or with all its digits.
    if (Math.abs(value) >= 1e21 && Number.isFinite(value)) add(BigInt(value).toString());
  } else if (typeof value === 'string') {
    add(value);
    if (open !== 'none') ofDocument(value, add);
  }
}

/** A key that somebody chose: of a map of users, say. */
function isOwnName(key: string): boolean {
  return key.length >= 8 && !key.split(/[^A-Za-z]+/).every((word) => word === '' || USUAL.test(word));
}

function ofDocument(text: string, add: Add): void {
  if (!text.includes(':') && !text.includes('{') && !text.includes('[')) return;
  const document = parseDocument(text);
  if (typeof document !== 'object') return;
  leaves(document, (value) => {
    if (value.length >= 8 && !WORD.test(value)) add(value);
  });
  strangeKeys(document, add);
}

/** Keys are shown, as paths; one that is no name of a setting may be anything. */
function strangeKeys(value: Json, add: Add): void {
  if (isList(value)) value.forEach((item) => strangeKeys(item, add));
  for (const [key, item] of membersOf(value)) {
    if (key.length >= 8 && /[^\w./-]/.test(key)) add(key);
    strangeKeys(item, add);
  }
}
