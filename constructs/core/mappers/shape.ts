import { Token } from '../cdktf';
import { escapeTemplate } from '../template-text';

/** A field that a shape does not have, and those that it has beside it. */
export interface UnknownField {
  /** Path from the object, e.g. `spec.ingress[0].from[0].ipBlock`. */
  readonly path: string;
  /** What would be accepted in its place. */
  readonly known: readonly string[];
}

type Write = (value: unknown, path: string, unknown: UnknownField[]) => unknown;

/** How a field of an object becomes one of the provider's. */
export interface Field {
  /** Name that the provider's bindings give it. @default - the same */
  readonly to?: string;
  /** Makes the provider's value. */
  readonly write: Write;
}

/** All fields that a part of an object may have: what is not listed is reported, and never dropped. */
export type Shape = Readonly<Record<string, Field>>;

/** A value, a list or a map, as it is. */
export const same: Field = { write: literal };

/** A number or a text, which the provider takes as text. */
export const text: Field = { write: toText };

/** A map of texts; quantities may be numbers. */
export const texts: Field = {
  write: (value, path, unknown) =>
    isPlain(value)
      ? mapOf(value, (item) => toText(item))
      : (unknown.push({ path, known: ['a map of texts'] }), undefined),
};

/**
 * A field with another name.
 *
 * @param name what the provider's bindings call it
 * @param field how it is written
 */
export function renamed(name: string, field: Field): Field {
  return { ...field, to: name };
}

/**
 * A part with fields of its own.
 *
 * @param shape its fields
 */
export function block(shape: Shape): Field {
  return { write: (value, path, unknown) => writeBlock(shape, value, path, unknown) };
}

/**
 * A list of parts.
 *
 * @param shape fields of each
 */
export function blocks(shape: Shape): Field {
  return {
    write: (value, path, unknown) => {
      if (Token.isUnresolved(value)) return value;
      if (!Array.isArray(value)) return void unknown.push({ path, known: ['a list'] });
      return value.map((item, index) => writeBlock(shape, item, `${path}[${index}]`, unknown));
    },
  };
}

/**
 * A list of parts of which the provider takes one.
 *
 * @param shape fields of the one
 */
export function first(shape: Shape): Field {
  return {
    write: (value, path, unknown) => {
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      items.slice(1).forEach((_, index) => unknown.push({ path: `${path}[${index + 1}]`, known: ['one entry'] }));
      return items.length === 0 ? undefined : writeBlock(shape, items[0], `${path}[0]`, unknown);
    },
  };
}

/**
 * Writes a part of an object in the provider's form.
 *
 * @param shape its fields
 * @param value the part
 * @param path where it is, for what is not known
 * @param unknown gets the fields that the shape does not have
 */
export function writeBlock(shape: Shape, value: unknown, path: string, unknown: UnknownField[]): unknown {
  if (Token.isUnresolved(value)) return value;
  const known = Object.keys(shape);
  if (!isPlain(value)) return void unknown.push({ path, known });
  const written: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const at = path === '' ? name : `${path}.${name}`;
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) unknown.push({ path: at, known });
    const made = field?.write(item, at, unknown);
    if (made !== undefined) written[field?.to ?? name] = made;
  }
  return written;
}

/** Everything in `cdk.tf.json` is a template, keys as well. */
function literal(value: unknown): unknown {
  if (typeof value === 'string') return escapeTemplate(value);
  if (Token.isUnresolved(value)) return value;
  if (Array.isArray(value)) return value.map(literal);
  return isPlain(value) ? mapOf(value, literal) : value;
}

function toText(value: unknown): unknown {
  return typeof value === 'number' && !Token.isUnresolved(value) ? String(value) : literal(value);
}

function mapOf(value: Readonly<Record<string, unknown>>, write: (item: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeTemplate(key), write(item)]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
