import type { SwitchModel } from '../../catalog/switch-model';
import { fail } from '../../errors/datahall-error';
import { invalidTopology } from '../../errors/fabric';
import type {
  FabricOptions,
  FabricRoom,
  FatTreeOptions,
  GraphOptions,
  LeafSpineOptions,
  MeshOptions,
  RailOptimisedOptions,
  RingOptions,
  SpinePlacement,
  StarOptions,
} from './options';
import type { RdmaSettings } from './rdma';
import { requirementSpec } from './requirements';
import type { Shape, SwitchClass, TopologySpec } from './spec';
import type { GivenCable } from './given-cable';
import { checkGraph } from './graph-check';
import { switchClass } from './switch-class';
import { instance } from '../../units/kinds';
import { wholeNumber } from '../../units/ranges';

type Common = FabricOptions & SpinePlacement & { readonly homing?: number };

/** Smallest IP packet that IPv6 allows on a link (RFC 8200), and the largest that switches of the field pass. */
const MTU = { least: 1280, most: 9216, usual: 9000 } as const;

/**
 * How the switches of a fabric are joined, and what it carries. A site gives it racks and servers.
 *
 * @example
 * Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 4 });
 * Topology.ring({ switch: SwitchModel.SN5600, switches: 4 });
 */
export class Topology {
  private constructor(
    /** The topology as a fact. */
    public readonly spec: TopologySpec,
    /** Classes of its switches. */
    public readonly classes: readonly SwitchClass[],
  ) {}

  /**
   * Two tiers: servers on leaves, each leaf on every spine.
   *
   * @param options switches and counts
   * @throws DH1004
   */
  public static leafSpine(options: LeafSpineOptions): Topology {
    const { leaf, spine, spines, linksPerPair = 1, homing = 2 } = options;
    switchModels({ leaf, spine });
    counts({ spines, linksPerPair, homing });
    const shape = { kind: 'leaf-spine', leaf: leaf.facts.name, spine: spine.facts.name, spines, linksPerPair } as const;
    return Topology.make(shape, [leaf, spine], { ...options, homing });
  }

  /**
   * Two tiers with one leaf for each RDMA NIC of a server: GPUs of the same position reach each other over one leaf.
   *
   * @param options switches and counts
   * @throws DH1004
   */
  public static railOptimised(options: RailOptimisedOptions): Topology {
    const { leaf, spine, spines, linksPerPair = 1, rails, carries = ['rdma'] } = options;
    switchModels({ leaf, spine });
    counts({ spines, linksPerPair, rails });
    const names = { leaf: leaf.facts.name, spine: spine.facts.name };
    const shape = { kind: 'rail-optimised', ...names, spines, linksPerPair } as const;
    return Topology.make(shape, [leaf, spine], { ...options, carries, homing: rails });
  }

  /**
   * One hub with a switch for each group of racks around it. The hub is a single point of failure.
   *
   * @param options switches
   */
  public static star(options: StarOptions): Topology {
    const { leaf, hub } = options;
    switchModels({ hub, leaf });
    const names = { leaf: leaf.facts.name, spine: hub.facts.name };
    return Topology.make({ kind: 'star', ...names, spines: 1, linksPerPair: 1 }, [leaf, hub], options);
  }

  /**
   * Three tiers of equal switches without oversubscription: k pods, k³/4 ports for servers.
   *
   * @param options switches and k
   * @throws DH3804 when k is odd or below 4, or a switch has fewer ports
   */
  public static fatTree(options: FatTreeOptions): Topology {
    const { k, switch: model, homing = 1 } = options;
    switchModels({ switch: model });
    const most = model.facts.ports.reduce((sum, group) => sum + group.count, 0);
    const good = Number.isInteger(k) && k % 2 === 0 && k >= 4 && k <= most;
    if (!good) fail(invalidTopology('fat-tree', 'k', k, `an even number from 4 to ${most}, the ports of a switch`));
    wholeNumber('homing', homing, 1, k / 2);
    return Topology.make({ kind: 'fat-tree', switch: model.facts.name, k }, [model], options);
  }

  /**
   * Each switch is joined to the next, and the last to the first. It survives the loss of one switch or cable.
   *
   * @param options switches
   * @throws DH3804 when there are fewer than three
   */
  public static ring(options: RingOptions): Topology {
    const { switch: model, switches } = options;
    switchModels({ switch: model });
    if (!(Number.isInteger(switches) && switches >= 3))
      fail(invalidTopology('ring', 'switches', switches, 'a whole number of at least 3'));
    return Topology.make({ kind: 'ring', switch: model.facts.name, switches, pairs: null }, [model], options);
  }

  /**
   * Switches that are joined directly, each with each or in pairs.
   *
   * @param options switches and pairs
   * @throws DH3804 when there are fewer than two, or a pair names a switch that is not there
   */
  public static mesh(options: MeshOptions): Topology {
    const { switch: model, switches, pairs } = options;
    switchModels({ switch: model });
    if (!(Number.isInteger(switches) && switches >= 2))
      fail(invalidTopology('mesh', 'switches', switches, 'a whole number of at least 2'));
    const inside = (each: number) => Number.isInteger(each) && each >= 1 && each <= switches;
    const wrong = pairs?.find(([a, b]) => !inside(a) || !inside(b) || a === b);
    if (wrong !== undefined)
      fail(invalidTopology('mesh', 'pairs', wrong, `two different switches, numbered from 1 to ${switches}`));
    return Topology.make({ kind: 'mesh', switch: model.facts.name, switches, pairs: pairs ?? null }, [model], options);
  }

  /**
   * Switches and cables as you draw them. What they name is checked when the site builds the fabric.
   *
   * @param options switches, cables, and which racks are joined to which switches
   * @throws DH1101 when the name of a switch is no DNS label, DH3804 when there is no leaf, DH3872 when a cable joins a
   * switch to itself, DH1004 when a number of cables is no whole number of at least one
   */
  public static graph(options: GraphOptions): Topology {
    checkGraph(options);
    const entries = Object.entries(options.switches);
    for (const [name, { model }] of entries) switchModels({ [`switches.${name}.model`]: model });
    const switches = entries.map(([name, { model, role = 'leaf' }]) => [name, { model: model.facts.name, role }]);
    const shape: Shape = {
      kind: 'graph',
      switches: Object.fromEntries(switches) as Record<string, { model: string; role: 'leaf' }>,
      links: options.links.map(([a, b, count = 1]) => [a, b, count] as const),
      racks: options.racks,
    };
    // Of racks with different numbers of switches the smallest tells how many ports of a NIC go to one switch.
    const homing = Math.max(1, Math.min(...Object.values(options.racks).map((each) => each.length)));
    const models = entries.map(([, each]) => each.model);
    const made = Topology.make(shape, models, { ...options, homing: Number.isFinite(homing) ? homing : 1 });
    const racks = entries.flatMap(([name, { rack }]) => (rack === undefined ? [] : [[name, rack] as const]));
    return racks.length === 0 ? made : made.placed(Object.fromEntries(racks));
  }

  /**
   * The same topology, with switches in the racks that you say. What is named is checked when the site builds it.
   *
   * @param racks names of racks by the name of the switch
   */
  public placed(racks: Readonly<Record<string, string>>): Topology {
    return new Topology({ ...this.spec, switchRacks: { ...this.spec.switchRacks, ...racks } }, this.classes);
  }

  /**
   * The same topology, with certain cables in the ports that you say. A cable of a server is known by the server's
   * port, and may go to another leaf; cables between two switches are taken in their order. What is named is checked
   * when the site builds the fabric.
   *
   * @param cables cables with both ends
   */
  public cabled(cables: readonly GivenCable[]): Topology {
    return new Topology({ ...this.spec, cables: [...(this.spec.cables ?? []), ...cables] }, this.classes);
  }

  /**
   * The same topology, with room for servers that come later: they move no cable that is there.
   *
   * @param room what is kept
   * @throws DH1004 when a count is no whole number of at least one
   */
  public keeping({ cagesPerRack }: FabricRoom): Topology {
    wholeNumber('cagesPerRack', cagesPerRack, 1);
    return new Topology({ ...this.spec, cagesPerRack }, this.classes);
  }

  /**
   * The same topology, with what RDMA over it needs of those who send. Where the RDMA devices of servers are known too,
   * settings for NCCL follow from it.
   *
   * @param rdma settings that the switches agree with
   * @throws DH1004 when a number is out of range
   */
  public withRdma(rdma: RdmaSettings): Topology {
    const most = { gidIndex: 255, trafficClass: 255, serviceLevel: 15, timeout: 31 };
    for (const field of ['gidIndex', 'trafficClass', 'serviceLevel', 'timeout'] as const)
      wholeNumber(field, rdma[field] ?? 0, 0, most[field]);
    return new Topology({ ...this.spec, rdma }, this.classes);
  }

  private static make(shape: Shape, models: readonly SwitchModel[], options: Common): Topology {
    const { homing = 1, mtu = MTU.usual, carries, racksPerLeaf, rows, switchRow } = options;
    wholeNumber('mtu', mtu, MTU.least, MTU.most);
    counts({ homing, racksPerLeaf: racksPerLeaf ?? 1, rows: rows ?? 1 });
    const spec: TopologySpec = {
      shape,
      carries: carries ?? null,
      homing,
      racksPerLeaf: racksPerLeaf ?? null,
      rows: rows ?? null,
      switchRow: switchRow ?? null,
      mtu,
      numbered: options.numbered ?? carries?.includes('rdma') ?? false,
      requirements: options.requirements === undefined ? null : requirementSpec(options.requirements),
    };
    const classes = new Map(models.map((model) => [model.facts.name, switchClass(model)]));
    return new Topology(spec, [...classes.values()]);
  }

  /** Name of the topology. */
  public get kind(): Shape['kind'] {
    return this.spec.shape.kind;
  }
}

function switchModels(given: Readonly<Record<string, SwitchModel>>): void {
  for (const [field, model] of Object.entries(given)) instance(field, model, 'SwitchModel');
}

function counts(given: Readonly<Record<string, number>>): void {
  for (const [field, count] of Object.entries(given)) wholeNumber(field, count, 1);
}
