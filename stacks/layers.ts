/** The layers of a stage in the order in which they are deployed; each is a stack with a state of its own. */
export const LAYERS = [
  'foundation',
  'cluster',
  'network',
  'storage',
  'data',
  'training',
  'serving',
  'traffic',
  'observability',
] as const;

/** Name of a layer that every stage has. */
export type LayerName = (typeof LAYERS)[number];

/** The layer that has a stack of its own for each release. */
export const SERVING: LayerName = 'serving';

/** The layer that holds the shares of requests of live releases. */
export const TRAFFIC: LayerName = 'traffic';

/** Layers that lie in one stack together, by the name of that stack. */
export type StackGroups = Readonly<Record<string, readonly LayerName[]>>;

/**
 * What is wrong with a grouping: layers of a group follow each other, each is in one group, and what is served has
 * stacks of its own. Undefined when nothing is.
 *
 * @param groups the grouping
 */
export function groupingFault(groups: StackGroups): string | undefined {
  const seen = new Set<string>();
  for (const [name, layers] of Object.entries(groups)) {
    const ranks = layers.map((layer) => LAYERS.indexOf(layer));
    const start = Math.min(...ranks);
    const apart = ranks.length === 0 || ranks.some((rank) => rank < 0 || rank >= start + ranks.length);
    const again = layers.find((layer, index) => seen.has(layer) || layers.indexOf(layer) !== index);
    if (apart || again !== undefined || layers.includes(SERVING))
      return `${name}: ${layers.length === 0 ? 'no layers' : layers.join(', ')}`;
    for (const layer of layers) seen.add(layer);
  }
  const clash = Object.keys(groups).find((name) => LAYERS.includes(name as LayerName) && groups[name]?.[0] !== name);
  return clash === undefined ? undefined : `${clash}, which is the name of another layer`;
}
