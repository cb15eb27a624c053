/** What a chart does with one value: reads it, passes it on unseen, or ignores it. */
export type Verdict = 'known' | 'open' | 'orphan';

/** The verdict on one leaf of a values document. */
export interface KeyVerdict {
  /** Path of the leaf. Elements of lists are addressed by their index. */
  readonly path: readonly string[];
  /**
   * - `known`: the chart's values.yaml or schema has this key;
   * - `open`: it lies in a map or list whose keys the chart does not name, so nothing can be said;
   * - `orphan`: nothing reads it.
   */
  readonly verdict: Verdict;
  /** Dotted path that was probably meant. @default - no key comes close */
  readonly suggestion?: string;
  /** Why, where the verdict alone does not say it. @default - values.yaml decides alone */
  readonly note?: string;
}

/** A key that a template reads although neither values.yaml nor the schema mentions it. */
export interface TemplateRead {
  /** Dotted path of the key; it covers everything below. */
  readonly path: string;
  /** Which file of the chart reads it, and how. */
  readonly reason: string;
}

/** What the caller knows beyond the chart's files. */
export interface VerifyOptions {
  /** Keys that templates read beyond values.yaml. @default - none */
  readonly reads?: readonly TemplateRead[];
  /**
   * Dotted paths of values that hold a YAML document as text: it is compared with the default document at the same
   * path.
   * @default - none
   */
  readonly documents?: readonly string[];
}
