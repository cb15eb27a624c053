import { Bandwidth } from '../units/bandwidth';

/** What is known of a class of switches. */
export interface SwitchFacts {
  /** Name, e.g. `SN5600`. */
  readonly name: string;
  /** Number of ports. */
  readonly ports: number;
  /** Speed of one port. */
  readonly portSpeed: Bandwidth;
  /** Height in rack units. */
  readonly rackUnits: number;
  /** Where the figures come from. */
  readonly source: string;
}

/** Classes of switches; others by {@link SwitchModel.custom}. */
export class SwitchModel {
  /** NVIDIA Spectrum-4 SN5600: 64 ports of 800 Gbit/s in two units. */
  public static readonly SN5600 = new SwitchModel({
    name: 'SN5600',
    ports: 64,
    portSpeed: Bandwidth.gbps(800),
    rackUnits: 2,
    source: 'NVIDIA Spectrum-4 SN5000 switch systems user manual',
  });

  private constructor(
    /** What is known of the class. */
    public readonly facts: SwitchFacts,
  ) {}

  /**
   * A class that the library does not know.
   *
   * @param facts its figures with their source
   */
  public static custom(facts: SwitchFacts): SwitchModel {
    return new SwitchModel(facts);
  }
}
