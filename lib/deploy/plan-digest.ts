import { createHash } from 'node:crypto';
import { isList, isObject, type Json } from '../plan/json';
import type { Plan } from '../plan/read-plan';
import { Scrubber } from '../plan/scrubber';
import { secretsOf } from '../plan/secrets';

/** What objects get from the API server whenever somebody writes them: it says nothing of what a plan does. */
const COUNTERS = new Set(['resource_version', 'generation']);

/** A plan and the id of its stack. */
export interface StackPlan {
  /** Id of the stack. */
  readonly id: string;
  /** The plan. */
  readonly plan: Plan;
}

/**
 * Digest of what plans do: another plan of the same program on the same clusters has the same one. The text of a plan
 * has not, because it names the time. Secrets take no part: whoever guesses one could see that the guess is right.
 *
 * @param plans plans with their stacks
 */
export function plansDigest(plans: readonly StackPlan[]): string {
  const sorted = [...plans].sort((a, b) => (a.id < b.id ? -1 : 1));
  const content = sorted.map(({ id, plan }) => ({
    id,
    gaps: plan.gaps,
    changes: plan.changes
      .filter((each) => changesSomething(each.action))
      .map(({ address, previousAddress, action, order, imported, before, after, unknown, replacePaths }) => ({
        ...{ address, previousAddress, action, order, imported, replacePaths, after, unknown },
        before,
      })),
    outputs: plan.outputs.filter((each) => changesSomething(each.action)).map(({ name, after }) => ({ name, after })),
  }));
  const text = JSON.stringify(canonical(content as unknown as Json));
  const scrubber = new Scrubber(sorted.flatMap(({ plan }) => secretsOf(plan)));
  return createHash('sha256').update(scrubber.scrub(text)).digest('hex');
}

/**
 * Whether a plan has something to apply, if only to the state.
 *
 * @param plan the plan
 */
export function isIdle(plan: Plan): boolean {
  return ![...plan.changes, ...plan.outputs].some(({ action }) => changesSomething(action));
}

function changesSomething(action: string): boolean {
  return action !== 'none' && action !== 'read';
}

function canonical(value: Json | undefined): Json {
  if (value === undefined) return null;
  if (isList(value)) return value.map(canonical);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => !COUNTERS.has(key));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, canonical(each)]));
}
