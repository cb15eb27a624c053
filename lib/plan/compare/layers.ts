/** A stack of a stage. */
export interface LayeredStack {
  /** Id of the stack. */
  readonly id: string;
  /** Layers in it: the first steps of the paths of its constructs. */
  readonly layers: readonly string[];
}

/** The stacks of one stage. */
export interface StageStacks {
  /** Name of the stage. */
  readonly stage: string;
  /** Name of its site. */
  readonly site: string;
  /** Releases that serve, the platform's first. */
  readonly releases: readonly string[];
  /** Its stacks. */
  readonly stacks: readonly LayeredStack[];
}

/** The stacks of two stages that do the same: one of each, unless the stages group their layers in another way. */
export interface LayerPair {
  /** Name of the layer, or of the group of layers. */
  readonly layer: string;
  /** Ids of stacks in the first stage. */
  readonly a: readonly string[];
  /** Ids of stacks in the second stage. */
  readonly b: readonly string[];
}

/**
 * Pairs the stacks of two stages: `<site>-<stage>-<layer>`. Stacks that group layers in another way are taken together.
 * Where a layer runs once for each release that serves, the same release is its pair; what is left is paired in its
 * order.
 *
 * @param a first stage
 * @param b second stage
 */
export function pairLayers(a: StageStacks, b: StageStacks): readonly LayerPair[] {
  const releases = [...a.releases, ...b.releases];
  const [first, second] = [namedStacks(a, releases), namedStacks(b, releases)];
  const names = new Set(second.map(({ name }) => name));
  const isServing = ({ name, bare }: NamedStack): boolean => name !== bare;
  const known = new Set(first.map(({ name }) => name).filter((name) => names.has(name)));
  const platform = (stacks: readonly NamedStack[]): readonly NamedStack[] => stacks.filter((it) => !isServing(it));
  const serving = (stacks: readonly NamedStack[]): readonly NamedStack[] => stacks.filter(isServing);
  const pairs = [
    ...grouped(platform(first), platform(second)),
    ...serving(first).flatMap(({ name, id }): readonly LayerPair[] =>
      known.has(name) ? [{ layer: name, a: [id], b: idsOf(second, name) }] : [],
    ),
    ...inOrder(
      serving(first).filter(({ name }) => !known.has(name)),
      serving(second).filter(({ name }) => !known.has(name)),
    ),
  ];
  return pairs.sort((x, y) => (x.layer < y.layer ? -1 : x.layer > y.layer ? 1 : 0));
}

interface NamedStack {
  readonly id: string;
  /** Id without site and stage. */
  readonly name: string;
  /** Name without a release. */
  readonly bare: string;
  readonly layers: ReadonlySet<string>;
}

function namedStacks({ site, stage, stacks }: StageStacks, releases: readonly string[]): readonly NamedStack[] {
  const prefix = `${site}-${stage}-`;
  return stacks.map(({ id, layers }) => {
    const name = id.startsWith(prefix) ? id.slice(prefix.length) : id;
    // What two stacks of a stage have says nothing: a layer is in one of them.
    const own = layers.filter((layer) => stacks.filter((each) => each.layers.includes(layer)).length === 1);
    return { id, name, bare: withoutRelease(name, releases), layers: new Set(own) };
  });
}

function idsOf(stacks: readonly NamedStack[], name: string): readonly string[] {
  return stacks.filter((stack) => stack.name === name).map(({ id }) => id);
}

/** Stacks that have a name or a layer in common, and those that have one in common with them. */
function grouped(first: readonly NamedStack[], second: readonly NamedStack[]): readonly LayerPair[] {
  const left = new Set([...first, ...second]);
  const groups: (readonly NamedStack[])[] = [];
  for (const start of left) {
    const group = [start];
    left.delete(start);
    for (const member of group) {
      const others = first.includes(member) ? second : first;
      for (const other of others.filter((each) => left.has(each) && doSame(member, each))) {
        group.push(other);
        left.delete(other);
      }
    }
    groups.push(group);
  }
  return groups.map((group) => {
    const of = (side: readonly NamedStack[]): readonly NamedStack[] => side.filter((stack) => group.includes(stack));
    return {
      layer: nameOf(of(first), of(second)),
      a: of(first).map(({ id }) => id),
      b: of(second).map(({ id }) => id),
    };
  });
}

function doSame(one: NamedStack, other: NamedStack): boolean {
  return one.name === other.name || [...one.layers].some((layer) => other.layers.has(layer));
}

/** The name of the larger stack is that of the group. */
function nameOf(a: readonly NamedStack[], b: readonly NamedStack[]): string {
  const fewer = b.length === 0 || (a.length > 0 && a.length <= b.length) ? a : b;
  return fewer.map(({ name }) => name).join('+');
}

function inOrder(first: readonly NamedStack[], second: readonly NamedStack[]): readonly LayerPair[] {
  const names = new Set([...first, ...second].map(({ bare }) => bare));
  return [...names].flatMap((layer) => {
    const [as, bs] = [first, second].map((side) => side.filter(({ bare }) => bare === layer).map(({ id }) => id));
    return Array.from({ length: Math.max(as?.length ?? 0, bs?.length ?? 0) }, (_, index): LayerPair => {
      return { layer, a: as?.slice(index, index + 1) ?? [], b: bs?.slice(index, index + 1) ?? [] };
    });
  });
}

function withoutRelease(layer: string, releases: readonly string[]): string {
  const ending = releases
    .map((release) => `-${release.replace(/[^A-Za-z0-9]/g, '-')}`)
    .find((it) => layer.endsWith(it));
  return ending === undefined ? layer : layer.slice(0, -ending.length);
}
