import { grouped, type Group } from '../grouped';
import { printed, type ListedChange } from '../listed';
import { Signs } from './signs';

/** Changes that are shown as one. */
export interface Folded {
  /** The changes. */
  readonly changes: readonly [ListedChange, ...ListedChange[]];
  /** What is shown of them: where they differ by their own names only, these have a sign instead. */
  readonly shown: ListedChange;
  /** Whether a sign stands in {@link Folded.shown}. */
  readonly named: boolean;
}

/** Changes with values that are compared by them: no comment holds more. */
const COMPARED = 2000;

/**
 * Puts changes together that are alike: they differ by their own names at most. One of them is made when it is asked
 * for: a comment has room for a few of very many.
 *
 * @param changes changes in their order
 */
export function* foldChanges(changes: readonly ListedChange[]): Iterable<Folded> {
  const known = GROUPS.get(changes) ?? groupsOf(changes);
  GROUPS.set(changes, known);
  for (const group of known) yield foldOf(group);
}

/** How large the rows of a section would be is asked before they are written. */
const GROUPS = new WeakMap<readonly ListedChange[], readonly Group<Candidate>[]>();

function groupsOf(changes: readonly ListedChange[]): readonly Group<Candidate>[] {
  const candidates = changes.map((change, place) => new Candidate(change, place));
  const folded: Group<Candidate>[] = [];
  const valued: Group<Candidate>[] = [];
  const alike = grouped(
    candidates,
    ({ shape }) => shape,
    (candidate, before) => candidate.isShapedAs(before),
  );
  for (const group of alike) (group.length === 1 || group[0].size === 0 ? folded : valued).push(group);
  const end = endOf(valued, changes.length);
  for (const group of valued) {
    for (const each of group) if (each.place >= end) folded.push([each]);
    const [first, ...others] = group.filter(({ place }) => place < end);
    for (const part of first === undefined ? [] : refined([first, ...others])) folded.push(part);
  }
  return folded.sort(([a], [b]) => a.place - b.place);
}

/** The place behind the last of those that are compared by their values. */
function endOf(valued: readonly Group<Candidate>[], length: number): number {
  const compared = new Uint8Array(length);
  for (const group of valued) for (const { place } of group) compared[place] = 1;
  let left = COMPARED;
  for (let place = 0; place < length; place += 1) {
    if (compared[place] === 1 && left === 0) return place;
    left -= compared[place] ?? 0;
  }
  return length;
}

/** A change that may be alike others. */
class Candidate {
  private signs?: Signs;

  public constructor(
    public readonly change: ListedChange,
    public readonly place: number,
  ) {}

  /** Number of its values and objects. */
  public get size(): number {
    return this.change.fields.length + this.change.objects.length;
  }

  /** What is told at a look; those that differ in it are not alike. */
  public get shape(): string {
    const { action, type, order, reason, imported, stateful, fields, omitted, objects, notes = [] } = this.change;
    const told = `${action}\0${type}\0${order}\0${reason}\0${imported}\0${stateful}`;
    return `${told}\0${fields.length}\0${omitted}\0${objects.length}\0${notes.join('\0')}`;
  }

  /** Whether the shapes of two are equal, without writing them down. */
  public isShapedAs({ change }: Candidate): boolean {
    const { action, type, order, reason, imported, stateful, fields, omitted, objects, notes } = this.change;
    return (
      notes === undefined &&
      change.notes === undefined &&
      action === change.action &&
      type === change.type &&
      order === change.order &&
      reason === change.reason &&
      imported === change.imported &&
      stateful === change.stateful &&
      fields.length === change.fields.length &&
      omitted === change.omitted &&
      objects.length === change.objects.length
    );
  }

  /** One of its values, then of its objects, with a sign for each own name. */
  public part(index: number): string {
    this.signs ??= new Signs(this.change);
    const { fields, objects } = this.change;
    const field = fields.at(index);
    if (field !== undefined) return JSON.stringify(this.signs.field(field));
    const object = objects.at(index - fields.length);
    return object === undefined ? '' : JSON.stringify(this.signs.object(object));
  }
}

/** Parts of a group of which all values are alike, compared one by one: most differ in their first already. */
function refined(group: Group<Candidate>): readonly Group<Candidate>[] {
  const alone: Group<Candidate>[] = [];
  let open = [group];
  for (let index = 0; index < group[0].size; index += 1) {
    const parts = open.flatMap((each) => grouped(each, (candidate) => candidate.part(index)));
    for (const part of parts) if (part.length === 1) alone.push(part);
    open = parts.filter(({ length }) => length > 1);
  }
  return [...alone, ...open];
}

function foldOf(group: Group<Candidate>): Folded {
  const [{ change: first, size }] = group;
  const changes: Folded['changes'] = [first, ...group.slice(1).map(({ change }) => change)];
  const second = changes[1];
  if (second === undefined || size === 0) return { changes, shown: first, named: false };
  const [one, other] = [printed(first), printed(second)];
  const text = ({ fields, objects }: typeof one): string => JSON.stringify([fields, objects]);
  if (text(one) === text(other)) return { changes, shown: first, named: false };
  return { changes, shown: new Signs(first).change(one), named: true };
}
