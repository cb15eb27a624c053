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
 * Puts changes together that are alike: they differ by their own names at most.
 *
 * @param changes changes in their order
 */
export function foldChanges(changes: readonly ListedChange[]): readonly Folded[] {
  const known = FOLDED.get(changes);
  if (known !== undefined) return known;
  const folded = foldAll(changes);
  FOLDED.set(changes, folded);
  return folded;
}

/** How large the rows of a section would be is asked before they are written. */
const FOLDED = new WeakMap<readonly ListedChange[], readonly Folded[]>();

function foldAll(changes: readonly ListedChange[]): readonly Folded[] {
  const candidates = changes.map((change, place) => new Candidate(change, place));
  const folded: Group[] = [];
  const valued: Group[] = [];
  for (const group of grouped(candidates, ({ shape }) => shape))
    (group.length === 1 || group[0].size === 0 ? folded : valued).push(group);
  const end = valued.flat().sort(byPlace)[COMPARED]?.place ?? changes.length;
  for (const group of valued) {
    for (const each of group) if (each.place >= end) folded.push([each]);
    const [first, ...others] = group.filter(({ place }) => place < end);
    for (const alike of first === undefined ? [] : refined([first, ...others])) folded.push(alike);
  }
  return folded.sort(([a], [b]) => byPlace(a, b)).map(foldOf);
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

type Group = [Candidate, ...Candidate[]];

function byPlace(a: Candidate, b: Candidate): number {
  return a.place - b.place;
}

/** Parts of a group of which all values are alike, compared one by one: most differ in their first already. */
function refined(group: Group): readonly Group[] {
  const alone: Group[] = [];
  let open = [group];
  for (let index = 0; index < group[0].size; index += 1) {
    const parts = open.flatMap((each) => grouped(each, (candidate) => candidate.part(index)));
    for (const part of parts) if (part.length === 1) alone.push(part);
    open = parts.filter(({ length }) => length > 1);
  }
  return [...alone, ...open];
}

function grouped(candidates: readonly Candidate[], keyOf: (candidate: Candidate) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()];
}

function foldOf(group: Group): Folded {
  const [{ change: first, size }, ...others] = group;
  const changes: Folded['changes'] = [first, ...others.map(({ change }) => change)];
  const [, second] = changes;
  if (second === undefined || size === 0) return { changes, shown: first, named: false };
  const [one, other] = [printed(first), printed(second)];
  const text = ({ fields, objects }: typeof one): string => JSON.stringify([fields, objects]);
  if (text(one) === text(other)) return { changes, shown: first, named: false };
  return { changes, shown: new Signs(first).change(one), named: true };
}
