import { valueNotJson } from '../../lib/errors/charts';
import type { Problem } from '../../lib/errors/problem';
import { Fn, Op, Token } from './cdktf';
import { escapeMarks, partsOf } from './template-text';
import { isToken } from './tokens';

/**
 * What JSON cannot carry: it would be written as `null`.
 *
 * @param values plain JSON with tokens, as in {@link encodeValues}
 */
export function problemsOfValues(values: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  collect(values, '', problems);
  return problems;
}

function collect(value: unknown, path: string, problems: Problem[]): void {
  if (isLeaf(value) || isToken(value)) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item ?? null, `${path}[${index}]`, problems);
  } else if (isPlain(value)) {
    for (const [key, item] of Object.entries(value)) if (item !== undefined) collect(item, join(path, key), problems);
  } else problems.push(valueNotJson(path, value));
}

function isLeaf(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return typeof value === 'string' || value === null || typeof value === 'boolean';
}

/**
 * Writes values as one canonical document that Terraform passes on unchanged: `${` and `%{` in texts are escaped,
 * and each token becomes an expression that Terraform encodes itself. Neither `JSON.stringify` nor `jsonencode` of
 * the whole does both.
 *
 * @param values plain JSON, tokens allowed as leaves and inside of texts; undefined fields are left out
 * @returns canonical JSON, which is YAML: sorted keys, two spaces; tokens are Terraform expressions
 */
export function encodeValues(values: unknown): string {
  return write(values, { indent: '', compact: false });
}

/**
 * Writes objects as the values document of the vendored chart: one line an object, so that a plan shows which object
 * changed. Indented as the values of an operator are, a document of CRDs takes Helm's YAML parser minutes instead of
 * a second.
 *
 * @param objects Kubernetes objects; tokens as in {@link encodeValues}
 */
export function encodeObjects(objects: readonly unknown[]): string {
  const lines = objects.map((object) => plainJson(object) ?? write(object, { indent: '', compact: true }));
  return `{"objects": [\n${lines.join(',\n')}\n]}`;
}

/** How tokens begin in texts, lists and keys, how JSON prints the numbers that they are, and marks of templates. */
const NEEDS_CARE = /TfToken\[|e\+\d{3}|[$%]\{/;

/** An object without tokens and marks, which is nearly every one: `JSON` writes it in a fraction of the time. */
function plainJson(object: unknown): string | undefined {
  if (isInOrder(object)) return withoutCare(JSON.stringify(object));
  const unusual: unknown[] = [];
  const inOrder = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? value : value.map(inOrder);
    if (!isUsual(value)) unusual.push(value);
    const ordered: Record<string, unknown> = {};
    for (const key of Object.keys(value).sort()) ordered[key] = inOrder((value as Record<string, unknown>)[key]);
    return ordered;
  };
  const text = JSON.stringify(inOrder(object));
  return unusual.length === 0 ? withoutCare(text) : undefined;
}

/** Whether an object has its keys in order already, at each level, as those of which there are thousands do. */
function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  if (!isUsual(value)) return false;
  let before = '';
  for (const key in value) {
    if (key < before || !isInOrder((value as Record<string, unknown>)[key])) return false;
    before = key;
  }
  return true;
}

function isUsual(value: object): boolean {
  return isPlain(value) && !('resolve' in value) && !Object.hasOwn(value, '__proto__');
}

function withoutCare(text: string): string | undefined {
  return NEEDS_CARE.test(text) ? undefined : text;
}

/** How a value is laid out. */
interface Layout {
  readonly indent: string;
  readonly compact: boolean;
}

function write(value: unknown, layout: Layout): string {
  if (isPlainText(value)) return `"${value}"`;
  if (isToken(value)) return writeToken(value);
  if (typeof value === 'string') return `"${literal(value)}"`;
  if (isLeaf(value)) return String(value);
  const inner = layout.compact ? layout : { ...layout, indent: `${layout.indent}  ` };
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item ?? null, inner));
    return wrap('[', items, ']', layout);
  }
  if (isPlain(value)) {
    const lines: string[] = [];
    for (const key of Object.keys(value).sort()) {
      const item = value[key];
      if (item !== undefined) lines.push(`"${literal(key)}":${layout.compact ? '' : ' '}${write(item, inner)}`);
    }
    return wrap('{', lines, '}', layout);
  }
  return 'null';
}

function wrap(open: string, parts: readonly string[], close: string, { indent, compact }: Layout): string {
  if (parts.length === 0) return open + close;
  if (compact) return open + parts.join(',') + close;
  return `${open}\n${parts.map((part) => `${indent}  ${part}`).join(',\n')}\n${indent}${close}`;
}

function writeToken(value: unknown): string {
  if (typeof value !== 'string') return Token.asString(Fn.jsonencode(value));
  const parts = partsOf(value);
  if (parts.length === 1) return Token.asString(Fn.jsonencode(value));
  return `"${parts.map((part) => (Token.isUnresolved(part) ? insideText(part) : literal(part))).join('')}"`;
}

/** A token inside of a text: encoded by Terraform, without the quotes. */
function insideText(token: string): string {
  const encoded = Token.asString(Fn.jsonencode(token));
  const length = Token.asNumber(Op.sub(Fn.lengthOf(encoded), 2));
  return Token.asString(Fn.substr(encoded, 1, length));
}

/** Texts without anything to escape, most of all keys and values; no token is written with these alone. */
const PLAIN = /^[\w .,:;=+*/@()-]*$/;

function isPlainText(value: unknown): value is string {
  return typeof value === 'string' && PLAIN.test(value);
}

/** A text inside of JSON quotes in a Terraform template. */
function literal(text: string): string {
  if (isPlainText(text)) return text;
  const json = JSON.stringify(text).slice(1, -1);
  return json.includes('{') ? escapeMarks(json) : json;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
