import { areWords, baseOf, type Measure, type Need, printMeasure, printWords, type Words } from './need';

/** Facts of candidates by name; undefined when a fact is not known, or when there is nothing to count. */
export type Criteria<T> = Readonly<Record<string, (candidate: T) => Measure | Words | undefined>>;

/** What can be asked of a fact: amounts of its unit, or words of its list. */
export type Asked<F> = [F] extends [string] ? readonly F[] : [F] extends [Measure | readonly string[]] ? F : never;

/** Facts that candidates can be ordered by. */
export type Measured<C extends Criteria<never>> = {
  readonly [K in keyof C]: NonNullable<ReturnType<C[K]>> extends Measure ? K : never;
}[keyof C];

/** What is asked of candidates: only facts that the criteria have, each in its own unit or words. */
export type Needs<C extends Criteria<never>> = {
  readonly [K in keyof C]?: Need<Asked<NonNullable<ReturnType<C[K]>>>>;
};

/** How candidates are ordered: the first order decides, equal ones go to the next, then to the given order. */
export interface SelectOrder<C extends Criteria<never>> {
  /** A fact that is a measure, or how many candidates it takes. */
  readonly by: Measured<C> | 'count';
  /** Whether the fact is taken as many times as it takes candidates, e.g. the power of all of them. @default false */
  readonly total?: boolean;
  /** Which comes first. @default 'smallest' */
  readonly first?: 'smallest' | 'largest';
}

/** A candidate that satisfies all needs. */
export interface Selected<T> {
  /** The candidate. */
  readonly candidate: T;
  /** How many it takes for what is asked for in total; 1 when nothing is. */
  readonly count: number;
  /** Why it satisfies each need. */
  readonly reasons: readonly string[];
}

/** A candidate that does not satisfy all needs. */
export interface Rejected<T> {
  /** The candidate. */
  readonly candidate: T;
  /** Each need that it does not satisfy. */
  readonly reasons: readonly string[];
}

/** What was selected, best first, and what was rejected, in the given order. */
export interface Selection<T> {
  /** Candidates that satisfy all needs. */
  readonly selected: readonly Selected<T>[];
  /** The others. */
  readonly rejected: readonly Rejected<T>[];
}

/**
 * Selects candidates by their facts. A fact that is not known satisfies no need.
 *
 * @param candidates what there is
 * @param criteria facts of a candidate
 * @param needs what is asked for
 * @param order how the selected ones are ordered
 * @example
 * select([GpuModel.H100_SXM], GPU_CRITERIA, { memory: Need.atLeast(Bytes.gb(80)) }, [{ by: 'maxPower' }]);
 */
export function select<T, C extends Criteria<T>>(
  candidates: readonly T[],
  criteria: C,
  needs: Needs<C>,
  order: readonly SelectOrder<C>[],
): Selection<T> {
  const given = Object.entries(needs) as [string, Need<Measure | readonly string[]> | undefined][];
  const judged = candidates.map((candidate) => {
    const verdicts = given.flatMap(([fact, need]) =>
      need === undefined ? [] : [judge(fact, criteria[fact]?.(candidate), need)],
    );
    const reasons = (ok: boolean): readonly string[] =>
      verdicts.filter((verdict) => verdict.ok === ok).map(({ reason }) => reason);
    const count = verdicts.reduce((most, verdict) => Math.max(most, verdict.count), 1);
    return { candidate, count, yes: reasons(true), no: reasons(false) };
  });
  const selected = judged
    .filter(({ no }) => no.length === 0)
    .map(({ candidate, count, yes }): Selected<T> => ({ candidate, count, reasons: yes }));
  return {
    selected: selected.sort((a, b) => compare(criteria, order, a, b)),
    rejected: judged.filter(({ no }) => no.length > 0).map(({ candidate, no }) => ({ candidate, reasons: no })),
  };
}

interface Verdict {
  readonly ok: boolean;
  readonly count: number;
  readonly reason: string;
}

/** What fits exactly must not fail by the error of a floating point number. */
const EPSILON = 1e-9;

function judge(fact: string, has: Measure | Words | undefined, need: Need<Measure | readonly string[]>): Verdict {
  const { kind, amount } = need;
  const asked = `${kind} ${print(amount)} asked for`;
  if (has === undefined) return { ok: false, count: 1, reason: `${fact} is not known, ${asked}` };
  const reason = `${fact} ${print(has)}, ${asked}`;
  if (areWords(has) || areWords(amount)) return { ok: hasWords(has, need), count: 1, reason };
  const [given, wanted] = [baseOf(has), baseOf(amount)];
  switch (kind) {
    case 'at least':
      return { ok: given >= wanted, count: 1, reason };
    case 'at most':
      return { ok: given <= wanted, count: 1, reason };
    case 'exactly':
      return { ok: given === wanted, count: 1, reason };
    case 'in total': {
      if (given <= 0) return { ok: wanted <= 0, count: 1, reason };
      const count = Math.max(1, Math.ceil((wanted / given) * (1 - EPSILON)));
      return { ok: true, count, reason: `${reason}: ${count} of them` };
    }
    case 'one of':
    case 'all of':
      return { ok: false, count: 1, reason };
  }
}

function print(value: Measure | Words): string {
  return areWords(value) ? printWords(value) : printMeasure(value);
}

/**
 * A measure has no words, and words are no measure: such a need is not satisfied, should it have come past the
 * compiler.
 */
function hasWords(has: Measure | Words, { kind, amount }: Need<Measure | readonly string[]>): boolean {
  if (!areWords(has) || !areWords(amount)) return false;
  const [own, wanted] = [[has].flat(), [amount].flat()];
  return kind === 'all of' ? wanted.every((word) => own.includes(word)) : wanted.some((word) => own.includes(word));
}

function compare<T, C extends Criteria<T>>(
  criteria: C,
  order: readonly SelectOrder<C>[],
  a: Selected<T>,
  b: Selected<T>,
): number {
  for (const { by, total = false, first = 'smallest' } of order) {
    const [left, right] = [a, b].map(({ candidate, count }) => {
      if (by === 'count') return count;
      const measure = criteria[by]?.(candidate);
      return measure === undefined || areWords(measure) ? undefined : baseOf(measure) * (total ? count : 1);
    });
    if (left === right) continue;
    // What is not known comes last.
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return first === 'smallest' ? left - right : right - left;
  }
  return 0;
}
