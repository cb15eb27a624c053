import { encodingsOf, SHORTEST_SECRET } from './encodings';

/** Neither of them is secret as a text, and both are everywhere. */
const COMMON = new Set(['true', 'false', 'null']);

/**
 * Replaces secrets, in all their encodings, by tags such as `‹secret 0003›`: equal secrets have equal tags.
 *
 * A tag is the place of the secret in the order in which the plans name them. It is no digest: whoever guesses a short
 * value, and the others of the plan, could compute any digest of them and see that the guess is right. A number says
 * nothing of the value, and the same input gives the same numbers.
 */
export class Scrubber {
  private readonly tags = new Map<string, string>();
  /** Lengths of the forms that begin alike, the longest first: many secrets may, and are then found by one look each. */
  private readonly lengths = new Map<string, number[]>();
  /** Marks the first two characters of forms: most places of a text are passed by one look. */
  private readonly starts = new Uint8Array(1 << 16);

  /** @param secrets values in a fixed order; those of less than 4 characters are left out */
  public constructor(secrets: Iterable<string>) {
    const kept = [...new Set(secrets)].filter((each) => each.trim().length >= SHORTEST_SECRET && !COMMON.has(each));
    kept.forEach((secret, index) => {
      const tag = `‹secret ${(index + 1).toString(16).padStart(4, '0')}›`;
      for (const form of encodingsOf(secret)) this.add(form, tag);
    });
    for (const lengths of this.lengths.values()) lengths.sort((a, b) => b - a);
  }

  /**
   * Replaces each secret in a text; of two that begin at the same place, the longer one.
   *
   * @param text any text
   * @param limit stops when so many characters are written. @default - the whole text
   */
  public scrub(text: string, limit = Number.POSITIVE_INFINITY): string {
    let [out, copied] = ['', 0];
    for (let at = 0; at < text.length && out.length + at - copied <= limit; at += 1) {
      const form = this.formAt(text, at);
      if (form === undefined) continue;
      out += text.slice(copied, at) + (this.tags.get(form) ?? '');
      copied = this.endOf(text, at, form);
      at = copied - 1;
    }
    const end = Number.isFinite(limit) ? copied + Math.max(0, limit - out.length) : text.length;
    const shorter = end < text.length || out.length > limit;
    out += text.slice(copied, end);
    return shorter ? `${out}…` : out;
  }

  /** Where a secret ends, and those that begin inside of it: no tail of one is left over. */
  private endOf(text: string, start: number, form: string): number {
    let end = start + form.length;
    for (let at = start + 1; at < end; at += 1) {
      const inner = this.formAt(text, at);
      if (inner !== undefined) end = Math.max(end, at + inner.length);
    }
    return end;
  }

  private formAt(text: string, at: number): string | undefined {
    if (this.starts[startOf(text, at)] === 0) return undefined;
    for (const length of this.lengths.get(text.slice(at, at + SHORTEST_SECRET)) ?? []) {
      const form = text.slice(at, at + length);
      if (this.tags.has(form)) return form;
    }
    return undefined;
  }

  private add(form: string, tag: string): void {
    if (this.tags.has(form)) return;
    this.tags.set(form, tag);
    this.starts[startOf(form, 0)] = 1;
    const prefix = form.slice(0, SHORTEST_SECRET);
    const lengths = this.lengths.get(prefix);
    if (lengths === undefined) this.lengths.set(prefix, [form.length]);
    else if (!lengths.includes(form.length)) lengths.push(form.length);
  }
}

function startOf(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & 0xffff;
}
