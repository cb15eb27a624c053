import { fail } from '../errors/datahall-error';
import { rolesConflict } from '../errors/fabric';
import { invalidHca, rdmaDevicesMismatch } from '../errors/network-config';
import { unknownServerModel } from '../errors/site';
import { Bandwidth } from '../units/bandwidth';
import { Bytes } from '../units/bytes';
import { Mass } from '../units/mass';
import { Power } from '../units/power';
import { checkServer } from './checks';
import { GpuModel } from './gpu-model';
import { isRdmaDevice, type NicFacts } from './nic';
import { ServerGroup, type GroupPlacement } from './server-group';

/** Power supplies of a server. */
export interface PowerSupplyFacts {
  /** How many there are. */
  readonly count: number;
  /** How many must work for the full load. */
  readonly required: number;
  /** Rating of one. */
  readonly rated: Power;
}

/** Equal disks of a server. */
export interface DiskFacts {
  /** How many there are. */
  readonly count: number;
  /** Size of one. */
  readonly size: Bytes;
  /** Kind. */
  readonly media: 'nvme' | 'ssd' | 'hdd';
}

/** What is known of a class of servers. */
export interface ServerFacts {
  /** Name of the class, e.g. `DGX-H100`. */
  readonly name: string;
  /** Height in rack units. */
  readonly rackUnits: number;
  /** Largest power of one server. */
  readonly maxPower: Power;
  /** Power supplies. */
  readonly powerSupplies: PowerSupplyFacts;
  /** GPUs. @default - none */
  readonly gpus?: { readonly model: GpuModel; readonly count: number };
  /**
   * Weight of one server.
   * @default - unknown: not counted in the load of its rack, with a finding where one is given
   */
  readonly weight?: Mass;
  /** Data disks. @default - none */
  readonly disks?: DiskFacts;
  /** Processor cores. @default - unknown */
  readonly cores?: number;
  /** Memory. @default - unknown */
  readonly memory?: Bytes;
  /** NICs that are cabled. @default - none: no fabric reaches the server */
  readonly nics?: readonly NicFacts[];
  /** Where the figures come from. */
  readonly source: string;
}

const OWN_CLASS = 'reference class of this library: a budget to buy against, no product';

const OWN_NICS: readonly NicFacts[] = [
  { roles: ['frontend', 'storage'], ports: 2, speed: Bandwidth.gbps(200) },
  { roles: ['management'], ports: 1, speed: Bandwidth.gbps(1) },
];

/** Classes of servers; others by {@link ServerModel.custom}. */
export class ServerModel {
  /** NVIDIA DGX H100: 8 GPUs, 10.2 kW, six power supplies of which four are needed. */
  public static readonly DGX_H100 = new ServerModel({
    name: 'DGX-H100',
    rackUnits: 8,
    maxPower: Power.kw(10.2),
    powerSupplies: { count: 6, required: 4, rated: Power.kw(3.3) },
    gpus: { model: GpuModel.H100_SXM, count: 8 },
    cores: 112,
    memory: Bytes.tb(2),
    nics: [
      {
        roles: ['rdma'],
        ports: 8,
        speed: Bandwidth.gbps(400),
        // In the order of the GPUs that they are beside, 0 to 7; the OSFP ports of the case are in another.
        devices: ['mlx5_0', 'mlx5_3', 'mlx5_4', 'mlx5_5', 'mlx5_6', 'mlx5_9', 'mlx5_10', 'mlx5_11'],
        cage: { connector: 'OSFP', ports: 2 },
      },
      { roles: ['frontend', 'storage'], ports: 2, speed: Bandwidth.gbps(400) },
      { roles: ['management'], ports: 1, speed: Bandwidth.gbps(1) },
    ],
    source:
      'NVIDIA DGX H100/H200 User Guide, hardware overview and table 6, Network Modules; NVIDIA DGX BasePOD, core components and network overview',
  });

  /** NVIDIA DGX B200: 8 GPUs, 14.3 kW, six power supplies of which five are needed. */
  public static readonly DGX_B200 = new ServerModel({
    name: 'DGX-B200',
    rackUnits: 10,
    maxPower: Power.kw(14.3),
    powerSupplies: { count: 6, required: 5, rated: Power.kw(3.3) },
    weight: Mass.kg(142.4),
    gpus: { model: GpuModel.B200_SXM, count: 8 },
    cores: 112,
    memory: Bytes.tb(2),
    nics: [
      { roles: ['rdma'], ports: 8, speed: Bandwidth.gbps(400), cage: { connector: 'OSFP', ports: 2 } },
      { roles: ['frontend', 'storage'], ports: 2, speed: Bandwidth.gbps(400) },
      { roles: ['management'], ports: 1, speed: Bandwidth.gbps(1) },
    ],
    source: 'NVIDIA DGX B200 User Guide, introduction: components, mechanical and power specifications',
  });

  /** A server for control planes and operators: 1 unit, 500 W at most. */
  public static readonly CONTROL_1U = new ServerModel({
    name: 'CONTROL-1U',
    rackUnits: 1,
    maxPower: Power.watts(500),
    powerSupplies: { count: 2, required: 1, rated: Power.watts(800) },
    nics: OWN_NICS,
    source: OWN_CLASS,
  });

  /** A storage server: 2 units, ten NVMe disks of 15.36 TB, 256 GiB of memory, 900 W at most. */
  public static readonly NVME_2U = new ServerModel({
    name: 'NVME-2U',
    rackUnits: 2,
    maxPower: Power.watts(900),
    powerSupplies: { count: 2, required: 1, rated: Power.watts(1600) },
    disks: { count: 10, size: Bytes.tb(15.36), media: 'nvme' },
    memory: Bytes.gib(256),
    nics: OWN_NICS,
    source: OWN_CLASS,
  });

  /** All classes that the library knows, to select from. */
  public static get known(): readonly ServerModel[] {
    return [ServerModel.DGX_H100, ServerModel.DGX_B200, ServerModel.CONTROL_1U, ServerModel.NVME_2U];
  }

  private constructor(
    /** What is known of the class. */
    public readonly facts: ServerFacts,
  ) {}

  /**
   * A class that the library does not know.
   *
   * @param facts its figures with their source
   * @throws DH3806 when a NIC carries management and RDMA, DH3857 and DH3844 when its RDMA devices are not one a port,
   * DH3022, DH1004 and DH1005 for figures that no server has
   */
  public static custom(facts: ServerFacts): ServerModel {
    checkServer(facts);
    for (const [index, { roles, ports, devices }] of (facts.nics ?? []).entries()) {
      if (roles.includes('management') && roles.includes('rdma'))
        fail(rolesConflict(facts.name, `nics[${index}].roles`, roles));
      if (devices !== undefined && devices.length !== ports)
        fail(rdmaDevicesMismatch(facts.name, `nics[${index}].devices`, devices.length, ports));
      const bad = devices?.find((device) => !isRdmaDevice(device));
      if (bad !== undefined) fail(invalidHca(bad));
    }
    return new ServerModel(facts);
  }

  /**
   * A class by its name, for programs that read an inventory.
   *
   * @param name e.g. `DGX-H100`
   * @throws DH3001 when no such class is known
   */
  public static of(name: string): ServerModel {
    const { known } = ServerModel;
    const names = known.map((model) => model.facts.name);
    return known.find((model) => model.facts.name === name) ?? fail(unknownServerModel(name, names));
  }

  /**
   * A number of servers of this class.
   *
   * @param count how many, at least one
   * @param placement row of racks, needed where a site has several
   * @throws DH1004
   */
  public times(count: number, placement: GroupPlacement = {}): ServerGroup {
    return new ServerGroup(this, [{ count, delivery: placement.delivery }], placement);
  }
}
