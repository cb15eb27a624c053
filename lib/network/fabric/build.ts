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
  const placed = planned.switches.map((each) => ({ ...each, rack: switchRacks[each.name] ?? each.rack }));
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
  const servers = input.groups.flatMap((group) => group.servers.map((server) => ({ group, server })));
  const rack = ({ row }: CabledGroup, index: number) => rackName(input.site, row, index);
  const nodes: FabricNode[] = [
    ...servers.map(({ group, server }): FabricNode => {
      const { name, id } = server;
      const place = { rack: rack(group, server.rack), pod: null, rail: null };
      return { name, role: 'server', id, model: group.model, ...place };
    }),
    ...switches,
  ];
  const links = new LinkList();
  const highest = new Map<number, number>();
  for (const [index, { group, server }] of servers.entries()) {
    const leaves = racks.get(rack(group, server.rack));
    if (leaves === undefined || leaves.leaves.length === 0) {
      unserved.add(rack(group, server.rack));
      continue;
    }
    const ports = downlinks.get(group.row);
    for (const nic of group.nics) {
      const block = ports?.blockOf(group, nic);
      if (ports === undefined || block === undefined) continue;
      for (let port = 0; port < nic.ports; port += 1) {
        const at = ports.portIn(block, port, server.place, leaves.place, input.topology.homing);
        const [leaf, cage] = [leaves.leaves[port % leaves.leaves.length]!, cageFromStart(block.range, at)];
        if (cage > (highest.get(leaf) ?? -1)) highest.set(leaf, cage);
        const [node, lane] = [servers.length + leaf, laneOf(block.range, at)];
        links.add(node, cage, lane, index, nic.firstPort + port, WHOLE, nic.bps);
      }
    }
  }
  const full = [...highest].flatMap(([leaf, port]) => overfull(switches[leaf], port, trunks.uplinks[leaf], classes));
  const topology = input.topology.shape.kind;
  for (const problem of portProblems(input.name, topology, full)) report(problem);
  links.addAll(trunks.links, servers.length);
  const fabric = { name: input.name, topology, nodes, links: links.done(), servers: servers.length };
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
  const racks = input.rows.flatMap((each) =>
    Array.from({ length: racksIn(each) }, (_, index) => rackName(input.site, each.row, index)),
  );
  const known = new Set(racks);
  const rows = input.rows.map(({ row }) => row);
  if (switchRow !== null && !rows.includes(switchRow)) return [unknownInGraph(input.name, 'row', switchRow, rows)];
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
