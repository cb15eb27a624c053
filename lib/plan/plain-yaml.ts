import { setMember, type Json } from './json';

/** Deepest nesting that is read. */
const DEPTH = 100;

/** Tabs, ends of lines and blanks of other kinds: they mean something else in places. */
const STRANGE = /[^\n -~\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ufefe]/;

/** Words that are no text in the core schema of YAML 1.2. */
const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ...['true', 'True', 'TRUE'].map((word): [string, Json] => [word, true]),
  ...['false', 'False', 'FALSE'].map((word): [string, Json] => [word, false]),
  ...['null', 'Null', 'NULL'].map((word): [string, Json] => [word, null]),
]);

/** Numbers as most are written. */
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/;

/** All else that is no text in that schema. */
const NO_TEXT =
  /^([-+]?\d+|0o[0-7]+|0x[\da-fA-F]+|[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|~)$/;

/** Characters of keys, and those that begin a text without quotes that is neither a number nor anything special. */
const IN_KEY = tableOf(/[\w./-]/);
const BEGINS_TEXT = tableOf(/[A-Za-z_/(]/);

/** Signs that begin something else than a text without quotes. */
const SIGN = /^([,[\]{}#&*!|>'"%@`?:]|-( |$))/;

/** Longest key without quotes. */
const KEY_LIMIT = 250;

/**
 * Reads a YAML document of the kind that most values of releases are: mappings and lists by indent, with texts of one
 * line and literal blocks. The package takes fifty times as long, as it has to know everything of YAML.
 *
 * @param document any text
 * @returns nothing for anything else, and for what is wrong: that is for the package to read, or to refuse
 */
export function readPlainYaml(document: string): Json | undefined {
  if (STRANGE.test(document)) return undefined;
  try {
    return new Reader(document.endsWith('\n') ? document : `${document}\n`).read();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

/** One for all: it is no failure, and says nothing. */
const NOT_PLAIN = new Error('not plain YAML');

function refuse(): never {
  throw NOT_PLAIN;
}

const [SPACE, DASH, HASH, COLON, LINE_END] = [0x20, 0x2d, 0x23, 0x3a, 0x0a];
const [DOUBLE_QUOTE, SINGLE_QUOTE, BACKSLASH, BAR] = [0x22, 0x27, 0x5c, 0x7c];

/** Marks characters of ASCII: a look at a table is a few times faster than a pattern. */
function tableOf(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}

/** Reads line after line; of the next one it knows where its text begins and ends, and how far it is indented. */
class Reader {
  private start = 0;
  private end = 0;
  private indent = 0;

  public constructor(private readonly text: string) {
    this.goTo(text.startsWith('---\n') ? 4 : 0);
  }

  public read(): Json {
    const value = this.block(0);
    return this.indent === -1 ? value : refuse();
  }

  /** To the first line from here that is neither empty nor a comment; behind the last one, the indent is -1. */
  private goTo(from: number): void {
    let [at, line] = [from, from];
    for (; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === SPACE) continue;
      if (code !== HASH && code !== LINE_END) break;
      if (code === HASH) at = this.text.indexOf('\n', at);
      line = at + 1;
    }
    this.start = at;
    this.end = this.text.indexOf('\n', at);
    this.indent = this.end === -1 ? -1 : at - line;
    if (this.indent === 0 && (this.text.startsWith('---', at) || this.text.startsWith('...', at))) refuse();
  }

  private isItem(at: number): boolean {
    if (this.text.charCodeAt(at) !== DASH) return false;
    const next = this.text.charCodeAt(at + 1);
    return next === SPACE || next === LINE_END;
  }

  private block(depth: number): Json {
    if (this.indent === -1 || depth > DEPTH) refuse();
    return this.isItem(this.start) ? this.list(depth) : this.mapping(depth);
  }

  private list(depth: number): Json {
    const { indent } = this;
    const items: Json[] = [];
    while (this.indent === indent && this.isItem(this.start)) {
      const from = this.afterSpaces(this.start + 1);
      if (this.isItem(from) || this.endOfKey(from) !== -1) {
        // A block that begins behind the dash is indented by that much.
        [this.start, this.indent] = [from, indent + from - this.start];
        items.push(this.block(depth + 1));
      } else items.push(this.value(from, indent, indent + 1, depth));
    }
    return this.indent > indent ? refuse() : items;
  }

  private mapping(depth: number): Json {
    const { indent } = this;
    const members: Record<string, Json> = {};
    while (this.indent === indent && !this.isItem(this.start)) {
      const end = this.endOfKey(this.start);
      if (end === -1 || end - this.start > KEY_LIMIT) refuse();
      const name = textOf(this.text.slice(this.start, end));
      if (name in members) refuse();
      // A list below a key need not be indented.
      setMember(members, name, this.value(this.afterSpaces(end + 1), indent, indent, depth));
    }
    return this.indent > indent ? refuse() : members;
  }

  /** Behind a key at this place; -1 where there is none. */
  private endOfKey(at: number): number {
    const first = this.text.charCodeAt(at);
    let end = at;
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) end = this.endOfQuoted(at);
    else if (BEGINS_TEXT[first] === 1) while (IN_KEY[this.text.charCodeAt(end)] === 1) end += 1;
    if (end === at || end === -1 || this.text.charCodeAt(end) !== COLON) return -1;
    const next = this.text.charCodeAt(end + 1);
    return next === SPACE || next === LINE_END ? end : -1;
  }

  /** Behind a text in quotes that ends in this line. */
  private endOfQuoted(at: number): number {
    const quote = this.text.charCodeAt(at);
    for (let end = at + 1; end < this.end; end += 1) {
      const code = this.text.charCodeAt(end);
      if (code === BACKSLASH && quote === DOUBLE_QUOTE) end += 1;
      else if (code === quote && (quote === DOUBLE_QUOTE || this.text.charCodeAt(end + 1) !== quote)) return end + 1;
      else if (code === quote) end += 1;
    }
    return -1;
  }

  /** What stands behind a colon or a dash, or in the lines below it; a list there has at least some indent. */
  private value(from: number, indent: number, listIndent: number, depth: number): Json {
    const first = this.text.charCodeAt(from);
    if (first === BAR) return this.literal(from, indent);
    if (first !== LINE_END && first !== HASH) return this.inline(from, first);
    this.goTo(this.end + 1);
    if (this.indent > indent) return this.block(depth + 1);
    return this.indent === listIndent && this.isItem(this.start) ? this.block(depth + 1) : null;
  }

  /** A value that ends with its line. */
  private inline(from: number, first: number): Json {
    const { text } = this;
    const isQuoted = first === DOUBLE_QUOTE || first === SINGLE_QUOTE;
    let until = isQuoted ? this.endOfQuoted(from) : from;
    if (until === -1) refuse();
    for (; until < this.end; until += 1) {
      const code = text.charCodeAt(until);
      if (code === HASH && text.charCodeAt(until - 1) === SPACE) break;
      if (isQuoted && code !== SPACE) refuse();
      if (code !== COLON) continue;
      const next = text.charCodeAt(until + 1);
      if (next === SPACE || next === LINE_END) refuse();
    }
    while (text.charCodeAt(until - 1) === SPACE) until -= 1;
    const value = text.slice(from, until);
    this.goTo(this.end + 1);
    if (isQuoted) return unquoted(value);
    return BEGINS_TEXT[first] === 1 ? wordOrText(value) : special(value);
  }

  /** Lines as they are; no line end but that of the last line counts. */
  private literal(from: number, indent: number): Json {
    const head = this.text.slice(from, this.end);
    if (head !== '|' && head !== '|-') refuse();
    const column = this.afterSpaces(this.end + 1) - this.end - 1;
    if (column <= indent || this.text[this.end + 1 + column] === '\n') refuse();
    const lines: string[] = [];
    let at = this.end + 1;
    while (at < this.text.length) {
      const end = this.text.indexOf('\n', at);
      const first = this.afterSpaces(at);
      if (first < end && first - at < column) break;
      // Of a line of blanks, those behind the column count.
      if (first === end && end - at > column) refuse();
      lines.push(this.text.slice(at + column, end));
      at = end + 1;
    }
    this.goTo(at);
    if (this.indent > indent) refuse();
    return `${lines.join('\n').replace(/\n+$/, '')}${head === '|' ? '\n' : ''}`;
  }

  private afterSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at += 1;
    return at;
  }
}

/** A key; one that is no text is left to the package. */
function textOf(key: string): string {
  const value = BEGINS_TEXT[key.charCodeAt(0)] === 1 ? wordOrText(key) : unquoted(key);
  return typeof value === 'string' ? value : refuse();
}

function unquoted(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  return text.includes('\\') ? (json(text) as string) : text.slice(1, -1);
}

/** Escapes and lists as JSON has them: they mean the same in YAML. */
function json(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return refuse();
  }
}

/** All words have four or five letters. */
function wordOrText(text: string): Json {
  const word = text.length === 4 || text.length === 5 ? WORDS.get(text) : undefined;
  return word === undefined ? text : word;
}

function special(text: string): Json {
  if (NUMBER.test(text)) return Number(text);
  if (text === '{}') return {};
  // Of a mapping, JSON does not tell whether a key comes twice; a large number loses digits.
  if (text.startsWith('[')) return text.includes('{') || /\d{16}/.test(text) ? refuse() : json(text);
  return SIGN.test(text) || NO_TEXT.test(text) ? refuse() : text;
}
