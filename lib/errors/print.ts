import type { Problem } from './problem';

/**
 * Prints any value the way a program would write it, on one line of at most 120 characters.
 *
 * @param value what a user gave
 */
export function show(value: unknown): string {
  const text = render(value).replace(/\s+/g, ' ');
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function render(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return `${value as number}`;
  if (Array.isArray(value)) return `[${value.map(render).join(', ')}]`;
  // Units print themselves: `Bytes 80 GiB` says more than its fields.
  const { toString: own } = value as { toString?: unknown };
  return typeof own !== 'function' || own === Object.prototype.toString
    ? JSON.stringify(value)
    : (own as () => string).call(value);
}

/**
 * Prints a count with its noun.
 *
 * @param count how many
 * @param noun one of them; its plural ends in s
 */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What measures count, by its plural: all other units are symbols. */
const SINGULAR: Readonly<Record<string, string>> = {
  addresses: 'address',
  cables: 'cable',
  cages: 'cage',
  failures: 'failure',
  GPUs: 'GPU',
  paths: 'path',
  ports: 'port',
  racks: 'rack',
  servers: 'server',
  sites: 'site',
  switches: 'switch',
  units: 'unit',
};

/**
 * Prints an amount with its unit: one is not several.
 *
 * @param amount how much
 * @param unit symbol of a unit, or what is counted in the plural, e.g. `servers cut off`; empty for a ratio
 */
export function measured(amount: number, unit: string): string {
  if (unit === '') return String(amount);
  return `${amount} ${amount === 1 ? unit.replace(/^\w+/, (noun) => SINGULAR[noun] ?? noun) : unit}`;
}

/**
 * Prints a list of alternatives, in their order.
 *
 * @param known what would be accepted
 */
export function oneOf(known: Iterable<string>): string {
  const names = [...known];
  return names.length === 0 ? 'nothing: none is known' : `one of ${names.map((name) => `'${name}'`).join(', ')}`;
}

/**
 * Prints what a loss may hit: the one, or any one of several.
 *
 * @param names one or more
 */
export function anyOneOf(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `any one of ${names.join(', ')}`;
}

/**
 * Prints a problem as text: code and what on the first line, then given, allowed and fix.
 *
 * @param problem what is wrong
 * @param where construct path and stages, where they are known
 */
export function printProblem(problem: Problem, where?: string): string {
  const place = where === undefined ? '' : `\n  at       ${where}`;
  return (
    `${problem.code} ${problem.what}${place}` +
    `\n  given    ${problem.got}\n  allowed  ${problem.allowed}\n  fix      ${problem.fix}`
  );
}
