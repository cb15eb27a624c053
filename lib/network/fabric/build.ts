import type { Problem } from '../../errors/problem';
import { racksExceedFabric, unknownInGraph } from '../../errors/fabric';
import { Downlinks } from './downlinks';
import type { Fabric } from './fabric';
import { plugIn } from './given-cables';
import { leafGroups, rowsServed } from './groups';
import { rackName, racksIn, type FabricInput } from './input';
import { FabricLinks, type PlannedLinks } from './links';
import { overfull, portProblems } from './port-budget';
import { serverLinks, type ServerLinks } from './server-links';
import { groupsOf, planSwitches } from './shapes';
import type { Shape, SwitchClass } from './spec';
import type { PlannedSwitch, SwitchPlan } from './switches';
import { trunkLinks, type TrunkLinks } from './trunk-links';

/** A fabric, and what is wrong with it; what cannot be cabled is left out. */
export interface BuiltFabric {
  /** Devices and cables. */
  readonly fabric: Fabric;
  /** What is wrong, each once. */
  readonly problems: readonly Problem[];
}

/**
 * Builds a fabric: switches and cables of the topology, servers on their leaves. Numbers and ports depend on the rack
 * and the place in it alone, so that more racks, servers and spines renumber nothing that is there.
 *
 * @param input site, topology and servers
 */
export function buildFabric(input: FabricInput): BuiltFabric {
  const { shape, homing, racksPerLeaf } = input.topology;
  const classes = new Map(input.classes.map((model) => [model.name, model]));
  const leaf = classes.get(leafClass(input)) as SwitchClass;
  const downlinks = new Map(rowsServed(input).map(({ row }) => [row, new Downlinks(input, row, leaf)]));
  const fixed = groupsOf(shape, homing);
  const grows = fixed === null && shape.kind !== 'graph' && racksPerLeaf === null;
  const uplinks = grows ? uplinkBudget(input, classes) : undefined;
  const size = (row: string) =>
    racksPerLeaf ?? (uplinks === undefined ? 1 : (downlinks.get(row)?.racksThatFit(leaf, uplinks) ?? 1));
  const all = shape.kind === 'graph' ? [] : leafGroups(input, size);
  const groups = all.filter(({ number }) => fixed === null || number < fixed);
  const planned = planSwitches(input, groups);
  const { switchRacks = {}, cables = [] } = input.topology;
  const placed =
    Object.keys(switchRacks).length === 0
      ? planned.switches
      : planned.switches.map((each) => ({ ...each, rack: switchRacks[each.name] ?? each.rack }));
  const plan = { ...planned, switches: placed };
  const trunks = trunkLinks(input.name, plan, classes);
  const problems = new Map<string, Problem>();
  const report = (problem: Problem) => problems.set(JSON.stringify(problem), problem);
  for (const each of downlinks.values()) each.problems.forEach(report);
  trunks.problems.forEach(report);
  unknownNames(input, placed).forEach(report);
  const servers = serverLinks(input, plan.racks, downlinks);
  const { highest, unserved } = servers;
  const full = [...highest].flatMap(([at, cage]) => overfull(placed[at], cage, trunks.uplinks[at], classes));
  portProblems(input.name, shape.kind, full).forEach(report);
  const joined = join(input.name, plan, servers, trunks, shape.kind);
  const served = fixed ?? plan.racks.size;
  if (unserved.length > 0)
    report(racksExceedFabric(input.name, unserved, served, fixed === null ? null : racksPerGroup(input, fixed)));
  const fabric = cables.length === 0 ? joined : plugIn(joined, cables, classes, report);
  return { fabric, problems: [...problems.values()] };
}

function leafClass({ topology: { shape } }: FabricInput): string {
  if (shape.kind === 'graph') return Object.values(shape.switches).find((each) => each.role === 'leaf')?.model ?? '';
  return 'leaf' in shape ? shape.leaf : shape.switch;
}

/** Cages that the uplinks of a leaf take: the same for each leaf, so one leaf with no racks tells it. */
function uplinkBudget(input: FabricInput, classes: ReadonlyMap<string, SwitchClass>) {
  const one = { number: 0, row: '', racks: [], first: [], places: new Map<string, number>() };
  const { uplinks } = trunkLinks(input.name, planSwitches(input, [one]), classes);
  return uplinks[0] ?? { group: 0, cages: 0 };
}

/** Cables of servers come first, then trunks: laid together when somebody looks at one. */
function join(
  name: string,
  { switches }: SwitchPlan,
  servers: ServerLinks,
  trunks: TrunkLinks,
  kind: Shape['kind'],
): Fabric {
  const { nodes, links } = servers;
  const above = trunks.at(links.length, nodes.length);
  const plan: PlannedLinks = {
    length: links.length + above.length,
    lay: (columns) => {
      links.lay(columns);
      above.lay(columns);
    },
    blocks: () => {
      const [below, upper] = [links.blocks(), above.blocks()];
      return below === null || upper === null ? null : [...below, ...upper];
    },
  };
  const all = [...nodes, ...switches];
  return { name, topology: kind, nodes: all, links: FabricLinks.planned(plan), servers: nodes.length };
}

/** The fewest racks that a group of leaves must serve, so that there are groups for all. */
function racksPerGroup(input: FabricInput, groups: number): number {
  const most = Math.max(1, ...rowsServed(input).map(racksIn));
  const enough = (size: number) => leafGroups(input, () => size).every(({ number }) => number < groups);
  for (let size = 1; size < most; size += 1) if (enough(size)) return size;
  return most;
}

function unknownNames(input: FabricInput, placed: readonly PlannedSwitch[]): readonly Problem[] {
  const { shape, switchRow, switchRacks = {} } = input.topology;
  const rows = input.rows.map(({ row }) => row);
  if (switchRow !== null && !rows.includes(switchRow)) return [unknownInGraph(input.name, 'row', switchRow, rows)];
  if (shape.kind !== 'graph' && Object.keys(switchRacks).length === 0) return [];
  const racks = input.rows.flatMap((each) =>
    Array.from({ length: racksIn(each) }, (_, index) => rackName(input.site, each.row, index)),
  );
  const known = new Set(racks);
  const switches = placed.map(({ name }) => name);
  const stray = Object.entries(switchRacks).flatMap(([name, rack]) => [
    ...(switches.includes(name) ? [] : [unknownInGraph(input.name, 'switch', name, switches)]),
    ...(known.has(rack) ? [] : [unknownInGraph(input.name, 'rack', rack, racks)]),
  ]);
  if (shape.kind !== 'graph') return stray;
  const names = Object.keys(shape.switches);
  const leaves = names.filter((each) => shape.switches[each]?.role === 'leaf');
  return [
    ...stray,
    ...Object.keys(shape.racks)
      .filter((rack) => !known.has(rack))
      .map((rack) => unknownInGraph(input.name, 'rack', rack, racks)),
    ...shape.links
      .flatMap(([a, b]) => [a, b])
      .filter((each) => !names.includes(each))
      .map((each) => unknownInGraph(input.name, 'switch', each, names)),
    ...Object.values(shape.racks)
      .flat()
      .filter((each) => !leaves.includes(each))
      .map((each) => unknownInGraph(input.name, 'leaf', each, leaves)),
  ];
}
