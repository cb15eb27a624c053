import { fail } from '../errors/datahall-error';
import { unknownSwitchModel } from '../errors/fabric';
import { Bandwidth } from '../units/bandwidth';
import { Power } from '../units/power';
import { checkSwitch } from './checks';
import type { Connector } from './connector';
import type { PowerSupplyFacts } from './server-model';

/** A way to split one cage into several ports of a lower speed. */
export interface BreakoutFacts {
  /** Ports that come out of one cage. */
  readonly count: number;
  /** Speed of each of them. */
  readonly speed: Bandwidth;
}

/** Equal cages of a switch. */
export interface PortGroupFacts {
  /** How many cages. */
  readonly count: number;
  /** Speed of one cage as one port. */
  readonly speed: Bandwidth;
  /** Ways to split a cage. @default - none */
  readonly breakouts?: readonly BreakoutFacts[];
  /** Electrical lanes of one cage; SONiC names ports by them. */
  readonly lanes: number;
  /** Form of the cage. */
  readonly connector: Connector;
  /** Ports of this group that share one cage of this form: 2 where cages are twin-port ones. @default 1 */
  readonly portsPerCage?: number;
  /** Largest power that each cage gives to what is plugged in. @default - unknown: modules are not proven to be fed */
  readonly portPower?: Power;
}

/** What is known of a class of switches. */
export interface SwitchFacts {
  /** Name, e.g. `SN5600`. */
  readonly name: string;
  /** What its ports speak. @default 'ethernet' */
  readonly protocol?: 'ethernet' | 'infiniband';
  /** Cages, numbered through the groups from 0. */
  readonly ports: readonly PortGroupFacts[];
  /** Height in rack units. */
  readonly rackUnits: number;
  /** Largest power, or a bound of it that the source states. @default - unknown: not counted, with a finding */
  readonly maxPower?: Power;
  /** Whether `maxPower` counts the modules in the ports. @default false: where cabling is known, they are added */
  readonly opticsIncluded?: boolean;
  /** Power supplies. @default - unknown */
  readonly powerSupplies?: PowerSupplyFacts;
  /** Where the figures come from. */
  readonly source: string;
}

const SWITCH_LIST = 'netris documentation, list of supported switch hardware';

/** Classes of switches; others by {@link SwitchModel.custom}. */
export class SwitchModel {
  /**
   * NVIDIA Spectrum-4 SN5600: 64 cages of 800 Gbit/s in two units. Its power is not published in a source that we
   * read; 3 kW, the rating of one of its two supplies, is more than it can take, modules included.
   */
  public static readonly SN5600 = new SwitchModel({
    name: 'SN5600',
    ports: [
      {
        count: 64,
        speed: Bandwidth.gbps(800),
        breakouts: [
          { count: 2, speed: Bandwidth.gbps(400) },
          { count: 4, speed: Bandwidth.gbps(200) },
        ],
        lanes: 8,
        connector: 'OSFP',
        portPower: Power.watts(18),
      },
    ],
    rackUnits: 2,
    maxPower: Power.kw(3),
    opticsIncluded: true,
    powerSupplies: { count: 2, required: 1, rated: Power.kw(3) },
    source: 'NVIDIA Spectrum-4 SN5000 switch systems user manual; data interfaces: 18 W a port',
  });

  /** NVIDIA Quantum-2 QM9700: 64 ports of 400 Gbit/s (NDR InfiniBand) on 32 twin-port cages in one unit. */
  public static readonly QM9700 = new SwitchModel({
    name: 'QM9700',
    protocol: 'infiniband',
    ports: [{ count: 64, speed: Bandwidth.gbps(400), lanes: 4, connector: 'OSFP', portsPerCage: 2 }],
    rackUnits: 1,
    source: 'data sheet of the QM9700 series, as resellers print it; its power is not confirmed',
  });

  /** NVIDIA Spectrum-2 SN2201: 48 ports of 1 Gbit/s and 4 of 100 Gbit/s, for networks of management controllers. */
  public static readonly SN2201 = new SwitchModel({
    name: 'SN2201',
    ports: [
      { count: 48, speed: Bandwidth.gbps(1), lanes: 1, connector: 'RJ45' },
      { count: 4, speed: Bandwidth.gbps(100), lanes: 4, connector: 'QSFP28' },
    ],
    rackUnits: 1,
    source: SWITCH_LIST,
  });

  /** NVIDIA Spectrum SN4600C: 64 ports of 100 Gbit/s. */
  public static readonly SN4600C = new SwitchModel({
    name: 'SN4600C',
    ports: [{ count: 64, speed: Bandwidth.gbps(100), lanes: 4, connector: 'QSFP28' }],
    rackUnits: 2,
    source: SWITCH_LIST,
  });

  /** All classes that the library knows, to select from. */
  public static get known(): readonly SwitchModel[] {
    return [SwitchModel.SN5600, SwitchModel.QM9700, SwitchModel.SN2201, SwitchModel.SN4600C];
  }

  private constructor(
    /** What is known of the class. */
    public readonly facts: SwitchFacts,
  ) {}

  /**
   * A class that the library does not know.
   *
   * @param facts its figures with their source
   * @throws DH3022, DH1004 and DH1005 for figures that no switch has
   */
  public static custom(facts: SwitchFacts): SwitchModel {
    checkSwitch(facts);
    return new SwitchModel(facts);
  }

  /**
   * A class by its name, for programs that read an inventory.
   *
   * @param name e.g. `SN5600`
   * @throws DH3801 when no such class is known
   */
  public static of(name: string): SwitchModel {
    const { known } = SwitchModel;
    const names = known.map((model) => model.facts.name);
    return known.find((model) => model.facts.name === name) ?? fail(unknownSwitchModel(name, names));
  }
}
