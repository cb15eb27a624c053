/** A text as somebody reads it who takes an encoding off, and where each character comes from. */
export interface View {
  /** The text. */
  readonly text: string;
  /** Where a character begins in the text that it comes from. */
  readonly from: (index: number) => number;
  /** Behind where a character ends there. */
  readonly until: (index: number) => number;
  /** Whether blanks are left out: then words may meet that do not belong together. */
  readonly squeezed: boolean;
  /** Whether it says anything that could be encoded once more. */
  readonly readable: boolean;
}

interface Part {
  /** Where the part begins in the view. */
  readonly out: number;
  /** Where it begins in the text. */
  readonly raw: number;
  /** Characters of the text that are one unit. @default - as many as in the view */
  readonly unit?: number;
  /** Characters of the text for each one of the view, where it is no unit. */
  readonly scale: number;
  /** Behind its end in the text, padding included. */
  readonly end: number;
}

type Decode = (found: string) => { readonly text: string; readonly skip: number; readonly scale: number } | undefined;

/**
 * Takes one encoding off a text, in each way in which it may be read.
 *
 * @param text any text
 * @param binary whether what is found may be other than letters, digits and signs of English
 */
export function viewsOf(text: string, binary: boolean): readonly View[] {
  const views: View[] = [];
  const add = (view: View | undefined): void => {
    if (view !== undefined) views.push(view);
  };
  for (const [mark, pattern, decode] of ESCAPES)
    if (text.includes(mark)) add(viewOf(text, pattern, (found) => ({ text: decode(found), skip: 0, scale: 0 })));
  if (/\s/.test(text)) {
    const view = viewOf(text, /\s+/g, () => ({ text: '', skip: 0, scale: 0 }));
    if (view !== undefined) views.push({ ...view, squeezed: true });
  }
  for (let skip = 0; skip < 4; skip += 1)
    add(viewOf(text, /[A-Za-z0-9+/_-]{6,}={0,2}/g, (run) => base64Of(run, skip, binary)));
  for (let skip = 0; skip < 2; skip += 1) add(viewOf(text, /[0-9a-fA-F]{8,}/g, (run) => hexOf(run, skip)));
  add(viewOf(text, /(?:[0-9a-fA-F]{2}[:-]){3,}[0-9a-fA-F]{2}(?![0-9a-fA-F])/g, separatedHexOf));
  return views;
}

const HTML: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const LETTERS: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
  ...{ N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029' },
};

/** Escapes of JSON, YAML and programs; a line that YAML continues is one. */
const ESCAPE =
  /\\(?:u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{1,3}|\r?\n[ \t]*|["\\/bfnrt'aevN_LP ])/g;

function escape(found: string): string {
  const rest = found.slice(1);
  if (/^[uUx]/.test(rest)) return characterOf(parseInt(rest.replace(/[^0-9a-fA-F]/g, ''), 16), found);
  if (/^[0-7]/.test(rest)) return String.fromCharCode(parseInt(rest, 8));
  return /^\s*[\r\n]/.test(rest) ? '' : (LETTERS[rest] ?? rest);
}

function characterOf(code: number, found: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : found;
}

function htmlReference(found: string): string {
  const name = found.slice(1, -1);
  if (!name.startsWith('#')) return HTML[name.toLowerCase()] ?? found;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 ? characterOf(code, found) : found;
}

function percent(found: string): string {
  try {
    return decodeURIComponent(found);
  } catch {
    return Buffer.from(found.replaceAll('%', ''), 'hex').toString();
  }
}

/** What says that an encoding may be there, its units, and what they stand for. */
const ESCAPES: readonly (readonly [string, RegExp, (found: string) => string])[] = [
  ['\\', ESCAPE, escape],
  ['%', /(?:%[0-9a-fA-F]{2})+/g, percent],
  ['+', /(?:%[0-9a-fA-F]{2})+|\+/g, (found) => (found === '+' ? ' ' : percent(found))],
  ['&', /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp);/gi, htmlReference],
  ["''", /''/g, () => "'"],
  // Of UTF-16, what is no letter of other scripts.
  ['\0', /\0/g, () => ''],
];

function base64Of(run: string, skip: number, binary: boolean): ReturnType<Decode> {
  const encoded = run.slice(skip);
  if (encoded.length < 6 || !(binary || hasText(encoded))) return undefined;
  return { text: Buffer.from(encoded, 'base64').toString('latin1'), skip, scale: 4 / 3 };
}

function hexOf(run: string, skip: number): ReturnType<Decode> {
  const encoded = run.slice(skip, run.length - ((run.length - skip) % 2));
  return { text: Buffer.from(encoded, 'hex').toString('latin1'), skip, scale: 2 };
}

function separatedHexOf(run: string): ReturnType<Decode> {
  return { text: Buffer.from(run.replace(/[:-]/g, ''), 'hex').toString('latin1'), skip: 0, scale: 3 };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BITS = new Uint8Array(128).map((_, code) => {
  const character = String.fromCharCode(code).replace('-', '+').replace('_', '/');
  return Math.max(0, ALPHABET.indexOf(character));
});

/** Tells by the bits that no English text has whether base64 may hold one: most words are no base64. */
function hasText(encoded: string): boolean {
  let ascii = 0;
  const needed = encoded.length < 12 ? 1 : 2;
  for (let at = 0; at + 4 <= encoded.length; at += 4) {
    const bits = [0, 1, 2].map((index) => BITS[encoded.charCodeAt(at + index)] ?? 0);
    const [first = 0, second = 0, third = 0] = bits;
    ascii = first < 32 && (second & 8) === 0 && (third & 2) === 0 ? ascii + 1 : 0;
    if (ascii >= needed) return true;
  }
  return false;
}

/** English, in any form of Unicode. */
const READABLE = /[ -~]{6}|(?:[ -~]\0){4}|(?:\0[ -~]){4}/;

function viewOf(text: string, pattern: RegExp, decode: Decode): View | undefined {
  const parts: Part[] = [];
  const pieces: string[] = [];
  let [raw, out] = [0, 0];
  let readable = false;
  const put = (piece: string, part: Omit<Part, 'out'>): void => {
    parts.push({ ...part, out });
    pieces.push(piece);
    out += piece.length;
  };
  for (const found of text.matchAll(pattern)) {
    const decoded = decode(found[0]);
    if (decoded === undefined) continue;
    const start = found.index + decoded.skip;
    const end = found.index + found[0].length;
    if (start > raw) put(text.slice(raw, start), { raw, scale: 1, end: start });
    put(decoded.text, { raw: start, end, scale: decoded.scale, ...(decoded.scale === 0 ? { unit: end - start } : {}) });
    readable ||= decoded.scale <= 1 || READABLE.test(decoded.text);
    raw = end;
  }
  if (parts.length === 0) return undefined;
  if (raw < text.length) put(text.slice(raw), { raw, scale: 1, end: text.length });
  const partAt = (index: number): Part => parts[lastBefore(parts, index)] ?? { out: 0, raw: 0, scale: 1, end: 0 };
  return {
    text: pieces.join(''),
    from: (index) => {
      const part = partAt(index);
      return part.raw + Math.floor((index - part.out) * part.scale);
    },
    until: (index) => {
      const part = partAt(index);
      if (part.unit !== undefined) return part.end;
      const end = part.raw + Math.ceil((index - part.out + 1) * part.scale);
      // Padding belongs to the last byte.
      return part.scale > 1 && end >= part.end - 2 ? part.end : Math.min(end, part.end);
    },
    squeezed: false,
    readable,
  };
}

/** Of parts that begin at the same place, the last one: the others are empty. */
function lastBefore(parts: readonly Part[], index: number): number {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((parts[middle]?.out ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
