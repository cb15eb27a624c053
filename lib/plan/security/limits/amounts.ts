import type { SecurityChange, SecuritySeverity } from '../security-change';

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const LONGEST = 64;
const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d{1,3}))?$/;

/**
 * A quantity of the Kubernetes API in billionths, the smallest that it knows; what is smaller is rounded up.
 *
 * @param text e.g. `16`, `1.5Gi`, `500m`, `2e3`
 * @returns `undefined` when it is no quantity
 */
export function billionths(text: string): bigint | undefined {
  if (text.length > LONGEST) return undefined;
  const [, sign, whole = '', part = '', binary, suffix = '', exponent = '0'] = QUANTITY.exec(text) ?? [];
  if (sign === undefined || (whole === '' && part === '')) return undefined;
  const factor = binary === undefined ? 1n : 1024n ** BigInt(BINARY.indexOf(binary) + 1);
  const power = 9 - part.length + 3 * (DECIMAL.indexOf(suffix) - 3) + Number(exponent);
  const digits = BigInt(`${whole}${part}`) * factor;
  const size =
    power >= 0 ? digits * 10n ** BigInt(power) : (digits + 10n ** BigInt(-power) - 1n) / 10n ** BigInt(-power);
  return sign === '-' ? -size : size;
}

/** How limits are reported. */
export interface LimitWords {
  /** Object in words. */
  readonly subject: string;
  /** What is limited. */
  readonly what: string;
  /** How much it matters. */
  readonly severity: SecuritySeverity;
  /** Whether a missing amount is none, and not no limit. @default false */
  readonly missingIsNone?: boolean;
}

/**
 * Compares limits by name: more, or none any longer, is broader.
 *
 * @param words how to report them
 * @param before limits before; `undefined` when nothing limits
 * @param after limits after
 */
export function limitChanges(
  words: LimitWords,
  before: ReadonlyMap<string, string> | undefined,
  after: ReadonlyMap<string, string> | undefined,
): readonly SecurityChange[] {
  const { subject, what, severity, missingIsNone = false } = words;
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  const missing = missingIsNone ? '0' : 'no limit';
  return names.flatMap((name): readonly SecurityChange[] => {
    const [from, to] = [before?.get(name) ?? missing, after?.get(name) ?? missing];
    const order = compare(from, to);
    if (order === 0) return [];
    const direction = order === undefined ? 'changed' : order < 0 ? 'broadened' : 'narrowed';
    return [{ direction, subject, what, detail: `${name}: ${from} → ${to}`, severity }];
  });
}

/** Below zero when the second is more; `undefined` when that cannot be said. */
function compare(from: string, to: string): number | undefined {
  if (from === to) return 0;
  if (to === 'no limit') return -1;
  if (from === 'no limit') return 1;
  const [a, b] = [billionths(from), billionths(to)];
  if (a === undefined || b === undefined) return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}
