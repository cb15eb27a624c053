/** The stacks of one stage. */
export interface StageStacks {
  /** Name of the stage. */
  readonly stage: string;
  /** Name of its site. */
  readonly site: string;
  /** Releases that serve, the platform's first. */
  readonly releases: readonly string[];
  /** Ids of its stacks. */
  readonly stacks: readonly string[];
}

/** The stacks of two stages that do the same. */
export interface LayerPair {
  /** Name of the layer, or of the group of layers. */
  readonly layer: string;
  /** Stack in the first stage. @default - none */
  readonly a?: string;
  /** Stack in the second stage. @default - none */
  readonly b?: string;
}

/**
 * Pairs the stacks of two stages: `<site>-<stage>-<layer>`. Where a layer runs once for each release that serves, the
 * same release is its pair; what is left is paired in its order.
 *
 * @param a first stage
 * @param b second stage
 */
export function pairLayers(a: StageStacks, b: StageStacks): readonly LayerPair[] {
  const [first, second] = [layersOf(a), layersOf(b)];
  const pairs = [...first.keys()]
    .filter((layer) => second.has(layer))
    .map((layer): LayerPair => ({ layer, ...side('a', first.get(layer)), ...side('b', second.get(layer)) }));
  const rest = (all: ReadonlyMap<string, string>, releases: readonly string[]): ReadonlyMap<string, string[]> => {
    const byName = new Map<string, string[]>();
    for (const [layer, id] of all) {
      if (pairs.some((pair) => pair.layer === layer)) continue;
      const name = withoutRelease(layer, releases);
      byName.set(name, [...(byName.get(name) ?? []), id]);
    }
    return byName;
  };
  const [left, right] = [rest(first, a.releases), rest(second, b.releases)];
  const others = [...new Set([...left.keys(), ...right.keys()])].flatMap((layer) => {
    const [as, bs] = [left.get(layer) ?? [], right.get(layer) ?? []];
    return Array.from({ length: Math.max(as.length, bs.length) }, (_, index): LayerPair => {
      return { layer, ...side('a', as[index]), ...side('b', bs[index]) };
    });
  });
  return [...pairs, ...others].sort((x, y) => (x.layer < y.layer ? -1 : x.layer > y.layer ? 1 : 0));
}

function side(key: 'a' | 'b', id: string | undefined): Partial<LayerPair> {
  return id === undefined ? {} : { [key]: id };
}

function layersOf({ site, stage, stacks }: StageStacks): ReadonlyMap<string, string> {
  const prefix = `${site}-${stage}-`;
  return new Map(stacks.map((id) => [id.startsWith(prefix) ? id.slice(prefix.length) : id, id]));
}

function withoutRelease(layer: string, releases: readonly string[]): string {
  const ending = releases
    .map((release) => `-${release.replace(/[^A-Za-z0-9]/g, '-')}`)
    .find((it) => layer.endsWith(it));
  return ending === undefined ? layer : layer.slice(0, -ending.length);
}
