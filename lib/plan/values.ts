import { parseDocument as parseYaml, Schema, type ScalarTag } from 'yaml';
import { helmScalar } from './helm-scalars';
import { quoteLargeNumbers } from './large-numbers';
import { isDeeper, isList, isObject, listAt, member, type Json } from './json';
import { readPlainYaml } from './plain-yaml';
import { applyMerges, markMerges, mayMerge } from './yaml-merge';

/** Values of charts that are nested deeper are left as text. */
const DEPTH_LIMIT = 100;

/** What a release gives its chart. */
export interface ReleaseValues {
  /** All documents as one. */
  readonly merged: Json;
  /** Documents that are no YAML, as they are. */
  readonly texts: readonly string[];
}

/**
 * Reads the `values` of a Helm release: YAML or JSON documents, of which the later win, as Helm has it.
 *
 * @param release attributes of the release
 */
export function valuesOf(release: Json | undefined): ReleaseValues {
  const documents = listAt(release, 'values').filter((each) => typeof each === 'string');
  const parsed = documents.map((text) => ({ text, value: parseDocument(text) }));
  return {
    merged: parsed.reduce<Json>((sum, { value }) => (isObject(value) ? merge(sum, value) : sum), {}),
    texts: parsed.filter(({ value }) => !isObject(value) && value !== null).map(({ text }) => text),
  };
}

/**
 * Reads a JSON or YAML document; of several, the first one, as Helm has it.
 *
 * @param text any text
 * @returns nothing when it is none, or nested too deep
 */
export function parseDocument(text: string): Json | undefined {
  try {
    const json = text.trimStart().startsWith('{') ? parseJson(text) : undefined;
    const first = json === undefined ? firstDocument(text) : text;
    const value = json ?? readPlainYaml(first) ?? readYaml(first);
    return isDeeper(value, DEPTH_LIMIT) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Takes every plain scalar before the tags of the package, which tags of a document may still ask for. */
const PLAIN: ScalarTag = {
  tag: 'tag:datahall,2026:plain',
  default: true,
  test: /^/,
  resolve: helmScalar,
};

/** Made once: the package makes it anew for each document, which takes as long as reading a short one. */
const SCHEMA = new Schema({ schema: 'core', customTags: (tags) => [PLAIN, ...tags], resolveKnownTags: true });

/** What ends a document, wherever it stands: no line of a value begins so. */
const END = /(?<=[\r\n])(---|\.\.\.)(?=\s|$)/;

/** What may stand before a document: directives, comments, and the line that begins it. */
const START = /^\ufeff?(?:[^\S\r\n]*(?:#[^\r\n]*)?[\r\n]|%[^\r\n]*[\r\n])*(?:---(?=\s|$))?/;

/** What follows it need not even be YAML. */
function firstDocument(text: string): string {
  if (!END.test(text)) return text;
  const start = START.exec(text)?.[0].length ?? 0;
  const length = text.slice(start).search(END);
  return length === -1 ? text : text.slice(0, start + length);
}

/**
 * Of two members of one name the later one wins, as Helm has it. No message is shown: it quotes the text, which may
 * hold secrets.
 */
function readYaml(text: string): Json {
  const document = parseYaml(text, { logLevel: 'error', uniqueKeys: false, schema: SCHEMA });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  if (!mayMerge(text)) return document.toJS() as Json;
  const mark = markMerges(document);
  const value = document.toJS() as Json;
  return isDeeper(value, DEPTH_LIMIT) ? value : applyMerges(value, mark);
}

/**
 * Reads a text that is a JSON document, such as a policy.
 *
 * @param value any value
 * @returns nothing when it is none: a number or a word alone is no document
 */
export function jsonDocument(value: Json): Json | undefined {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return undefined;
  const document = parseJson(value);
  return document === undefined || isDeeper(document, DEPTH_LIMIT) ? undefined : document;
}

/** JSON is YAML, and read a hundred times faster. */
function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(quoteLargeNumbers(text)) as Json;
  } catch {
    return undefined;
  }
}

function merge(base: Json, over: Json): Json {
  if (!isObject(base) || !isObject(over)) return over;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  return Object.fromEntries(
    keys.map((key) => {
      const value = member(over, key);
      return [key, value === undefined ? (member(base, key) ?? null) : merge(member(base, key) ?? null, value)];
    }),
  );
}

/**
 * Tells whether a shadow marks anything.
 *
 * @param shadow `after_unknown`, `before_sensitive` or `after_sensitive`
 */
export function isMarked(shadow: Json | undefined): boolean {
  if (shadow === true) return true;
  if (isList(shadow)) return shadow.some(isMarked);
  return isObject(shadow) && Object.values(shadow).some(isMarked);
}
