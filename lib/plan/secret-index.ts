import { SHORTEST_SECRET, type SecretForm, type SecretForms } from './secret-forms';

/** Beginning by which a longer text is known; so is a copy that is cut. */
export const KEY = 64;

/** Characters that are compared in one text: more are found in texts that repeat themselves only. */
const MOST_WORK = 5_000_000;

/** A place of a secret in a text. */
export interface Match {
  /** First character. */
  readonly start: number;
  /** Behind the last one. */
  readonly end: number;
  /** Number of the secret. */
  readonly secret: number;
}

interface Entry {
  readonly text: string;
  /** Where its key stands in the text. */
  readonly offset: number;
  readonly secret: number;
}

/** Finds many texts in another one, in a time that does not grow with their number. */
export class SecretIndex {
  /** What has a key of full length, until a text comes that is long enough to hold one: most are names. */
  private readonly later: (() => void)[] = [];
  private readonly entries = new Map<string, Entry[]>();
  /** Lengths of the keys that begin alike, the longest first: many may, and are then found by one look each. */
  private readonly lengths = new Map<string, number[]>();
  /** Marks the first two characters of keys: most places of a text are passed by one look. */
  private readonly starts = new Uint8Array(1 << 16);

  /**
   * Adds a secret.
   *
   * @param secret its number
   * @param forms texts by which it is known
   */
  public add(secret: number, { short, long }: Pick<SecretForms, 'short' | 'long'>): void {
    for (const form of short) this.put({ text: form.text, offset: 0, secret });
    if (long === undefined) return;
    this.later.push(() => {
      for (const form of long()) this.putLong(form, secret);
    });
  }

  /**
   * Finds all places.
   *
   * @param text any text
   * @param least shortest place that counts. @default 4
   */
  public find(text: string, least = SHORTEST_SECRET): readonly Match[] {
    if (text.length >= KEY) this.putLonger();
    const found: Match[] = [];
    let work = 0;
    for (let at = 0; at + SHORTEST_SECRET <= text.length; at += 1) {
      if (this.starts[startOf(text, at)] === 0) continue;
      const match = this.at(text, at);
      if (match === undefined || match.end - match.start < least) continue;
      found.push(match);
      work += match.end - match.start;
      if (work > MOST_WORK) return [...found, { ...match, end: text.length }];
    }
    return found;
  }

  private at(text: string, at: number): Match | undefined {
    for (const length of this.lengths.get(text.slice(at, at + SHORTEST_SECRET)) ?? []) {
      const entries = this.entries.get(text.slice(at, at + length));
      if (entries === undefined) continue;
      return entries
        .map((entry) => extended(text, at, length, entry))
        .reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
    }
    return undefined;
  }

  private putLonger(): void {
    for (const put of this.later.splice(0)) put();
  }

  private putLong({ text, middle }: SecretForm, secret: number): void {
    this.put({ text, offset: 0, secret });
    if (middle && text.length >= 2 * KEY)
      for (let offset = KEY; offset + KEY <= text.length; offset += KEY) this.put({ text, offset, secret });
  }

  private put(entry: Entry): void {
    const key = entry.text.slice(entry.offset, entry.offset + KEY);
    const entries = this.entries.get(key);
    if (entries !== undefined) {
      // A few of those that begin alike are enough to know one of them.
      if (entries.length < MOST_ALIKE && key.length === KEY) entries.push(entry);
      return;
    }
    this.entries.set(key, [entry]);
    this.starts[startOf(key, 0)] = 1;
    const prefix = key.slice(0, SHORTEST_SECRET);
    const lengths = this.lengths.get(prefix);
    if (lengths === undefined) this.lengths.set(prefix, [key.length]);
    else if (!lengths.includes(key.length)) {
      lengths.push(key.length);
      lengths.sort((a, b) => b - a);
    }
  }
}

const MOST_ALIKE = 64;

function extended(text: string, at: number, length: number, { text: secret, offset, secret: number }: Entry): Match {
  let [start, end] = [at, at + length];
  const shift = at - offset;
  while (end - shift < secret.length && text[end] === secret[end - shift]) end += 1;
  while (start > 0 && start > shift && text[start - 1] === secret[start - 1 - shift]) start -= 1;
  return { start, end, secret: number };
}

function sizeOf({ start, end }: Match): number {
  return end - start;
}

function startOf(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & 0xffff;
}
