import type { FabricInput } from './input';
import { rackName } from './input';
import { rowsServed, type LeafGroup } from './groups';
import type { ClosSpec, FatTreeSpec, GraphSpec, PeerSpec, Shape } from './spec';
import type { PlannedSwitch, RackLeaves, Span, SwitchPlan, Trunk } from './switches';

type Role = PlannedSwitch['role'];

/**
 * The switches and cables of a topology.
 *
 * @param input the fabric
 * @param groups groups of leaves with their racks; unused by a free graph, which names its racks
 */
export function planSwitches(input: FabricInput, groups: readonly LeafGroup[]): SwitchPlan {
  const { shape } = input.topology;
  switch (shape.kind) {
    case 'fat-tree':
      return fatTree(input, shape, groups);
    case 'ring':
    case 'mesh':
      return peers(input, shape, groups);
    case 'graph':
      return graph(shape);
    default:
      return clos(input, shape, groups);
  }
}

/**
 * Groups of leaves that a topology has; null when it grows with the racks.
 *
 * @param shape how switches are joined
 * @param homing leaves of a group
 */
export function groupsOf(shape: Shape, homing: number): number | null {
  if (shape.kind === 'fat-tree') return shape.k * Math.floor(shape.k / 2 / homing);
  if (shape.kind === 'ring' || shape.kind === 'mesh') return Math.floor(shape.switches / homing);
  return null;
}

const name = (input: FabricInput, role: string, id: number) =>
  `${input.site}-${input.name}-${role}-${String(id + 1).padStart(3, '0')}`;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const span = (first: number, count = 1, step = 1): Span => ({ first, count, step });

/** Leaves of a group stand in different racks of theirs where there are several: one lost rack leaves a leaf. */
const leafRack = ({ first }: LeafGroup, position: number) => first[position % Math.max(1, first.length)] ?? null;

/** Spines go round the racks that came first in their row, so that a new rack moves none. */
function spineRack(input: FabricInput, index: number): string | null {
  const name = input.topology.switchRow ?? rowsServed(input)[0]?.row;
  const row = input.rows.find((each) => each.row === name);
  return row === undefined ? null : rackName(input.site, row.row, index % (row.batches[0] ?? 1));
}

function racksOf(groups: readonly LeafGroup[], leavesOf: (group: LeafGroup, position: number) => readonly number[]) {
  const racks = new Map<string, RackLeaves>();
  for (const [position, group] of groups.entries()) {
    const leaves = leavesOf(group, position);
    for (const [rack, place] of group.places) racks.set(rack, { leaves, place });
  }
  return racks;
}

function clos(input: FabricInput, shape: ClosSpec, groups: readonly LeafGroup[]): SwitchPlan {
  const { homing } = input.topology;
  const rails = shape.kind === 'rail-optimised';
  const leaves = groups.flatMap((group) =>
    Array.from({ length: homing }, (_, position): PlannedSwitch => {
      const id = group.number * homing + position;
      const rack = leafRack(group, position);
      const rail = rails ? position : null;
      return { name: name(input, 'leaf', id), role: 'leaf', id, model: shape.leaf, rack, pod: group.number, rail };
    }),
  );
  const spine = shape.kind === 'star' ? 'hub' : 'spine';
  const spines = Array.from({ length: shape.spines }, (_, id): PlannedSwitch => {
    const rack = spineRack(input, id);
    return { name: name(input, spine, id), role: 'spine', id, model: shape.spine, rack, pod: null, rail: null };
  });
  const { linksPerPair: perPair } = shape;
  const trunk: Trunk = {
    uppers: span(leaves.length, spines.length),
    lowers: span(0, leaves.length),
    perPair,
    upperFirst: 0,
    places: leaves.map(({ id }) => id),
    from: 'start',
    lowerFirst: 0,
    order: { first: 0, lower: spines.length * perPair, upper: perPair },
  };
  const racks = racksOf(groups, (_, position) => numbers(homing).map((index) => position * homing + index));
  return { switches: [...leaves, ...spines], trunks: leaves.length === 0 ? [] : [trunk], racks };
}

function fatTree(input: FabricInput, { switch: model, k }: FatTreeSpec, groups: readonly LeafGroup[]): SwitchPlan {
  const half = k / 2;
  const { homing } = input.topology;
  const perPod = Math.floor(half / homing);
  const edgesOf = ({ number }: LeafGroup) => {
    const first = Math.floor(number / perPod) * half + (number % perPod) * homing;
    return Array.from({ length: homing }, (_, position) => first + position);
  };
  const rackOfEdge = new Map(groups.flatMap((group) => edgesOf(group).map((edge, at) => [edge, leafRack(group, at)])));
  const make = (role: Role, label: string, count: number, at: (id: number) => Pick<PlannedSwitch, 'pod' | 'rack'>) =>
    Array.from({ length: count }, (_, id): PlannedSwitch => {
      const { pod, rack } = at(id);
      return { name: name(input, label, id), role, id, model, rack, pod, rail: null };
    });
  const pod = (id: number) => Math.floor(id / half);
  const edges = make('leaf', 'edge', k * half, (id) => ({ pod: pod(id), rack: rackOfEdge.get(id) ?? null }));
  const aggregations = make('spine', 'agg', k * half, (id) => ({ pod: pod(id), rack: spineRack(input, id) }));
  const cores = make('core', 'core', half * half, (id) => ({ pod: null, rack: spineRack(input, k * half + id) }));
  return {
    switches: [...edges, ...aggregations, ...cores],
    trunks: fatTreeTrunks(k, edges.length, edges.length + aggregations.length),
    racks: racksOf(groups, edgesOf),
  };
}

/** Edges and aggregation switches take turns: the first cable of each, then the second. */
function fatTreeTrunks(k: number, aggregation: number, core: number): readonly Trunk[] {
  const half = k / 2;
  const common = { perPair: 1, upperFirst: 0, from: 'start', lowerFirst: 0 } as const;
  const [edges, pods] = [numbers(half), numbers(k)];
  return [
    ...pods.map((pod): Trunk => {
      const order = { first: 2 * pod * half * half, lower: 2 * half, upper: 2 };
      const [uppers, lowers] = [span(aggregation + pod * half, half), span(pod * half, half)];
      return { ...common, uppers, lowers, places: edges, order };
    }),
    ...edges.map((at): Trunk => {
      const order = { first: 2 * at * half + 1, lower: 2 * half * half, upper: 2 };
      const [uppers, lowers] = [span(core + at * half, half), span(aggregation + at, k, half)];
      return { ...common, uppers, lowers, places: pods, order };
    }),
  ];
}

function peers(input: FabricInput, shape: PeerSpec, groups: readonly LeafGroup[]): SwitchPlan {
  const { homing } = input.topology;
  const leavesOf = ({ number }: LeafGroup) => Array.from({ length: homing }, (_, index) => number * homing + index);
  const rackOf = new Map(groups.flatMap((group) => leavesOf(group).map((leaf, at) => [leaf, leafRack(group, at)])));
  const switches = Array.from({ length: shape.switches }, (_, id): PlannedSwitch => {
    const rack = rackOf.get(id) ?? null;
    const pod = Math.floor(id / homing);
    return { name: name(input, 'switch', id), role: 'leaf', id, model: shape.switch, rack, pod, rail: null };
  });
  return { switches, trunks: peerTrunks(shape), racks: racksOf(groups, leavesOf) };
}

/** A trunk to one lower switch; the cables of each trunk follow those of the one before. */
type Single = Pick<Trunk, 'uppers' | 'perPair' | 'upperFirst' | 'lowerFirst'> & { readonly lower: number };

function inOrder(all: readonly Single[]): readonly Trunk[] {
  let first = 0;
  return all.map(({ lower, ...each }): Trunk => {
    const order = { first, lower: 0, upper: each.perPair };
    first += each.uppers.count * each.perPair;
    return { ...each, lowers: span(lower), places: [0], from: 'end', order };
  });
}

/** Ports are numbered by the other switch, so that a switch added last renumbers none. */
function peerTrunks({ kind, switches, pairs }: PeerSpec): readonly Trunk[] {
  const one = (a: number, upperFirst: number, lower: number, lowerFirst: number): Single => {
    return { uppers: span(a), perPair: 1, upperFirst, lower, lowerFirst };
  };
  if (kind === 'ring') return inOrder(numbers(switches).map((a) => one(a, 0, (a + 1) % switches, 1)));
  const next = counter();
  if (pairs !== null) return inOrder(pairs.map(([a, b]) => one(a - 1, next(a - 1), b - 1, next(b - 1))));
  const above = (b: number) => ({ uppers: span(0, b), perPair: 1, upperFirst: b - 1, lower: b, lowerFirst: 0 });
  return inOrder(numbers(switches).slice(1).map(above));
}

/** Numbers the trunk ports of each switch as they are asked for. */
function counter(): (at: number, count?: number) => number {
  const used = new Map<number, number>();
  return (at, count = 1) => {
    const index = used.get(at) ?? 0;
    used.set(at, index + count);
    return index;
  };
}

function graph(shape: GraphSpec): SwitchPlan {
  const order: Role[] = ['leaf', 'spine', 'core'];
  const ids = new Map<Role, number>();
  const entries = Object.entries(shape.switches);
  const switches = order
    .flatMap((role) => entries.filter(([, each]) => each.role === role))
    .map(([own, { model, role }]): PlannedSwitch => {
      const id = ids.get(role) ?? 0;
      ids.set(role, id + 1);
      return { name: own, role, id, model, rack: null, pod: null, rail: null };
    });
  const index = new Map(switches.map((each, at) => [each.name, at]));
  const next = counter();
  const trunks = shape.links.flatMap(([a, b, perPair]): readonly Single[] => {
    const [from, to] = [index.get(a), index.get(b)];
    if (from === undefined || to === undefined) return [];
    const [upper, lower] = [Math.max(from, to), Math.min(from, to)];
    const [upperFirst, lowerFirst] = [next(upper, perPair), next(lower, perPair)];
    return [{ uppers: span(upper), perPair, upperFirst, lower, lowerFirst }];
  });
  const places = new Map<string, number>();
  const racks = new Map<string, RackLeaves>();
  for (const [rack, names] of Object.entries(shape.racks)) {
    const leaves = names.flatMap((own) => index.get(own) ?? []);
    const place = Math.max(0, ...names.map((own) => places.get(own) ?? 0));
    for (const own of names) places.set(own, place + 1);
    racks.set(rack, { leaves, place });
  }
  return { switches, trunks: inOrder(trunks), racks };
}
