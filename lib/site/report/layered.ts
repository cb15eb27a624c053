import type * as Dagre from '@dagrejs/dagre';

/** A place in a picture, in pixels from its top left corner. */
export interface Point {
  /** From the left. */
  readonly x: number;
  /** From the top. */
  readonly y: number;
}

/** Size of a box in pixels. */
export interface Size {
  /** Width. */
  readonly width: number;
  /** Height. */
  readonly height: number;
}

/** Two boxes that are joined, by index. */
export interface Joint {
  /** The upper, or the first. */
  readonly from: number;
  /** The other. */
  readonly to: number;
}

/** Where boxes and lines are. */
export interface Layout extends Size {
  /** Centres of the boxes, in their order. */
  readonly boxes: readonly Point[];
  /** Corners of the lines, in their order. */
  readonly lines: readonly (readonly Point[])[];
}

/** Space between boxes of a layer, between lines that pass a layer, and half of that between layers. */
const SPACE = { nodesep: 24, edgesep: 3, ranksep: 55 } as const;

/** Part of a box's width on which lines end. */
const SIDE = 0.8;

/**
 * Places boxes in layers: lines go down.
 *
 * @param sizes sizes of the boxes
 * @param joints which boxes are joined; no pair twice
 * @param tiers boxes that are to stand side by side in this order, the lowest tier first; without them lines cross
 * least
 */
export function layered(
  sizes: readonly Size[],
  joints: readonly Joint[],
  tiers: readonly (readonly number[])[] = [],
): Layout {
  const { Graph, layout } = loadDagre();
  const graph = new Graph<Dagre.GraphLabel, Dagre.NodeLabel, Dagre.EdgeLabel>();
  graph.setGraph({ rankdir: 'TB', ...SPACE });
  for (const [index, { width, height }] of sizes.entries()) graph.setNode(String(index), { width, height });
  for (const { from, to } of joints) graph.setEdge(String(from), String(to), {});
  // What is joined to nothing above it still stands in its tier: dagre gets a line that is not drawn.
  const upper = new Set(joints.map(({ to }) => to));
  for (const [at, tier] of tiers.entries())
    for (const box of tier)
      if (at + 1 < tiers.length && !upper.has(box))
        graph.setEdge(String(tiers[at + 1]?.[0]), String(box), { weight: 0 });
  // And so does what is joined to nothing right below it, such as a router at a leaf.
  for (const [at, tier] of tiers.slice(1).entries()) {
    const below = tiers[at] ?? [];
    for (const box of tier)
      if (!joints.some(({ from, to }) => from === box && below.includes(to)))
        graph.setEdge(String(box), String(below[0]), { weight: 0 });
  }
  const constraints = tiers.flatMap((tier) =>
    tier.slice(1).map((right, index) => ({ left: String(tier[index]), right: String(right) })),
  );
  layout(graph, { constraints });
  const boxes = sizes.map((_, index): Point => {
    const { x = 0, y = 0 } = graph.node(String(index));
    return { x, y };
  });
  const layers = new Map([...new Set(boxes.map(({ y }) => y))].sort((a, b) => a - b).map((y, layer) => [y, layer]));
  const layerOf = (box: number) => layers.get(boxes[box]?.y ?? 0) ?? 0;
  const ends = endsOf(sizes, joints, boxes);
  const lines = joints.map(({ from, to }, index) => {
    const [first, last] = ends[index] ?? [];
    if (first === undefined || last === undefined) return [];
    // Between two layers nothing is in the way; a line that passes a layer keeps the corners that lead it past the
    // boxes.
    const near = Math.abs(layerOf(from) - layerOf(to)) <= 1;
    const corners = near ? [] : (graph.edge(String(from), String(to)).points ?? []).slice(1, -1);
    return [first, ...corners, last];
  });
  const { width = 0, height = 0 } = graph.graph();
  return { width, height, boxes, lines };
}

/** Lines end side by side along a box, in the order of what they lead to. */
function endsOf(sizes: readonly Size[], joints: readonly Joint[], boxes: readonly Point[]) {
  const at = (box: number): Point => boxes[box] ?? { x: 0, y: 0 };
  const end = (box: number, other: number, line: number): Point => {
    const { width, height } = sizes[box] ?? { width: 0, height: 0 };
    const { x, y } = at(box);
    const down = at(other).y > y;
    const beside = joints.flatMap(({ from, to }, index) => {
      const far = from === box ? to : to === box ? from : null;
      return far === null || at(far).y > y !== down ? [] : [{ index, x: at(far).x }];
    });
    const place = beside.sort((a, b) => a.x - b.x).findIndex(({ index }) => index === line);
    const share = (place + 1) / (beside.length + 1) - 0.5;
    return { x: x + share * width * SIDE, y: y + (down ? height / 2 : -height / 2) };
  };
  return joints.map(({ from, to }, line) => [end(from, to, line), end(to, from, line)] as const);
}

/** Loaded when the first picture is drawn: most programs draw none. */
function loadDagre(): typeof Dagre {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  return require('@dagrejs/dagre') as typeof Dagre;
}
