import type { PrintedField } from '../print-values';
import type { ReportedChange, ReportedObject } from '../report';

/** A sign for each name of a change: the reader can put each name back, so nothing is hidden. */
export class Signs {
  private readonly signs: readonly (readonly [string, string])[];

  /** @param change whose names they are */
  public constructor({ object, path, address }: Pick<ReportedChange, 'object' | 'path' | 'address'>) {
    const [id, parent] = path.split('/').reverse();
    const own: readonly (readonly [string | undefined, string])[] = [
      [object?.name, '‹name›'],
      [object?.namespace, '‹namespace›'],
      [id, '‹id›'],
      [parent, '‹parent›'],
      [address.split('.').at(-1), '‹address›'],
    ];
    this.signs = own
      .filter((each): each is readonly [string, string] => each[0] !== undefined && each[0].length > 2)
      .sort(([a], [b]) => b.length - a.length);
  }

  /**
   * The change without the names in its values.
   *
   * @param change the change
   */
  public change(change: ReportedChange): ReportedChange {
    const fields = change.fields.map((field) => this.field(field));
    return { ...change, fields, objects: change.objects.map((object) => this.object(object)) };
  }

  /**
   * A value without the names.
   *
   * @param field one of the change
   */
  public field(field: PrintedField): PrintedField {
    const { path, before, after, lines } = field;
    return {
      ...field,
      path: this.signed(path),
      before: before === undefined ? undefined : this.signed(before),
      after: after === undefined ? undefined : this.signed(after),
      lines: lines?.map((line) => this.signed(line)),
    };
  }

  /**
   * An object without the names.
   *
   * @param object one of the change
   */
  public object(object: ReportedObject): ReportedObject {
    return { ...object, name: this.signed(object.name), fields: object.fields.map((field) => this.field(field)) };
  }

  private signed(text: string): string {
    return this.signs.reduce((sum, [name, sign]) => sum.replaceAll(name, sign), text);
  }
}
