import { measured } from '../errors/print';
import type { Code } from '../errors/problem';

/** A statement about a site or a fabric together with what it was decided by. JSON only. */
export interface Proof {
  /** Code of the rule that reports the statement when it does not hold. */
  readonly rule: Code;
  /** What is stated, as one sentence. */
  readonly claim: string;
  /** Whether it holds; true also where nothing was asked: {@link verdictOf} tells the two apart. */
  readonly ok: boolean;
  /** What was computed. */
  readonly value: number;
  /** What the value is compared with; null when nothing was asked. */
  readonly limit: number | null;
  /** Unit of value and limit; empty for plain numbers. */
  readonly unit: string;
  /** Whether the value is exact; otherwise it is a bound on the safe side. */
  readonly exact: boolean;
  /** Names that show it: the cut, the path, the lost part and the one that is then too small. */
  readonly witness: readonly string[];
}

/** Whether a statement holds; without a limit nothing was asked, and the value describes what is there. */
export type Verdict = 'holds' | 'fails' | 'described';

/**
 * The verdict of a proof.
 *
 * @param proof value and limit
 */
export function verdictOf({ ok, limit }: Pick<Proof, 'ok' | 'limit'>): Verdict {
  if (!ok) return 'fails';
  return limit === null ? 'described' : 'holds';
}

/** What a proof may leave out. */
export interface ProofDetails {
  /** Whether the value is exact. @default true */
  readonly exact?: boolean;
  /** Names that show it. @default - none */
  readonly witness?: readonly string[];
}

/**
 * Significant digits of an amount with a unit, and the most: an availability of eleven nines is still told from one,
 * and an amount from its limit.
 */
const DIGITS = { usual: 6, most: 12 } as const;

/**
 * Proves that a value is large enough.
 *
 * @param rule code of the rule
 * @param claim what is stated
 * @param measure value, limit and their unit
 * @param details what may be left out
 */
export function proveAtLeast(
  rule: Code,
  claim: string,
  measure: { readonly value: number; readonly limit: number; readonly unit: string },
  details: ProofDetails = {},
): Proof {
  const { exact = true, witness = [] } = details;
  return { rule, claim, ok: measure.value >= measure.limit, ...measure, exact, witness };
}

/**
 * Proves that a value is small enough.
 *
 * @param rule code of the rule
 * @param claim what is stated
 * @param measure value, limit and their unit
 * @param details what may be left out
 */
export function proveAtMost(
  rule: Code,
  claim: string,
  measure: { readonly value: number; readonly limit: number; readonly unit: string },
  details: ProofDetails = {},
): Proof {
  const { exact = true, witness = [] } = details;
  return { rule, claim, ok: measure.value <= measure.limit, ...measure, exact, witness };
}

/**
 * Prints a proof on one line.
 *
 * @param proof what to print
 */
export function printProof(proof: Proof): string {
  const [value, most] = measures(proof);
  const limit = most === '' ? '' : `, limit ${most}`;
  const bound = proof.exact ? '' : ', a bound';
  const witness = proof.witness.length === 0 ? '' : `: ${proof.witness.join(', ')}`;
  const verdict = proof.ok ? verdictOf(proof) : 'FAILS';
  return `${verdict} ${proof.rule} ${proof.claim} (${value}${limit}${bound})${witness}`;
}

/**
 * Prints proofs as a Markdown table.
 *
 * @param proofs in the order of the rows
 */
export function proofTable(proofs: readonly Proof[]): string {
  const head = ['', 'Rule', 'Claim', 'Value', 'Limit', 'Shown by'];
  return [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`, ...proofs.map(proofRow)].join('\n');
}

/**
 * Prints a proof as one row of the table. Names come from users: what would break the table is escaped.
 *
 * @param proof what to print
 */
export function proofRow(proof: Proof): string {
  const [value, limit] = measures(proof);
  const verdict = proof.ok ? verdictOf(proof) : '**fails**';
  const cells = [verdict, proof.rule, escapeCell(proof.claim), escapeCell(`${proof.exact ? '' : '≈ '}${value}`)];
  return `| ${[...cells, escapeCell(limit), escapeCell(proof.witness.join(', '))].join(' | ')} |`;
}

/**
 * Makes a text safe inside a cell of a Markdown table.
 *
 * @param text what a user may have written
 */
export function escapeCell(text: string): string {
  return text
    .replace(/[\\|`*_<>[\]]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Value and limit, which is empty where there is none; what differs is printed with digits that show it. */
function measures({ value, limit, unit }: Proof): readonly [value: string, limit: string] {
  const print = (amount: number, digits: number) => {
    return measured(Number.isInteger(amount) ? amount : Number(amount.toPrecision(digits)), unit);
  };
  let digits: number = unit === '' ? DIGITS.most : DIGITS.usual;
  if (limit === null) return [print(value, digits), ''];
  while (value !== limit && digits < DIGITS.most && print(value, digits) === print(limit, digits)) digits += 1;
  return [print(value, digits), print(limit, digits)];
}
