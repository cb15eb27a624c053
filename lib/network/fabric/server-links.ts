import type { Block, Downlinks } from './downlinks';
import type { FabricNode } from './fabric';
import { rackName, type CabledGroup, type CabledNic, type FabricInput } from './input';
import { WHOLE, type LinkBlock, type LinkColumns, type PlannedLinks } from './links';
import { cageFromStart, laneOf } from './ports';
import type { RackLeaves } from './switches';

/** Servers of a fabric with their cables. */
export interface ServerLinks {
  /** The servers. */
  readonly nodes: readonly FabricNode[];
  /** Their cables, those of each server one after the other. */
  readonly links: PlannedLinks;
  /** The highest cage of each leaf with a cable of a server, in the order in which servers came to them. */
  readonly highest: ReadonlyMap<number, number>;
  /** Racks with servers and no leaf. */
  readonly unserved: readonly string[];
}

/** Equal ports of each server of a group with the cages that are kept for them. */
interface Plug {
  readonly nic: CabledNic;
  readonly block: Block;
  /** Which port of the block the first one of a server takes. */
  readonly first: (server: number, rack: number) => number;
}

/** Servers of a group in one rack. */
interface Stand {
  readonly rack: string;
  /** Leaves of the rack; undefined where it has none. */
  readonly served: RackLeaves | undefined;
  /** Indices of the servers. */
  readonly servers: number[];
  /** Their places in the rack. */
  readonly places: number[];
}

/** A group of servers as it stands. */
interface Placed {
  readonly group: CabledGroup;
  readonly plugs: readonly Plug[];
  /** By number of the rack; those without servers are missing. */
  readonly stands: ReadonlyMap<number, Stand>;
}

/**
 * Joins servers to the leaves of their racks: NIC ports go round the leaves.
 *
 * @param input the fabric
 * @param racks leaves by rack
 * @param downlinks cages for servers by row
 */
export function serverLinks(
  input: FabricInput,
  racks: ReadonlyMap<string, RackLeaves>,
  downlinks: ReadonlyMap<string, Downlinks>,
): ServerLinks {
  const nodes: FabricNode[] = [];
  const placed = input.groups.map((group): Placed => {
    const stands = new Map<number, Stand>();
    for (const { name, id, rackIndex: number, place } of group.servers) {
      const stand = stands.get(number) ?? standIn(rackName(input.site, group.row, number), racks);
      if (stand.servers.length === 0) stands.set(number, stand);
      stand.servers.push(nodes.length);
      stand.places.push(place);
      nodes.push({ name, role: 'server', id, model: group.model, rack: stand.rack, pod: null, rail: null });
    }
    return { group, plugs: plugsOf(group, downlinks.get(group.row)), stands };
  });
  const all = placed.flatMap(({ stands }) => [...stands.values()]);
  return {
    nodes,
    links: new Cabling(placed, input.topology.homing, nodes.length),
    highest: highestCages(placed, input.topology.homing),
    unserved: [...new Set(all.flatMap(({ rack, served }) => (served === undefined ? [rack] : [])))],
  };
}

function standIn(rack: string, racks: ReadonlyMap<string, RackLeaves>): Stand {
  const served = racks.get(rack);
  return { rack, served: served?.leaves.length === 0 ? undefined : served, servers: [], places: [] };
}

function plugsOf(group: CabledGroup, ports: Downlinks | undefined): readonly Plug[] {
  return group.nics.flatMap((nic): readonly Plug[] => {
    const block = ports?.blockOf(group, nic);
    if (ports === undefined || block === undefined) return [];
    return [{ nic, block, first: (server, rack) => ports.firstPort(block, server, rack) }];
  });
}

/** A leaf is fullest where the highest place of a rack has the last of its ports. */
function highestCages(placed: readonly Placed[], homing: number): ReadonlyMap<number, number> {
  const highest = new Map<number, number>();
  for (const { plugs, stands } of placed)
    for (const { served, places } of stands.values()) {
      if (served === undefined) continue;
      const { leaves } = served;
      for (const { nic, block, first } of plugs) {
        const from = first(Math.max(...places), served.place);
        for (const [at, leaf] of leaves.slice(0, nic.ports).entries()) {
          const last = nic.ports - 1 - ((nic.ports - 1 - at) % leaves.length);
          const cage = cageFromStart(block.range, from + Math.floor(last / homing));
          if (cage > (highest.get(leaf) ?? -1)) highest.set(leaf, cage);
        }
      }
    }
  return highest;
}

/** Cables of servers: all follows from their places, and nothing is written before somebody asks. */
class Cabling implements PlannedLinks {
  public readonly length: number;

  public constructor(
    private readonly placed: readonly Placed[],
    private readonly homing: number,
    private readonly offset: number,
  ) {
    let length = 0;
    for (const { plugs, stands } of placed) {
      const ports = plugs.reduce((sum, { nic }) => sum + nic.ports, 0);
      for (const { served, servers } of stands.values()) if (served !== undefined) length += servers.length * ports;
    }
    this.length = length;
  }

  public lay({ a, b, bps }: LinkColumns): void {
    let [at, server] = [0, -1];
    for (const { group, plugs, stands } of this.placed)
      for (const { rackIndex, place } of group.servers) {
        server += 1;
        const served = stands.get(rackIndex)?.served;
        if (served === undefined) continue;
        for (const { nic, block, first } of plugs) {
          const from = first(place, served.place);
          for (let port = 0; port < nic.ports; port++, at++) {
            const own = from + Math.floor(port / this.homing);
            a.node[at] = this.offset + served.leaves[port % served.leaves.length]!;
            a.port[at] = cageFromStart(block.range, own);
            a.lane[at] = laneOf(block.range, own);
            b.node[at] = server;
            b.port[at] = nic.firstPort + port;
            b.lane[at] = WHOLE;
            bps[at] = nic.bps;
          }
        }
      }
  }

  /** Servers that reach the same leaves are of one block, as far as their racks have them from one group of leaves. */
  public blocks(): readonly LinkBlock[] {
    const blocks: { readonly uppers: readonly number[]; readonly lowers: number[] }[] = [];
    for (const { plugs, stands } of this.placed) {
      const own = new Map<readonly number[], (typeof blocks)[number]>();
      const ports = plugs.reduce((most, { nic }) => Math.max(most, nic.ports), 0);
      for (const { served, servers } of stands.values()) {
        if (served === undefined || ports === 0) continue;
        const { leaves } = served;
        let block = own.get(leaves);
        if (block === undefined) {
          block = { uppers: [...new Set(leaves.slice(0, ports))].map((leaf) => this.offset + leaf), lowers: [] };
          own.set(leaves, block);
          blocks.push(block);
        }
        for (const server of servers) block.lowers.push(server);
      }
    }
    return blocks;
  }
}
