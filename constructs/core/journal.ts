import type { IConstruct } from 'constructs';
import type { Problem } from '../../lib/errors/problem';
import type { Acknowledgement } from '../../lib/model/acknowledgements';
import type { Consequence } from '../../lib/model/consequence';
import type { FactKind } from '../../lib/model/fact';

const JOURNAL = Symbol.for('datahall/Journal');

/** Files that several constructs have together. */
export interface SharedFiles<Part extends object> {
  /** Folder below `artifacts`. */
  readonly folder: string;
  /** The files by path; must be pure. */
  readonly combine: (parts: readonly Part[]) => ReadonlyMap<string, string>;
}

/** What one construct says about itself; read by the app when it synthesizes, never written after that. */
export interface Journal {
  /** Facts, as producers: collections of a construct may still grow when it publishes. */
  readonly facts: { readonly kind: FactKind<object>; readonly produce: () => object }[];
  /** What is wrong with what it was told. */
  readonly problems: Problem[];
  /** Checks that can only be made when the program is complete. */
  readonly checks: (() => Problem | undefined)[];
  /** Files for people and for other tools, by path below the construct's folder. */
  readonly artifacts: (() => ReadonlyMap<string, string>)[];
  /** Its parts of files that it has together with others. */
  readonly parts: { readonly files: SharedFiles<object>; readonly produce: () => object }[];
  /** What follows when it goes or changes; the last word counts. */
  readonly consequences: Consequence[];
  /** Findings that somebody took responsibility for. */
  readonly acknowledgements: Acknowledgement[];
}

/**
 * The journal of a construct, made on first use.
 *
 * @param construct any construct
 */
export function journalOf(construct: IConstruct): Journal {
  const holder = construct as IConstruct & { [JOURNAL]?: Journal };
  const existing = holder[JOURNAL];
  if (existing !== undefined) return existing;
  const journal: Journal = {
    facts: [],
    problems: [],
    checks: [],
    artifacts: [],
    parts: [],
    consequences: [],
    acknowledgements: [],
  };
  Object.defineProperty(holder, JOURNAL, { value: journal });
  return journal;
}

/**
 * The journal of a construct, if it has one.
 *
 * @param construct any construct
 */
export function existingJournal(construct: IConstruct): Journal | undefined {
  return (construct as IConstruct & { [JOURNAL]?: Journal })[JOURNAL];
}
