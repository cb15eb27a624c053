/** Shorter texts are no secrets: they would be replaced in every other word. */
export const SHORTEST_SECRET = 4;

/** A text by which a secret is known. */
export interface SecretForm {
  /** The text. */
  readonly text: string;
  /** Whether a copy of which the beginning is cut is known by its middle. */
  readonly middle: boolean;
}

/** All texts by which a secret is known. */
export interface SecretForms {
  /** Those that are shorter than a length: a text of that length cannot hold the others. */
  readonly short: readonly SecretForm[];
  /** Makes the others: often no text that is shown is long enough to hold one. @default - there are none */
  readonly long?: () => readonly SecretForm[];
  /** Whether it has other characters than letters, digits and signs of English. */
  readonly isBinary: boolean;
}

/** Shorter lines of a secret are no secrets by themselves. */
const SHORTEST_LINE = 16;

/**
 * How a secret may stand in a text: as it is, without blanks around and within it, each long line, and its bytes as
 * base64 has them, of UTF-16 too.
 *
 * @param secret the secret
 * @param long length from which a text is long
 */
export function formsOf(secret: string, long: number): SecretForms {
  const isLong = ({ text }: SecretForm): boolean => text.length >= long;
  const isBinary = /[^\t\n\r -~]/.test(secret);
  if (isDense(secret, long)) {
    const short = shortLines(secret, long).map((text) => formOf(secret, text));
    return { short, long: () => allForms(secret).filter(isLong), isBinary };
  }
  const all = allForms(secret);
  const rest = all.filter(isLong);
  return { short: all.filter((form) => !isLong(form)), ...(rest.length === 0 ? {} : { long: () => rest }), isBinary };
}

/** Whether only lines of a secret may be short: it is long without its blanks, and its bytes are its characters. */
function isDense(secret: string, long: number): boolean {
  if (secret.length < long || !isAscii(secret)) return false;
  return secret.slice(0, 4 * long).replace(/\s+/g, '').length >= long;
}

function shortLines(secret: string, long: number): readonly string[] {
  const short: string[] = [];
  if (!secret.includes('\n')) return short;
  for (let at = 0; at <= secret.length;) {
    const next = secret.indexOf('\n', at);
    const end = next === -1 ? secret.length : next;
    const line = end - at < SHORTEST_LINE ? '' : secret.slice(at, end).trim();
    if (line.length >= SHORTEST_LINE && line.length < long) short.push(line);
    at = end + 1;
  }
  return short;
}

function allForms(secret: string): readonly SecretForm[] {
  const lines = secret.includes('\n') ? secret.split('\n').map((line) => line.trim()) : [];
  const plain = [secret, secret.trim(), ...lines.filter((line) => line.length >= SHORTEST_LINE)];
  if (/\s/.test(secret)) plain.push(secret.replace(/\s+/g, ''));
  const encodings = isAscii(secret) ? [] : ENCODINGS.slice(0, isLatin(secret) ? 1 : ENCODINGS.length);
  const bytes = plain.flatMap((each) => encodings.map((encoding) => bytesOf(each, encoding)));
  const known = [...new Set([...plain, ...bytes])].filter((text) => text.length >= SHORTEST_SECRET);
  return known.map((text) => formOf(secret, text));
}

/** Those in which letters that are not English have other bytes; of Latin ones, UTF-16 has only zeros between them. */
const ENCODINGS = ['utf8', 'utf16le', 'utf16be'] as const;

function bytesOf(text: string, encoding: (typeof ENCODINGS)[number]): string {
  const bytes = Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le');
  return (encoding === 'utf16be' ? bytes.swap16() : bytes).toString('latin1');
}

/** Of several lines, each is known by itself. */
function formOf(secret: string, text: string): SecretForm {
  return { text, middle: !secret.includes('\n') || (text.length < secret.length / 2 && !text.includes('\n')) };
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

function isLatin(text: string): boolean {
  return /^[\0-\xff]*$/.test(text);
}
