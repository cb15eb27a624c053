import type { Problem } from '../../errors/problem';
import { cagesPerRackExceeded, speedMismatch } from '../../errors/fabric';
import type { CabledGroup, CabledNic, FabricInput } from './input';
import { portsOf, printSpeeds, speedsOf, type PortRange } from './ports';
import type { SwitchClass } from './spec';

/** Cages of a leaf that are kept for equal ports of a group of servers, in each rack. */
export interface Block {
  /** The servers. */
  readonly group: CabledGroup;
  /** The equal ports of each. */
  readonly nic: CabledNic;
  /** Cages that offer their speed. */
  readonly range: PortRange;
  /** Cages of the rack's part of the range that come before it. */
  readonly offset: number;
  /** Ports of one server on one leaf. */
  readonly perLeaf: number;
}

/**
 * The cages of a leaf that the servers of a row need, rack by rack: each place in a rack has its cages, used or not,
 * and so have servers that are still to come where the fabric keeps cages for them.
 */
export class Downlinks {
  /** Problems of the row's servers. */
  public readonly problems: Problem[] = [];
  private readonly blocks: Block[] = [];
  private readonly cages = new Map<number, number>();

  /**
   * @param input the fabric
   * @param row name of the row
   * @param leaf class of the leaves
   */
  public constructor(input: FabricInput, row: string, leaf: SwitchClass) {
    const { homing, cagesPerRack: kept } = input.topology;
    for (const group of input.groups.filter((each) => each.row === row))
      for (const nic of group.nics) {
        const range = portsOf(leaf, nic.bps);
        if (range === undefined) {
          const [speed = ''] = printSpeeds([nic.bps]);
          const what = `a NIC of the servers '${group.group}'`;
          this.problems.push(speedMismatch(input.name, what, speed, leaf.name, printSpeeds(speedsOf(leaf))));
          continue;
        }
        const perLeaf = Math.ceil(nic.ports / homing);
        const offset = this.cages.get(range.group) ?? 0;
        this.blocks.push({ group, nic, range, offset, perLeaf });
        this.cages.set(range.group, offset + Math.ceil((group.perRack * perLeaf) / range.perCage));
      }
    if (kept === undefined) return;
    for (const [range, needed] of this.cages) {
      if (needed > kept) this.problems.push(cagesPerRackExceeded(input.name, row, needed, kept));
      this.cages.set(range, Math.max(kept, needed));
    }
  }

  /**
   * Cages of a group of cages that one rack needs on each leaf.
   *
   * @param group index of the group of cages
   */
  public cagesPerRack(group: number): number {
    return this.cages.get(group) ?? 0;
  }

  /**
   * Racks that a leaf has cages for.
   *
   * @param leaf class of the leaf
   * @param uplinks cages at the end of a group that uplinks take, at least half of the group being kept for them
   */
  public racksThatFit(leaf: SwitchClass, uplinks: { readonly group: number; readonly cages: number }): number {
    const fits = [...this.cages].map(([group, cages]) => {
      const count = leaf.ports[group]?.count ?? 0;
      const kept = group === uplinks.group ? Math.max(uplinks.cages, Math.floor(count / 2)) : 0;
      return Math.floor((count - kept) / cages);
    });
    return Math.max(1, ...(fits.length === 0 ? [1] : [Math.min(...fits)]));
  }

  /**
   * The cages that are kept for the ports of a group of servers; undefined where a leaf has none of their speed.
   *
   * @param group the servers
   * @param nic their ports
   */
  public blockOf(group: CabledGroup, nic: CabledNic): Block | undefined {
    return this.blocks.find((each) => each.group === group && each.nic === nic);
  }

  /**
   * Which port of its block's range, counted from the first cage, the first NIC port of a server on a leaf is cabled
   * to; its others on the same leaf follow.
   *
   * @param block block of the server's ports
   * @param server place of the server in its rack
   * @param rack place of the rack among those of the leaf
   */
  public firstPort({ range, offset, perLeaf }: Block, server: number, rack: number): number {
    const cages = rack * this.cagesPerRack(range.group) + offset;
    return cages * range.perCage + server * perLeaf;
  }
}
