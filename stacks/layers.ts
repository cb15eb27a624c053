/** The layers of a stage in the order in which they are deployed; each is a stack with a state of its own. */
export const LAYERS = [
  'foundation',
  'cluster',
  'network',
  'storage',
  'data',
  'training',
  'serving',
  'observability',
] as const;

/** Name of a layer that every stage has. */
export type LayerName = (typeof LAYERS)[number];
