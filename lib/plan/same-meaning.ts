import { isList, isObject, member, type Json, type JsonObject } from './json';
import type { Report } from './report';

/** What a change does; not which file it was read from, nor when, nor what other tools say. */
const MEANING = ['approvals', 'security', 'changes', 'outputs'] as const;

/** What a plan does, and whether it is all of the change. */
const OF_PLANS = ['stack', 'stage', 'gaps', 'resources', 'objects'] as const;

/**
 * Compares a new report with one that was reviewed: whether the same is done to the same things, with the same values.
 *
 * @param report new report
 * @param reviewed JSON of the report that was reviewed
 * @returns what is different, the most dangerous first; empty when it means the same
 */
export function differencesTo(report: Report, reviewed: Json): readonly string[] {
  // A report is JSON when it is written.
  const current = JSON.parse(JSON.stringify(report)) as JsonObject;
  return [
    ...MEANING.flatMap((key) => compareLists(key, member(reviewed, key), member(current, key))),
    ...compareLists('plans', plansOf(reviewed), plansOf(current)),
  ];
}

function plansOf(report: Json): Json {
  const plans = member(report, 'plans');
  if (!isList(plans)) return [];
  return plans.map((plan) => Object.fromEntries(OF_PLANS.map((key) => [key, member(plan, key) ?? null])));
}

function compareLists(key: string, reviewed: Json | undefined, current: Json | undefined): readonly string[] {
  const [old, now] = [reviewed, current].map((list) =>
    (isList(list) ? list : []).map((each) => [canonical(each), each] as const),
  );
  const texts = (list: typeof old): ReadonlySet<string> => new Set(list?.map(([text]) => text));
  const [before, after] = [texts(old), texts(now)];
  const come = (now ?? [])
    .filter(([text]) => !before.has(text))
    .map(([, each]) => `${key}: ${nameOf(each)} was not reviewed`);
  const gone = (old ?? [])
    .filter(([text]) => !after.has(text))
    .map(([, each]) => `${key}: ${nameOf(each)} was reviewed so, and is not any more`);
  // As often: two equal entries are two changes.
  const count =
    (old ?? []).length === (now ?? []).length || come.length + gone.length > 0
      ? []
      : [`${key}: another number of equal entries`];
  return [...come, ...gone, ...count];
}

function nameOf(entry: Json): string {
  const named = ['action', 'path', 'subject', 'stack']
    .map((key) => member(entry, key))
    .filter((it) => typeof it === 'string');
  return named.length === 0 ? '?' : named.join(' ');
}

function canonical(value: Json): string {
  if (isList(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(member(value, key) ?? null)}`).join()}}`;
}
