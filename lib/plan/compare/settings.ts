import { at, isObject, listAt, member, membersOf, sameJson, textAt, type Json } from '../json';

/** A setting that two stages have differently. */
export interface SettingDifference {
  /** Name of the setting, such as `knobs.replicas`. */
  readonly name: string;
  /** Value in the first stage; null where it has none. */
  readonly a: Json;
  /** Value in the second stage; null where it has none. */
  readonly b: Json;
}

/**
 * What two stages are told differently: release, knobs, pins, and their share of the site. Names of clusters, states
 * and servers differ in any case, and say nothing.
 *
 * @param a first stage, as `datahall.json` has it
 * @param b second stage
 */
export function settingDifferences(a: Json, b: Json): readonly SettingDifference[] {
  const [first, second] = [settingsOf(a), settingsOf(b)];
  const names = [...new Set([...first.keys(), ...second.keys()])].sort((x, y) =>
    groupOf(x) === groupOf(y) ? order(x, y) : groupOf(x) - groupOf(y),
  );
  return names
    .map((name) => ({ name, a: first.get(name) ?? null, b: second.get(name) ?? null }))
    .filter((each) => !sameJson(each.a, each.b));
}

const GROUPS = ['release', 'serving', 'charts', 'knobs', 'pins', 'site', 'servers'];

function groupOf(name: string): number {
  const index = GROUPS.indexOf(name.split('.')[0] ?? '');
  return index === -1 ? GROUPS.length : index;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function settingsOf(stage: Json): ReadonlyMap<string, Json> {
  const plain = ['release', 'charts', 'site', 'destroyable', 'hotfixUntil', 'library'].map(
    (key) => [key, member(stage, key) ?? null] as const,
  );
  const servers = membersOf(member(stage, 'servers')).map(
    ([group, names]) => [`servers.${group}`, Array.isArray(names) ? names.length : null] as const,
  );
  return new Map<string, Json>([
    ...plain,
    ['serving', servingOf(stage)],
    ...named(stage, 'knobs'),
    ...named(stage, 'pins', 'charts'),
    ...named(stage, 'pins', 'models'),
    ...servers,
  ]);
}

function servingOf(stage: Json): Json {
  return listAt(stage, 'running', 'serving').map((each) => {
    const weight = member(each, 'weight');
    return `${textAt(each, 'release') ?? '?'} ${typeof weight === 'number' ? `${weight} %` : '?'}`;
  });
}

function named(stage: Json, ...keys: readonly string[]): readonly (readonly [string, Json])[] {
  const held = at(stage, ...keys);
  return isObject(held) ? membersOf(held).map(([name, value]) => [`${keys.join('.')}.${name}`, value] as const) : [];
}
