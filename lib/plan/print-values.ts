import type { Field, Step } from './diff';
import { isList, membersOf, textAt, type Json } from './json';
import { isLines, lineDiff } from './line-diff';
import type { Scrubber } from './scrubber';
import { isSecretName, maskAssignments } from './secret-names';

/** What stands for a secret that is too short, or too common, to have a number. */
const SECRET = '‹secret›';

/** How much of a long text is shown before its first difference. */
const LEAD = 24;

/** A value that changes, as texts that hold no secret. */
export interface PrintedField {
  /** Where it stands. */
  readonly path: string;
  /** What happens to it. */
  readonly change: Field['change'];
  /** Value before. @default - none */
  readonly before?: string;
  /** Value after. @default - none */
  readonly after?: string;
  /** Lines of a text of several that go (`-`) and come (`+`), with those beside them. @default - it is no such text */
  readonly lines?: readonly string[];
  /** Whether only the apply tells the value after. @default - it is known */
  readonly unknown?: true;
  /** Whether it is a secret. @default - it is none */
  readonly sensitive?: true;
  /** Whether it forces the replacement. @default - it does not */
  readonly replaces?: true;
}

/**
 * Prints a value that changes.
 *
 * @param given the value
 * @param scrubber replaces secrets
 * @param limit most characters of a value
 * @param replacePaths paths that force a replacement
 */
export function printField(
  given: Field,
  scrubber: Scrubber,
  limit: number,
  replacePaths: readonly (readonly Json[])[],
): PrintedField {
  const field = { ...given, sensitive: given.sensitive || isNamedSecret(given) };
  const { change, unknown, sensitive } = field;
  const [before, after] = printSides(field, scrubber, limit);
  const lines = linesOf(field, scrubber);
  const replaces = replacePaths.some((path) => path.every((step, index) => isStep(field.path[index], step)));
  return {
    path: printPath(field.path.map((step) => scrubbed(step, scrubber, limit))),
    change,
    before,
    after,
    lines,
    unknown: unknown ? unknown : undefined,
    sensitive: sensitive ? sensitive : undefined,
    replaces: replaces ? replaces : undefined,
  };
}

/**
 * Prints a path: `spec.ports[name=http].port`, and names that are no identifiers in quotes.
 *
 * @param path steps
 */
export function printPath(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (typeof step !== 'string') return `${text}[${step.key}=${step.value}]`;
    if (!/^[\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** Nobody marked it, and its name says it: `adminPassword`, or the value of a setting of that name. */
function isNamedSecret({ path, before, after }: Field): boolean {
  if (typeof (before ?? after) !== 'string') return false;
  const names = path.filter((step) => typeof step !== 'number');
  const [last, holder] = names.reverse();
  if (last === 'value' && typeof holder === 'object') return isSecretName(holder.value);
  return typeof last === 'string' && isSecretName(last);
}

/** Before it is quoted: that would be one more encoding. */
function scrubbed(step: Step, scrubber: Scrubber, limit: number): Step {
  if (typeof step === 'number') return step;
  if (typeof step === 'string') return scrubber.scrub(step, limit);
  return { ...step, value: scrubber.scrub(step.value, limit) };
}

/** A longer replace path also counts: it lies inside of what is shown. */
function isStep(shown: Step | undefined, step: Json): boolean {
  if (shown === undefined) return true;
  return typeof shown === 'object' ? shown.index === step : shown === step;
}

/** Secrets of several lines are replaced before lines are told apart. */
function linesOf({ before, after, sensitive }: Field, scrubber: Scrubber): readonly string[] | undefined {
  if (sensitive || typeof before !== 'string' || typeof after !== 'string') return undefined;
  if (!isLines(before) && !isLines(after)) return undefined;
  return lineDiff(before, after, (text) => scrubber.scrub(text))?.map(maskAssignments);
}

function printSides(field: Field, scrubber: Scrubber, limit: number): readonly (string | undefined)[] {
  const { before, after, sensitive } = field;
  if (sensitive) return [before, after].map((side) => (side === undefined ? undefined : hide(side, scrubber)));
  if (typeof before === 'string' && typeof after === 'string' && Math.max(before.length, after.length) > limit)
    return aroundDifference(before, after, scrubber, limit);
  return [before, after].map((side) => (side === undefined ? undefined : printValue(side, scrubber, limit)));
}

/** A secret is told by its tag; never by its length or its parts. */
function hide(value: Json, scrubber: Scrubber): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  return (text === undefined ? undefined : scrubber.tagOf(text)) ?? SECRET;
}

/** The beginnings of two long texts are often the same: what differs is shown. */
function aroundDifference(before: string, after: string, scrubber: Scrubber, limit: number): readonly string[] {
  const start = Math.max(0, commonLength(before, after) - LEAD);
  return [before, after].map((text) => {
    const part = JSON.stringify(maskAssignments(scrubber.window(text, start, limit))).slice(1, -1);
    return `"${start > 0 ? '…' : ''}${part}"`;
  });
}

/** In steps: comparing long parts at once is many times faster than character by character. */
function commonLength(a: string, b: string): number {
  const step = 4096;
  let same = 0;
  while (same + step <= a.length && a.slice(same, same + step) === b.slice(same, same + step)) same += step;
  while (same < a.length && a[same] === b[same]) same += 1;
  return same;
}

/**
 * Prints a value as JSON, and stops when it is long enough.
 *
 * @param value any value
 * @param scrubber replaces secrets
 * @param limit most characters, about
 */
export function printValue(value: Json, scrubber: Scrubber, limit: number): string {
  if (typeof value === 'string') return JSON.stringify(maskAssignments(scrubber.scrub(value, limit)));
  if (typeof value !== 'object' || value === null) return scrubber.scrub(String(value));
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  const items = isList(value) ? value.map((item) => ['', item] as const) : membersOf(value);
  const named = isList(value) ? undefined : textAt(value, 'name');
  const isSecret = (key: string, item: Json): boolean =>
    typeof item === 'string' && (key === 'value' && named !== undefined ? isSecretName(named) : isSecretName(key));
  let out = open;
  for (const [index, [key, item]] of items.entries()) {
    const separator = index === 0 ? '' : ', ';
    if (out.length > limit) return `${out}${separator}…${close}`;
    const name = isList(value) ? '' : `${JSON.stringify(scrubber.scrub(key, limit))}: `;
    out += `${separator}${name}${isSecret(key, item) ? JSON.stringify(hide(item, scrubber)) : printValue(item, scrubber, limit - out.length)}`;
  }
  return out + close;
}
