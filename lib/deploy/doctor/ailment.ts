/** Something that keeps a stage from being deployed, and how to repair it. */
export interface Ailment {
  /** What it is about. */
  readonly kind: 'helm-release' | 'state-lock' | 'namespace' | 'cluster' | 'webhook';
  /** Its name: `namespace/release`, a stack, a namespace, a context, a webhook. */
  readonly subject: string;
  /** What is wrong. */
  readonly what: string;
  /** Exact command that repairs it, or the first of them. */
  readonly repair: string;
}

/** What commands of kubectl begin with, as people type them. */
export type KubectlPrefix = readonly string[];

/**
 * A command as people type it.
 *
 * @param words its words; those that a shell would read otherwise are quoted
 */
export function shell(...words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}
