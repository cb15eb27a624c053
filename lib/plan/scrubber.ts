import { formsOf, SHORTEST_SECRET } from './secret-forms';
import { KEY, SecretIndex, type Match } from './secret-index';
import { viewsOf, type View } from './views';

/** Neither of them is secret as a text, and both are everywhere. */
const COMMON = new Set(['true', 'false', 'null']);

/** How many encodings may lie around a secret. */
const LAYERS = 4;

/** Ways to read one text; a text that has more is hidden. */
const MOST_VIEWS = 400;

/** Text beyond what is shown that is looked through: a secret may begin, or end, there. */
const MARGIN = 4096;

/** Texts that come again and again, such as types, are looked through once. */
const REMEMBERED = 20_000;

/**
 * Replaces secrets by tags such as `‹secret 0003›`: equal secrets have equal tags. Only what is shown is looked
 * through, also as it reads without its encodings: escaped for JSON, YAML or HTML, in URLs, base64, hexadecimal,
 * wrapped, and these in each other.
 *
 * A tag is the place of the secret in the order in which the plans name them. It is no digest: whoever guesses a short
 * value, and the others of the plan, could compute any digest of them and see that the guess is right. A number says
 * nothing of the value, and the same input gives the same numbers.
 */
export class Scrubber {
  private readonly secrets: readonly string[];
  private readonly known = new Map<string, string>();
  private numbers?: ReadonlyMap<string, number>;
  private made?: SecretIndex;
  private binary = false;

  /** @param secrets values in a fixed order; those of less than 4 characters are left out */
  public constructor(secrets: Iterable<string>) {
    this.secrets = [...new Set(secrets)].filter((it) => it.trim().length >= SHORTEST_SECRET && !COMMON.has(it));
  }

  /**
   * Replaces each secret in a text; of two that begin at the same place, the longer one.
   *
   * @param text any text
   * @param limit stops when so many characters are written. @default - the whole text
   */
  public scrub(text: string, limit = Number.POSITIVE_INFINITY): string {
    if (this.secrets.length === 0) return text.length <= limit ? text : `${text.slice(0, limit)}…`;
    if (text.length > 200 || text.length > limit) return this.window(text, 0, limit);
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const clean = this.window(text, 0, limit);
    if (this.known.size < REMEMBERED && clean.length <= limit) this.known.set(text, clean);
    return clean;
  }

  /**
   * The tag of a text that is a secret as a whole.
   *
   * @param text any text
   * @returns nothing when it is none
   */
  public tagOf(text: string): string | undefined {
    this.numbers ??= new Map(this.secrets.map((secret, number) => [secret, number]));
    const number = this.numbers.get(text) ?? this.numbers.get(text.trim());
    return number === undefined ? undefined : tagOf(number);
  }

  /**
   * Replaces each secret in a part of a text, also one that begins before or ends behind it.
   *
   * @param text any text
   * @param start where the part begins
   * @param limit stops when so many characters are written
   */
  public window(text: string, start: number, limit: number): string {
    const from = Math.max(0, start - MARGIN);
    const near = Number.isFinite(limit) ? text.slice(from, start + limit + MARGIN) : text.slice(from);
    let [out, at] = ['', start - from];
    for (const { start: first, end, secret } of this.matches(near)) {
      if (end <= at) continue;
      if (out.length + first - at > limit) break;
      out += near.slice(at, Math.max(at, first)) + tagOf(secret);
      at = end;
    }
    const rest = near.slice(at, at + Math.max(0, limit - out.length));
    const shorter = out.length > limit || from + at + rest.length < text.length;
    return shorter ? `${out}${rest}…` : out + rest;
  }

  /** Places of secrets that do not overlap, in their order. */
  private matches(text: string): readonly Match[] {
    if (this.secrets.length === 0) return [];
    const index = (this.made ??= this.makeIndex());
    const all: Match[] = [...index.find(text)];
    const seen = new Set([text]);
    const queue: { readonly text: string; readonly path: readonly View[] }[] = [{ text, path: [] }];
    for (const { text: outer, path } of queue) {
      for (const view of viewsOf(outer, this.binary)) {
        if (seen.has(view.text)) continue;
        if (seen.size > MOST_VIEWS) return [{ start: 0, end: text.length, secret: -1 }];
        seen.add(view.text);
        const whole = [...path, view];
        // Words that only meet without blanks are no secret, unless they are long.
        const squeezed = whole.some((each) => each.squeezed);
        for (const match of index.find(view.text, squeezed ? 2 * SHORTEST_SECRET : SHORTEST_SECRET))
          all.push(inText(match, whole));
        if (whole.length < LAYERS && view.readable) queue.push({ text: view.text, path: whole });
      }
    }
    return merged(all);
  }

  /** Made when the first text is shown. */
  private makeIndex(): SecretIndex {
    const index = new SecretIndex();
    for (const [number, secret] of this.secrets.entries()) {
      const forms = formsOf(secret, KEY);
      index.add(number, forms);
      this.binary ||= forms.isBinary;
    }
    return index;
  }
}

function inText({ start, end, secret }: Match, path: readonly View[]): Match {
  return path.reduceRight<Match>(
    (match, view) => ({ start: view.from(match.start), end: view.until(match.end - 1), secret }),
    { start, end, secret },
  );
}

/** Of those that overlap, the first and longest gives the tag, and no tail of another is left over. */
function merged(matches: readonly Match[]): readonly Match[] {
  const sorted = [...matches].sort((a, b) => {
    if (a.start !== b.start) return a.start - b.start;
    return a.end === b.end ? a.secret - b.secret : b.end - a.end;
  });
  const result: Match[] = [];
  for (const match of sorted) {
    const last = result.at(-1);
    if (last === undefined || match.start >= last.end) result.push(match);
    else if (match.end > last.end) result[result.length - 1] = { ...last, end: match.end };
  }
  return result;
}

function tagOf(secret: number): string {
  return secret < 0 ? '‹secret›' : `‹secret ${(secret + 1).toString(16).padStart(4, '0')}›`;
}
