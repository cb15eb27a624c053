import { fail } from '../errors/datahall-error';
import { unknownServerModel } from '../errors/site';
import { invalidCount } from '../errors/units';
import { Bytes } from '../units/bytes';
import { checkCount } from '../units/names';
import { Power } from '../units/power';
import { GpuModel } from './gpu-model';

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
  /** Data disks. @default - none */
  readonly disks?: DiskFacts;
  /** Where the figures come from. */
  readonly source: string;
}

/** A number of servers of one class. */
export interface ServerGroup {
  /** Their class. */
  readonly model: ServerModel;
  /** How many. */
  readonly count: number;
  /** Row of racks that they stand in. @default - the site's only row */
  readonly row?: string;
}

const OWN_CLASS = 'reference class of this library: a budget to buy against, no product';

/** Classes of servers; others by {@link ServerModel.custom}. */
export class ServerModel {
  /** NVIDIA DGX H100: 8 GPUs, 10.2 kW, six power supplies of which four are needed. */
  public static readonly DGX_H100 = new ServerModel({
    name: 'DGX-H100',
    rackUnits: 8,
    maxPower: Power.kw(10.2),
    powerSupplies: { count: 6, required: 4, rated: Power.kw(3.3) },
    gpus: { model: GpuModel.H100_SXM, count: 8 },
    source: 'NVIDIA DGX H100/H200 User Guide, hardware overview',
  });

  /** A server for control planes and operators: 1 unit, 500 W at most. */
  public static readonly CONTROL_1U = new ServerModel({
    name: 'CONTROL-1U',
    rackUnits: 1,
    maxPower: Power.watts(500),
    powerSupplies: { count: 2, required: 1, rated: Power.watts(800) },
    source: OWN_CLASS,
  });

  /** A storage server: 2 units, ten NVMe disks of 15.36 TB, 900 W at most. */
  public static readonly NVME_2U = new ServerModel({
    name: 'NVME-2U',
    rackUnits: 2,
    maxPower: Power.watts(900),
    powerSupplies: { count: 2, required: 1, rated: Power.watts(1600) },
    disks: { count: 10, size: Bytes.tb(15.36), media: 'nvme' },
    source: OWN_CLASS,
  });

  private constructor(
    /** What is known of the class. */
    public readonly facts: ServerFacts,
  ) {}

  /**
   * A class that the library does not know.
   *
   * @param facts its figures with their source
   */
  public static custom(facts: ServerFacts): ServerModel {
    return new ServerModel(facts);
  }

  /**
   * A class by its name, for programs that read an inventory.
   *
   * @param name e.g. `DGX-H100`
   * @throws DH3001 when no such class is known
   */
  public static of(name: string): ServerModel {
    const known = [ServerModel.DGX_H100, ServerModel.CONTROL_1U, ServerModel.NVME_2U];
    const names = known.map((model) => model.facts.name);
    return known.find((model) => model.facts.name === name) ?? fail(unknownServerModel(name, names));
  }

  /**
   * A number of servers of this class.
   *
   * @param count how many, at least one
   * @param options row of racks that they stand in; needed where a site has several
   * @throws DH1004
   */
  public times(count: number, options: { readonly row?: string } = {}): ServerGroup {
    if (checkCount('times', count, 1) !== undefined) fail(invalidCount('times', count, 1, Number.MAX_SAFE_INTEGER));
    return { model: this, count, ...options };
  }
}
