import { at, isObject, member, membersOf, textAt, type Json } from './json';

/**
 * The configurations of network devices in a `terraform_data`: that of a switch, or those of the servers of a rack by
 * name.
 *
 * @param attributes one side of a resource
 * @param name what the device of a single configuration is called
 * @returns texts by device; empty for any other resource
 */
export function deviceConfigurations(attributes: Json, name: string): ReadonlyMap<string, string> {
  const configuration = at(attributes, 'input', 'configuration');
  if (typeof configuration === 'string') return new Map([[name, configuration]]);
  const texts = membersOf(configuration).filter((each): each is [string, string] => typeof each[1] === 'string');
  return new Map(texts);
}

/**
 * Tells whether a `terraform_data` changes devices when it is made: the rollout of a fabric.
 *
 * @param attributes one side of a resource
 */
export function isRollout(attributes: Json): boolean {
  const triggers = member(attributes, 'triggers_replace');
  if (!isObject(triggers) || Object.keys(triggers).length !== 1) return false;
  return /^[0-9a-f]{64}$/.test(textAt(triggers, 'files') ?? '');
}
