import type { FabricInput } from './input';
import { rackName } from './input';
import { rowsServed, type LeafGroup } from './groups';
import type { ClosSpec, FatTreeSpec, GraphSpec, PeerSpec, Shape } from './spec';
import type { PlannedSwitch, RackLeaves, SwitchPlan, TrunkRun } from './switches';

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
/** The first cable of a run: two switches, and which of the trunk ports of each. */
type First = Pick<TrunkRun, 'a' | 'aIndex' | 'b' | 'bIndex'>;

const ONE_EACH = { a: 1, aIndex: 0, bIndex: 1 };
const PARALLEL = { a: 0, aIndex: 1, bIndex: 1 };
const down = (count: number, first: First, step: TrunkRun['step']): TrunkRun => ({
  ...first,
  aFrom: 'start',
  count,
  step,
});
const across = (count: number, first: First, step: TrunkRun['step']): TrunkRun => ({
  ...first,
  aFrom: 'end',
  count,
  step,
});

/** Leaves of a group stand in different racks of theirs where there are several: one lost rack leaves a leaf. */
const leafRack = ({ first }: LeafGroup, position: number) => first[position % Math.max(1, first.length)] ?? null;

/** Spines go round the racks that came first in their row, so that a new rack moves none. */
function spineRack(input: FabricInput, index: number): string | null {
  const name = input.topology.switchRow ?? rowsServed(input)[0]?.row;
  const row = input.rows.find((each) => each.row === name);
  return row === undefined ? null : rackName(input.site, row.row, index % (row.batches[0] ?? 1));
}

function racksOf(groups: readonly LeafGroup[], leaves: (group: LeafGroup, position: number) => readonly number[]) {
  const racks = new Map<string, RackLeaves>();
  for (const [position, group] of groups.entries())
    for (const [rack, place] of group.places) racks.set(rack, { leaves: leaves(group, position), place });
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
  const { linksPerPair } = shape;
  const step = { ...ONE_EACH, bIndex: linksPerPair };
  const trunks = leaves.map(({ id }, b) =>
    Array.from({ length: linksPerPair }, (_, cable) => {
      const first = { a: leaves.length, aIndex: id * linksPerPair + cable, b, bIndex: cable };
      return down(spines.length, first, step);
    }),
  );
  const first = (position: number) => Array.from({ length: homing }, (_, index) => position * homing + index);
  return { switches: [...leaves, ...spines], trunks, racks: racksOf(groups, (_, position) => first(position)) };
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
  const [aggregation, core] = [edges.length, edges.length + aggregations.length];
  const trunks = Array.from({ length: k * half }, (_, id) => [
    down(half, { a: aggregation + pod(id) * half, aIndex: id % half, b: id, bIndex: 0 }, ONE_EACH),
    down(half, { a: core + (id % half) * half, aIndex: pod(id), b: aggregation + id, bIndex: 0 }, ONE_EACH),
  ]);
  return { switches: [...edges, ...aggregations, ...cores], trunks, racks: racksOf(groups, edgesOf) };
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

/** Ports are numbered by the other switch, so that a switch added last renumbers none. */
function peerTrunks({ kind, switches, pairs }: PeerSpec): SwitchPlan['trunks'] {
  if (kind === 'ring')
    return Array.from({ length: switches }, (_, a) => {
      return [across(1, { a, aIndex: 0, b: (a + 1) % switches, bIndex: 1 }, PARALLEL)];
    });
  const next = counter();
  if (pairs !== null)
    return pairs.map(([a, b]) => {
      return [across(1, { a: a - 1, aIndex: next(a - 1), b: b - 1, bIndex: next(b - 1) }, PARALLEL)];
    });
  return Array.from({ length: switches }, (_, b) => [across(b, { a: 0, aIndex: b - 1, b, bIndex: 0 }, ONE_EACH)]);
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
  const trunks = shape.links.flatMap(([a, b, count]) => {
    const [from, to] = [index.get(a), index.get(b)];
    if (from === undefined || to === undefined) return [];
    const [upper, lower] = [Math.max(from, to), Math.min(from, to)];
    const first = { a: upper, aIndex: next(upper, count), b: lower, bIndex: next(lower, count) };
    return [[across(count, first, PARALLEL)]];
  });
  const places = new Map<string, number>();
  const racks = new Map<string, RackLeaves>();
  for (const [rack, names] of Object.entries(shape.racks)) {
    const leaves = names.flatMap((own) => index.get(own) ?? []);
    const place = Math.max(0, ...names.map((own) => places.get(own) ?? 0));
    for (const own of names) places.set(own, place + 1);
    racks.set(rack, { leaves, place });
  }
  return { switches, trunks, racks };
}
