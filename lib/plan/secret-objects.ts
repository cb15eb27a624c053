import { parseAllDocuments } from 'yaml';
import { isDeeper, isList, isObject, member, type Json } from './json';
import { readPlainYaml } from './plain-yaml';
import { isSecretName } from './secret-names';
import { secretsInText } from './secret-texts';

/** Takes a secret. */
export type Add = (value: string) => unknown;

/** A Secret in a text: as YAML or JSON, also escaped. */
const SECRET_IN_TEXT = /kind[\\"']*\s*:\s*[\\"']*Secret(List)?\b/;

/** Texts in texts are read so deep: an annotation that repeats an object is one. */
const TEXTS = 4;

/** Deepest nesting of a document in a text. */
const DEPTH = 100;

/** A single word is a name of something everywhere. */
const WORD = /^[A-Za-z]{1,63}$/;

/**
 * Finds what is secret without a mark, wherever it stands: data of Kubernetes Secrets, in lists, maps and texts too,
 * values whose name says it, and what is secret by its form.
 *
 * @param value any value
 * @param add takes the secrets
 */
export function unmarkedSecrets(value: Json | undefined, add: Add): void {
  walk(value, add, '', TEXTS);
}

/**
 * Tells whether a text holds a Secret.
 *
 * @param text any text
 */
export function hasSecret(text: string | undefined): boolean {
  return text !== undefined && text.includes('Secret') && SECRET_IN_TEXT.test(text);
}

function walk(value: Json | undefined, add: Add, name: string, texts: number): void {
  if (typeof value === 'string') {
    if (texts > 0 && hasSecret(value)) ofText(value, add, texts);
    secretsInText(value, add);
    if (name !== '' && value.length >= 4 && isSecretName(name) && !WORD.test(value)) add(value);
  } else if (isList(value)) {
    for (const item of value) walk(item, add, name, texts);
  } else if (isObject(value)) {
    if (value['kind'] === 'Secret') ofSecret(value, add);
    // Settings and variables are lists of names and values.
    const named = typeof value['name'] === 'string' && 'value' in value ? value['name'] : undefined;
    for (const key in value) walk(member(value, key), add, named !== undefined && key === 'value' ? named : key, texts);
  }
}

/** Data are base64, `stringData` are not; whoever wrote it may have taken one for the other. */
function ofSecret(object: Json, add: Add): void {
  for (const key of ['stringData', 'data'])
    leaves(member(object, key), (value) => {
      if (key === 'data') add(Buffer.from(value, 'base64').toString());
      add(value);
    });
}

function leaves(value: Json | undefined, add: Add): void {
  if (isList(value)) value.forEach((item) => leaves(item, add));
  else if (isObject(value)) Object.values(value).forEach((item) => leaves(item, add));
  else if (typeof value === 'string' || typeof value === 'number') add(String(value));
}

function ofText(text: string, add: Add, texts: number): void {
  const { values, whole } = documentsIn(text);
  for (const value of values) walk(value, add, '', texts - 1);
  if (!whole) ofLines(text, add);
}

/** What can be read of a text, and whether it is all of it. */
function documentsIn(text: string): { readonly values: readonly Json[]; readonly whole: boolean } {
  try {
    const value = JSON.parse(text) as Json;
    return { values: isDeeper(value, DEPTH) ? [] : [value], whole: true };
  } catch {
    // YAML, or a template.
  }
  const plain = readPlainYaml(text);
  if (plain !== undefined) return { values: [plain], whole: !text.includes('{{') };
  try {
    const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false, strict: false });
    const list = Array.isArray(documents) ? documents : [];
    const values = list.map((document) => document.toJS({ maxAliasCount: 100 }) as Json);
    const whole = list.every(({ errors }) => errors.length === 0) && !text.includes('{{');
    return { values: values.filter((value) => !isDeeper(value, DEPTH)), whole };
  } catch {
    return { values: [], whole: false };
  }
}

/** In a template, whatever stands below `data` or `stringData`, line by line. */
function ofLines(text: string, add: Add): void {
  let inside: number | undefined;
  for (const line of text.replaceAll('\\n', '\n').split('\n')) {
    const indent = line.length - line.trimStart().length;
    const head = /^[\s"'-]*(?:data|stringData)["']?\s*:\s*(.*)$/.exec(line.slice(0, 4000));
    if (head !== null) {
      inside = indent;
      for (const [, value = ''] of (head[1] ?? '').matchAll(/:\s*["']?([^\s"',{}]+)/g)) addEach(value, add);
    } else if (inside !== undefined && line.trim() !== '') {
      if (indent <= inside) inside = undefined;
      else addEach(line.replace(/^\s*["']?[\w.-]+["']?\s*:\s*/, '').replace(/^\s*["']?|["',]?\s*$/g, ''), add);
    }
  }
}

function addEach(value: string, add: Add): void {
  if (value.startsWith('{{') || /^[|>][+-]?$/.test(value)) return;
  add(Buffer.from(value, 'base64').toString());
  add(value);
}
