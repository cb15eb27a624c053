import type { CabledDevice } from './cables';
import type { Box } from './fold';
import { shorten } from './svg';

/** Longest text in a box, and most names that the description of a box lists. */
const LETTERS = 30;
const NAMES = 40;

/** A box with its two texts. */
export interface Labelled {
  /** The box. */
  readonly box: Box;
  /** Name of its device, or how many there are. */
  readonly label: string;
  /** Where they stand, or which they are. */
  readonly detail: string;
}

/**
 * What is written in a box.
 *
 * @param box the box
 * @param site name of the site, left out of names
 * @param fabric name of the fabric, left out of names
 */
export function labelled(box: Box, site: string, fabric: string): Labelled {
  const { devices, role } = box;
  const short = (name: string) => {
    const prefix = [`${site}-${fabric}-`, `${site}-`].find((each) => name.startsWith(each)) ?? '';
    return shorten(name.slice(prefix.length), LETTERS);
  };
  const [first, ...others] = devices;
  if (first === undefined) return { box, label: '', detail: '' };
  if (others.length === 0) {
    const place = first.rack === null ? first.model : short(first.rack);
    return { box, label: short(first.name), detail: shorten(place, LETTERS) };
  }
  const names =
    role === 'server' ? [...new Set(devices.map(({ rack }) => rack ?? ''))] : devices.map(({ name }) => name);
  const label = role === 'server' ? `${devices.length} servers` : `${devices.length} ${role} switches`;
  return { box, label, detail: shorten(range(names, short), LETTERS) };
}

/**
 * Names of devices in one text.
 *
 * @param devices the devices
 * @param most names that are listed
 */
export function namesOf(devices: readonly CabledDevice[], most = NAMES): string {
  const names = devices.slice(0, most).map(({ name }) => name);
  return devices.length > most ? `${names.join(', ')} and ${devices.length - most} more` : names.join(', ');
}

/** `leaf-001 to 008` when nothing is left out, else the first and how many more. */
function range(names: readonly string[], short: (name: string) => string): string {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  if (names.length === 1) return short(first);
  const [head, number] = split(first);
  const whole = names.every((name, index) => {
    const [own, at] = split(name);
    return own === head && Number(at) === Number(number) + index;
  });
  return whole ? `${short(first)} to ${split(last)[1]}` : `${short(first)} and ${names.length - 1} more`;
}

function split(name: string): readonly [string, string] {
  const digits = /\d*$/.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - digits.length), digits];
}
