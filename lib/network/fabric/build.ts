import type { Problem } from '../../errors/problem';
import { racksExceedFabric, unknownInGraph } from '../../errors/fabric';
import { Downlinks } from './downlinks';
import type { Fabric, FabricNode } from './fabric';
import { plugIn } from './given-cables';
import { leafGroups, rowsServed } from './groups';
import { rackName, racksIn, type CabledGroup, type FabricInput } from './input';
import { LinkList } from './link-list';
import { WHOLE } from './links';
import { overfull, portProblems } from './port-budget';
import { cageFromStart, laneOf } from './ports';
import { groupsOf, planSwitches } from './shapes';
import type { SwitchClass } from './spec';
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
  const { fabric: joined, unserved } = join(input, plan, trunks, downlinks, classes, report);
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

function join(
  input: FabricInput,
  { switches, racks }: SwitchPlan,
  trunks: TrunkLinks,
  downlinks: ReadonlyMap<string, Downlinks>,
  classes: ReadonlyMap<string, SwitchClass>,
  report: (problem: Problem) => void,
): { readonly fabric: Fabric; readonly unserved: readonly string[] } {
  const unserved = new Set<string>();
  const nodes: FabricNode[] = [];
  const servers = input.groups.reduce((sum, group) => sum + group.servers.length, 0);
  const perServer = (group: CabledGroup): number => group.nics.reduce((sum, nic) => sum + nic.ports, 0);
  const cables = input.groups.reduce((sum, group) => sum + group.servers.length * perServer(group), 0);
  const links = new LinkList(cables + trunks.links.length);
  const cabled: number[] = [];
  const highest = new Int32Array(switches.length).fill(-1);
  for (const group of input.groups) {
    const ports = downlinks.get(group.row);
    const blocks = group.nics.map((nic) => ports?.blockOf(group, nic));
    const names: string[] = [];
    for (const { name, id, rack: number, place } of group.servers) {
      const index = nodes.length;
      const rack = (names[number] ??= rackName(input.site, group.row, number));
      nodes.push({ name, role: 'server', id, model: group.model, rack, pod: null, rail: null });
      const served = racks.get(rack);
      if (served === undefined || served.leaves.length === 0) {
        unserved.add(rack);
        continue;
      }
      const { leaves } = served;
      for (const [at, nic] of group.nics.entries()) {
        const block = blocks[at];
        if (ports === undefined || block === undefined) continue;
        const first = ports.firstPort(block, place, served.place);
        for (let port = 0; port < nic.ports; port += 1) {
          const own = first + Math.floor(port / input.topology.homing);
          const leaf = leaves[port % leaves.length]!;
          const cage = cageFromStart(block.range, own);
          if (highest[leaf] === -1) cabled.push(leaf);
          if (cage > highest[leaf]!) highest[leaf] = cage;
          links.add(servers + leaf, cage, laneOf(block.range, own), index, nic.firstPort + port, WHOLE, nic.bps);
        }
      }
    }
  }
  const full = cabled.flatMap((leaf) => overfull(switches[leaf], highest[leaf]!, trunks.uplinks[leaf], classes));
  const topology = input.topology.shape.kind;
  for (const problem of portProblems(input.name, topology, full)) report(problem);
  links.addAll(trunks.links, servers);
  const fabric = { name: input.name, topology, nodes: [...nodes, ...switches], links: links.done(), servers };
  return { fabric, unserved: [...unserved] };
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
