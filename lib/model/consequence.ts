/**
 * What follows for people when a construct goes or changes, in words of its author: shown where the change is reviewed,
 * which it then always must be.
 */
export interface Consequence {
  /** What follows when a part of it is deleted. @default - what is known of its kind */
  readonly delete?: string;
  /** What follows when a part of it is replaced. @default - what is known of its kind */
  readonly replace?: string;
  /** What follows when a part of it is updated. @default - nothing that must be approved */
  readonly update?: string;
}
