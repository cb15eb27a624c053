import type { IConstruct } from 'constructs';
import { waitsOf } from './order';

/** A construct that waits, and what it was told to wait for. */
export type Wait = readonly [waiting: IConstruct, needed: IConstruct];

/**
 * A construct that starts when all that it and those above it wait for is there, and ends with the last of its parts.
 */
interface Event {
  readonly construct: IConstruct;
  readonly kind: 'start' | 'end';
  /** Events that come first, and the wait that says so. */
  readonly needs: Iterator<readonly [Event, Wait?]>;
}

/**
 * Finds constructs that wait for each other, in the order in which they do: what Terraform would call a cycle. Of
 * circles that share a construct the first one is told. Takes time in proportion to constructs and waits.
 *
 * @param constructs all constructs of a program
 */
export function circlesOf(constructs: readonly IConstruct[]): readonly (readonly Wait[])[] {
  const events = new Events();
  const circles: (readonly Wait[])[] = [];
  const told = new Set<IConstruct>();
  for (const construct of constructs) {
    if (waitsOf(construct).length === 0) continue;
    for (const circle of circlesFrom(events.of(construct, 'start'), events.done)) {
      const members = circle.map(([waiting]) => waiting);
      if (members.some((each) => told.has(each))) continue;
      for (const each of members) told.add(each);
      circles.push(circle);
    }
  }
  return circles;
}

/** Depth first, without recursion: a program may have thousands of constructs in a row. */
function circlesFrom(first: Event, done: Set<Event>): readonly (readonly Wait[])[] {
  if (done.has(first)) return [];
  const circles: (readonly Wait[])[] = [];
  const trail: { readonly event: Event; readonly by: Wait | undefined }[] = [{ event: first, by: undefined }];
  const depths = new Map([[first, 0]]);
  for (let last = trail.at(-1); last !== undefined; last = trail.at(-1)) {
    const next = last.event.needs.next();
    if (next.done === true) {
      done.add(last.event);
      depths.delete(last.event);
      trail.pop();
      continue;
    }
    const [event, by] = next.value;
    const depth = depths.get(event);
    if (depth !== undefined) {
      circles.push([...trail.slice(depth + 1).map((step) => step.by), by].filter((wait) => wait !== undefined));
    } else if (!done.has(event)) {
      depths.set(event, trail.length);
      trail.push({ event, by });
    }
  }
  return circles;
}

class Events {
  readonly done = new Set<Event>();
  private readonly byConstruct = { start: new Map<IConstruct, Event>(), end: new Map<IConstruct, Event>() };

  of(construct: IConstruct, kind: Event['kind']): Event {
    const existing = this.byConstruct[kind].get(construct);
    if (existing !== undefined) return existing;
    const event = { construct, kind, needs: this[kind](construct) };
    this.byConstruct[kind].set(construct, event);
    return event;
  }

  private *start(construct: IConstruct): Generator<readonly [Event, Wait?]> {
    for (const needed of waitsOf(construct)) yield [this.of(needed, 'end'), [construct, needed]];
    const { scope } = construct.node;
    if (scope !== undefined) yield [this.of(scope, 'start')];
  }

  private *end(construct: IConstruct): Generator<readonly [Event, Wait?]> {
    yield [this.of(construct, 'start')];
    for (const part of construct.node.children) yield [this.of(part, 'end')];
  }
}
