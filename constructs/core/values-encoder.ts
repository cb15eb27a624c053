import { valueNotJson } from '../../lib/errors/charts';
import type { Problem } from '../../lib/errors/problem';
import { Fn, Op, Token } from './cdktf';

/** A values document for Terraform, and what could not be written. */
export interface EncodedValues {
  /** Canonical JSON (which is YAML): sorted keys, two spaces; tokens are Terraform expressions. */
  readonly text: string;
  /** Values that JSON cannot carry. */
  readonly problems: readonly Problem[];
}

/**
 * Writes values as one canonical document that Terraform passes on unchanged: `${` and `%{` in texts are escaped,
 * and each token becomes an expression that Terraform encodes itself. Neither `JSON.stringify` nor `jsonencode` of
 * the whole does both.
 *
 * @param values plain JSON, tokens allowed as leaves and inside of texts; undefined fields are left out
 */
export function encodeValues(values: unknown): EncodedValues {
  const problems: Problem[] = [];
  return { text: write(values, '', '', problems), problems };
}

function write(value: unknown, path: string, indent: string, problems: Problem[]): string {
  if (Token.isUnresolved(value)) return writeToken(value);
  if (typeof value === 'string') return `"${literal(value)}"`;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER)
    return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => inner + write(item ?? null, `${path}[${index}]`, inner, problems));
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`;
  }
  if (isPlain(value)) {
    const lines = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => `${inner}"${literal(key)}": ${write(value[key], join(path, key), inner, problems)}`);
    return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
  }
  problems.push(valueNotJson(path, value));
  return 'null';
}

/** How cdktf marks a token inside of a text. */
const TOKEN_IN_TEXT = /(\$\{TfToken\[[^\]]+\]\})/;

function writeToken(value: unknown): string {
  if (typeof value !== 'string') return Token.asString(Fn.jsonencode(value));
  const parts = value.split(TOKEN_IN_TEXT).filter((part) => part !== '');
  if (parts.length === 1) return Token.asString(Fn.jsonencode(value));
  return `"${parts.map((part) => (Token.isUnresolved(part) ? insideText(part) : literal(part))).join('')}"`;
}

/** A token inside of a text: encoded by Terraform, without the quotes. */
function insideText(token: string): string {
  const encoded = Token.asString(Fn.jsonencode(token));
  const length = Token.asNumber(Op.sub(Fn.lengthOf(encoded), 2));
  return Token.asString(Fn.substr(encoded, 1, length));
}

/** A text inside of JSON quotes in a Terraform template. */
function literal(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[$%]\{/g, (mark) => mark.charAt(0) + mark);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
