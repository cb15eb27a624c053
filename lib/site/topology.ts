import type { SwitchModel } from '../catalog/switch-model';
import { fail } from '../errors/datahall-error';
import { invalidCount } from '../errors/units';
import { checkCount } from '../units/names';

/** Settings of a leaf-spine fabric. */
export interface LeafSpineOptions {
  /** Class of the leaf switches. */
  readonly leaf: SwitchModel;
  /** Class of the spine switches. */
  readonly spine: SwitchModel;
  /** Number of spines; each leaf has one link to each. */
  readonly spines: number;
  /** Leaves that each server is connected to. @default 2 */
  readonly homing?: number;
}

/** How the servers of a site are connected. */
export class Topology {
  private constructor(
    /** Name of the topology. */
    public readonly kind: 'leaf-spine',
    private readonly options: Required<LeafSpineOptions>,
  ) {}

  /**
   * Two tiers: servers on leaves, each leaf on every spine.
   *
   * @param options switches and counts
   * @throws DH1004 when a count is no whole number of at least one, or the leaf has no port left for servers
   */
  public static leafSpine(options: LeafSpineOptions): Topology {
    const { homing = 2, spines, leaf } = options;
    const max = leaf.facts.ports - 1;
    if (checkCount('spines', spines, 1, max) !== undefined) fail(invalidCount('spines', spines, 1, max));
    if (checkCount('homing', homing, 1, 8) !== undefined) fail(invalidCount('homing', homing, 1, 8));
    return new Topology('leaf-spine', { ...options, homing });
  }

  /** Number of spines. */
  public get spines(): number {
    return this.options.spines;
  }

  /** Leaves that each server is connected to. */
  public get homing(): number {
    return this.options.homing;
  }

  /**
   * Leaves that a number of servers needs, in groups of {@link homing}.
   *
   * @param servers servers, with one port on each leaf of their group
   */
  public leavesFor(servers: number): number {
    const ports = this.options.leaf.facts.ports - this.options.spines;
    return Math.max(1, Math.ceil(servers / ports)) * this.options.homing;
  }

  /**
   * Rack units of all switches.
   *
   * @param servers servers that are connected
   */
  public rackUnits(servers: number): number {
    const { leaf, spine, spines } = this.options;
    return this.leavesFor(servers) * leaf.facts.rackUnits + spines * spine.facts.rackUnits;
  }

  /** Names of the switch classes. */
  public get models(): { readonly leaf: string; readonly spine: string } {
    return { leaf: this.options.leaf.facts.name, spine: this.options.spine.facts.name };
  }
}
