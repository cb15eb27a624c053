import { Unreadable } from './unreadable';

/** Reads the fields of an untrusted object; `null` and a missing field are the same, as for the API server. */
export class Fields {
  private constructor(
    private readonly values: object | undefined,
    private readonly path: string,
  ) {}

  /**
   * Reads an object, or the absence of one.
   *
   * @param value what should be an object
   * @param path where it stands
   * @throws Unreadable when it is something else
   */
  public static of(value: unknown, path = 'object'): Fields {
    if (value === undefined || value === null) return new Fields(undefined, path);
    if (typeof value !== 'object' || Array.isArray(value)) throw new Unreadable(path);
    return new Fields(value, path);
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

  /** Whether a field is there. */
  public has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  /** The object in a field; an absent one reads as an object without fields. */
  public child(key: string): Fields {
    return Fields.of(this.raw(key), `${this.path}.${key}`);
  }

  /** The objects of a list; none where it is absent. */
  public items(key: string): readonly Fields[] {
    return this.list(key).map((item, index) => {
      const fields = Fields.of(item, `${this.path}.${key}[${index}]`);
      if (!fields.present) throw new Unreadable(fields.path);
      return fields;
    });
  }

  /** The strings of a list; none where it is absent. */
  public texts(key: string): readonly string[] {
    return this.list(key).map((item, index) => {
      if (typeof item !== 'string') throw new Unreadable(`${this.path}.${key}[${index}]`);
      return item;
    });
  }

  /** A map of strings, sorted by key. */
  public map(key: string): ReadonlyMap<string, string> {
    const entries = Object.entries(this.child(key).values ?? {}).map(([name, value]: [string, unknown]) => {
      if (typeof value !== 'string') throw new Unreadable(`${this.path}.${key}`);
      return [name, value] as const;
    });
    return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A string. */
  public text(key: string): string | undefined {
    const value = this.raw(key);
    if (value !== undefined && typeof value !== 'string') throw new Unreadable(`${this.path}.${key}`);
    return value;
  }

  /** A string that must be there. */
  public name(key: string): string {
    const value = this.text(key);
    if (value === undefined) throw new Unreadable(`${this.path}.${key}`);
    return value;
  }

  /** A boolean. */
  public flag(key: string): boolean | undefined {
    const value = this.raw(key);
    if (value !== undefined && typeof value !== 'boolean') throw new Unreadable(`${this.path}.${key}`);
    return value;
  }

  /** A number. */
  public number(key: string): number | undefined {
    const value = this.raw(key);
    if (value !== undefined && typeof value !== 'number') throw new Unreadable(`${this.path}.${key}`);
    return value;
  }

  /** A number or a string, as text: a port, a quantity. */
  public scalar(key: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value !== 'number') throw new Unreadable(`${this.path}.${key}`);
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
    throw new Unreadable(`${this.path}.${key}`);
  }

  private list(key: string): readonly unknown[] {
    const value = this.raw(key) ?? [];
    if (!Array.isArray(value)) throw new Unreadable(`${this.path}.${key}`);
    return value as readonly unknown[];
  }
}

function given(entry: readonly [string, string | undefined]): entry is readonly [string, string] {
  return entry[1] !== undefined;
}
