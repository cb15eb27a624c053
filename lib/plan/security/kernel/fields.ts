import { NONE } from '../../none';
import { sameJson } from './same';
import { Unreadable } from './unreadable';

/** Where an object stands; written only when it cannot be read, which is seldom. */
interface Place {
  readonly key: string;
  readonly index?: number | undefined;
  readonly parent?: Place;
}

function pathOf({ key, index, parent }: Place): string {
  const name = index === undefined ? key : `${key}[${index}]`;
  return parent === undefined ? name : `${pathOf(parent)}.${name}`;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Reads the fields of an untrusted object; `null` and a missing field are the same, as for the API server. */
export class Fields {
  private constructor(
    private readonly values: object | undefined,
    private readonly place: Place,
  ) {}

  /**
   * Reads an object, or the absence of one.
   *
   * @param value what should be an object
   * @param path where it stands
   * @throws Unreadable when it is something else
   */
  public static of(value: unknown, path = 'object'): Fields {
    return Fields.at(value, { key: path });
  }

  private static at(value: unknown, place: Place): Fields {
    if (value === undefined || value === null) return new Fields(undefined, place);
    if (typeof value !== 'object' || Array.isArray(value)) throw new Unreadable(pathOf(place));
    return new Fields(value, place);
  }

  /** Whether there is an object at all. */
  public get present(): boolean {
    return this.values !== undefined;
  }

  /** The bare value of a field. */
  public raw(key: string): unknown {
    if (this.values === undefined || !Object.hasOwn(this.values, key)) return undefined;
    return (Reflect.get(this.values, key) as unknown) ?? undefined;
  }

  /**
   * Whether another object has the same fields.
   *
   * @param other the other one
   * @param except names of fields that do not count. @default - all count
   */
  public isSame(other: Fields, except: ReadonlySet<string> = NO_NAMES): boolean {
    const isSameIn = (key: string): boolean => except.has(key) || sameJson(this.raw(key), other.raw(key));
    return Object.keys(this.values ?? {}).every(isSameIn) && Object.keys(other.values ?? {}).every(isSameIn);
  }

  /** Whether a field is there. */
  public has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  /** The object in a field; an absent one reads as an object without fields. */
  public child(key: string): Fields {
    return Fields.at(this.raw(key), { key, parent: this.place });
  }

  /** The objects of a list; none where it is absent. */
  public items(key: string): readonly Fields[] {
    const list = this.list(key);
    if (list.length === 0) return NONE;
    return list.map((item, index) => {
      const fields = Fields.at(item, { key, index, parent: this.place });
      if (!fields.present) throw new Unreadable(pathOf(fields.place));
      return fields;
    });
  }

  /** The strings of a list; none where it is absent. */
  public texts(key: string): readonly string[] {
    return this.list(key).map((item, index) => {
      if (typeof item !== 'string') throw new Unreadable(this.pathOf(key, index));
      return item;
    });
  }

  /** A map of strings, sorted by key. */
  public map(key: string): ReadonlyMap<string, string> {
    const entries = Object.entries(this.child(key).values ?? {}).map(([name, value]: [string, unknown]) => {
      if (typeof value !== 'string') throw new Unreadable(this.pathOf(key));
      return [name, value] as const;
    });
    return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A string. */
  public text(key: string): string | undefined {
    const value = this.raw(key);
    if (value !== undefined && typeof value !== 'string') throw new Unreadable(this.pathOf(key));
    return value;
  }

  /** A string that must be there. */
  public name(key: string): string {
    const value = this.text(key);
    if (value === undefined) throw new Unreadable(this.pathOf(key));
    return value;
  }

  /** A boolean. */
  public flag(key: string): boolean | undefined {
    const value = this.raw(key);
    if (value !== undefined && typeof value !== 'boolean') throw new Unreadable(this.pathOf(key));
    return value;
  }

  /** A number. */
  public number(key: string): number | undefined {
    const value = this.raw(key);
    if (value !== undefined && typeof value !== 'number') throw new Unreadable(this.pathOf(key));
    return value;
  }

  /** A number or a string, as text: a port, a quantity. */
  public scalar(key: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value !== 'number') throw new Unreadable(this.pathOf(key));
    return String(value);
  }

  /** Numbers and strings by name, sorted by name. */
  public scalars(key: string): ReadonlyMap<string, string> {
    const fields = this.child(key);
    const names = Object.keys(fields.values ?? {}).sort();
    return new Map(names.flatMap((name) => [[name, fields.scalar(name)] as const]).filter(given));
  }

  /**
   * Says that a field cannot be read.
   *
   * @param key the field
   */
  public refuse(key: string): never {
    throw new Unreadable(this.pathOf(key));
  }

  private pathOf(key: string, index?: number): string {
    return pathOf({ key, index, parent: this.place });
  }

  private list(key: string): readonly unknown[] {
    const value = this.raw(key) ?? NONE;
    if (!Array.isArray(value)) throw new Unreadable(this.pathOf(key));
    return value as readonly unknown[];
  }
}

function given(entry: readonly [string, string | undefined]): entry is readonly [string, string] {
  return entry[1] !== undefined;
}
