import { isObject, member, textAt, type Json } from '../plan/json';

/** A device and its configuration. */
export interface ConfiguredDevice {
  /** Name of the device. */
  readonly name: string;
  /** SHA-1 of its configuration, which is what Ansible records. */
  readonly checksum: string;
}

/** What is known of a device. */
export interface DeviceState {
  /** Name of the device. */
  readonly name: string;
  /** Applied means that Ansible recorded so, for this very configuration. */
  readonly state: 'applied' | 'not yet applied';
  /** What the record says, or that there is none. */
  readonly because: string;
}

/**
 * Which devices have their configuration, by what Ansible left of each.
 *
 * @param devices all devices
 * @param results what Ansible left, by name; anything else than a result of this configuration proves nothing
 */
export function deviceStates(
  devices: readonly ConfiguredDevice[],
  results: ReadonlyMap<string, Json>,
): readonly DeviceState[] {
  return devices.map(({ name, checksum }) => {
    const result = results.get(name);
    const pending = (because: string): DeviceState => ({ name, state: 'not yet applied', because });
    if (!isObject(result)) return pending('no result');
    if (member(result, 'applied') !== true) return pending('only a dry run');
    if (textAt(result, 'checksum') !== checksum) return pending('the result is of another configuration');
    return { name, state: 'applied', because: 'recorded' };
  });
}

/**
 * The states of devices in one line, with the names of those that wait.
 *
 * @param states states of devices
 */
export function deviceSummary(states: readonly DeviceState[]): string {
  const waiting = states.filter(({ state }) => state !== 'applied');
  const applied = states.length - waiting.length;
  if (waiting.length === 0) return `applied on all devices (${applied})`;
  const shown = waiting.slice(0, 5).map(({ name, because }) => `${name} (${because})`);
  const rest = waiting.length > shown.length ? ` and ${waiting.length - shown.length} more` : '';
  return `applied on ${applied} of ${states.length} devices, not yet applied: ${shown.join(', ')}${rest}`;
}
