import type { PrintedField } from '../print-values';
import type { ReportedChange } from '../report';

/** Changes that are shown as one. */
export interface Folded {
  /** The changes. */
  readonly changes: readonly [ReportedChange, ...ReportedChange[]];
  /** What is shown of them: where they differ by their own names only, these have a sign instead. */
  readonly shown: ReportedChange;
  /** Whether a sign stands in {@link Folded.shown}. */
  readonly named: boolean;
}

/** Changes with values that are compared by them: no comment holds more. */
const COMPARED = 2000;

/**
 * Puts changes together that are alike: they differ by their own names at most.
 *
 * @param changes changes in their order
 */
export function foldChanges(changes: readonly ReportedChange[]): readonly Folded[] {
  const known = FOLDED.get(changes);
  if (known !== undefined) return known;
  const folded = foldAll(changes);
  FOLDED.set(changes, folded);
  return folded;
}

/** How large the rows of a section would be is asked before they are written. */
const FOLDED = new WeakMap<readonly ReportedChange[], readonly Folded[]>();

function foldAll(changes: readonly ReportedChange[]): readonly Folded[] {
  const coarse = new Map<string, number>();
  const shapes = changes.map(shapeOf);
  for (const shape of shapes) coarse.set(shape, (coarse.get(shape) ?? 0) + 1);
  const folded = new Map<string, [ReportedChange, ...ReportedChange[]]>();
  let compared = 0;
  for (const [index, change] of changes.entries()) {
    const shape = shapes[index] ?? '';
    const bare = change.fields.length + change.objects.length === 0;
    const alone = coarse.get(shape) === 1;
    compared += bare || alone ? 0 : 1;
    if (alone || (!bare && compared > COMPARED)) {
      folded.set(`${index}`, [change]);
      continue;
    }
    const key = bare ? shape : JSON.stringify([shape, withSigns(change)]);
    const group = folded.get(key);
    if (group === undefined) folded.set(key, [change]);
    else group.push(change);
  }
  return [...folded.values()].map(foldOf);
}

function foldOf(changes: [ReportedChange, ...ReportedChange[]]): Folded {
  const [first, second] = changes;
  const text = ({ fields, objects }: Values): string => JSON.stringify([fields, objects]);
  if (second === undefined || text(first) === text(second)) return { changes, shown: first, named: false };
  return { changes, shown: { ...first, ...withSigns(first) }, named: true };
}

/** What is told at a look; those that differ in it are not alike. */
function shapeOf(change: ReportedChange): string {
  const { action, type, order, reason, imported, stateful, fields, omitted, objects, notes = [] } = change;
  return [action, type, order, reason, imported, stateful, fields.length, omitted, objects.length, ...notes].join('\0');
}

type Values = Pick<ReportedChange, 'fields' | 'objects'>;

/** Values with a sign for each own name: the reader can put each name back, so nothing is hidden. */
function withSigns({ fields, objects, object, path, address }: ReportedChange): Values {
  const [id, parent] = path.split('/').reverse();
  const own: readonly (readonly [string | undefined, string])[] = [
    [object?.name, '‹name›'],
    [object?.namespace, '‹namespace›'],
    [id, '‹id›'],
    [parent, '‹parent›'],
    [address.split('.').at(-1), '‹address›'],
  ];
  const signs = own
    .filter((each): each is readonly [string, string] => each[0] !== undefined && each[0].length > 2)
    .sort(([a], [b]) => b.length - a.length);
  const signed = (text: string): string => signs.reduce((sum, [name, sign]) => sum.replaceAll(name, sign), text);
  const optional = (key: 'before' | 'after', text: string | undefined) =>
    text === undefined ? {} : { [key]: signed(text) };
  const ofFields = (list: readonly PrintedField[]): readonly PrintedField[] =>
    list.map((field) => ({
      ...field,
      path: signed(field.path),
      ...optional('before', field.before),
      ...optional('after', field.after),
      ...(field.lines === undefined ? {} : { lines: field.lines.map(signed) }),
    }));
  return {
    fields: ofFields(fields),
    objects: objects.map((each) => ({ ...each, name: signed(each.name), fields: ofFields(each.fields) })),
  };
}
