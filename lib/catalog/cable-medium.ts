import { Bandwidth } from '../units/bandwidth';
import { Length } from '../units/length';
import { Power } from '../units/power';
import type { Connector } from './connector';
import { wholeNumber } from '../units/ranges';

/** How a cable carries its signal: copper without and with electronics, fibre of one piece, fibre between modules. */
export type MediumKind = 'twisted pair' | 'DAC' | 'ACC' | 'AEC' | 'AOC' | 'MMF' | 'SMF';

/** What is plugged in at one end of a cable. */
export interface MediumEndFacts {
  /** Form of the cage that it fits. */
  readonly connector: Connector;
  /** Ports of the device that share it, as in a twin-port module on fibre. @default 1 */
  readonly ports?: number;
  /** Largest power that it draws, whole. */
  readonly power: Power;
}

/** What is known of a kind of cable, with its modules. */
export interface CableMediumFacts {
  /** Name, by which it is ordered: part numbers without lengths. */
  readonly name: string;
  /** How it carries its signal. */
  readonly kind: MediumKind;
  /** Speed of a straight cable, or of one arm of a breakout cable. */
  readonly speed: Bandwidth;
  /** Arms of a breakout cable. @default 1 */
  readonly ways?: number;
  /** Longest length, from end to end. */
  readonly reach: Length;
  /** Lengths that are sold. @default - half metres up to 5 m, metres up to 20 m, then steps of 5 m, within the reach */
  readonly lengths?: readonly Length[];
  /** The end that is not split: at the cage that is broken out, or at the device of the higher tier. */
  readonly from: MediumEndFacts;
  /** The other end, or that of one arm. */
  readonly to: MediumEndFacts;
  /** Where the figures come from. */
  readonly source: string;
}

const LINKX = 'NVIDIA LinkX user guide for 100G-PAM4, product line overview';
const SPEC = 'NVIDIA product specification';

const metres = (...lengths: readonly number[]): readonly Length[] => lengths.map((each) => Length.metres(each));
const osfp = (watts: number): MediumEndFacts => ({ connector: 'OSFP', power: Power.watts(watts) });
const qsfp = (watts: number): MediumEndFacts => ({ connector: 'QSFP112', power: Power.watts(watts) });

/** A module that two ports of one device share. */
const twin = (watts: number): MediumEndFacts => ({ ...osfp(watts), ports: 2 });

/**
 * Kinds of cables with their modules; others by {@link CableMedium.custom}. Where nothing else is said, arms of
 * breakout cables end in OSFP cages of one port, as in ConnectX-7 adapters.
 */
export class CableMedium {
  /** Passive copper, 800 Gbit/s, up to 2 m. */
  public static readonly DAC_800G = new CableMedium({
    ...{ name: 'MCP4Y10', kind: 'DAC', speed: Bandwidth.gbps(800), reach: Length.metres(2) },
    lengths: metres(0.5, 1, 1.5, 2),
    ...{ from: osfp(0.1), to: osfp(0.1), source: `${SPEC} MCP4Y10-Nxxx: lengths, power consumption` },
  });

  /** Passive copper, one cage to two ports of 400 Gbit/s, up to 3 m. */
  public static readonly DAC_2X400G = new CableMedium({
    ...{ name: 'MCP7Y00', kind: 'DAC', speed: Bandwidth.gbps(400), ways: 2, reach: Length.metres(3) },
    lengths: metres(1, 1.5, 2, 2.5, 3),
    ...{ from: osfp(0.1), to: osfp(0.1), source: `${SPEC} MCP7Y00-Nxxx: ordering information; ${LINKX}: power` },
  });

  /** Passive copper, one cage to two ports of 400 Gbit/s in QSFP112, up to 3 m. */
  public static readonly DAC_2X400G_QSFP112 = new CableMedium({
    ...{ name: 'MCP7Y10', kind: 'DAC', speed: Bandwidth.gbps(400), ways: 2, reach: Length.metres(3) },
    ...{ from: osfp(0.1), to: qsfp(0.1), source: `${SPEC} MCP7Y10-Nxxx: introduction; ${LINKX}: power` },
  });

  /** Passive copper, one cage to four ports of 200 Gbit/s, up to 3 m. */
  public static readonly DAC_4X200G = new CableMedium({
    ...{ name: 'MCP7Y50', kind: 'DAC', speed: Bandwidth.gbps(200), ways: 4, reach: Length.metres(3) },
    ...{ from: osfp(0.1), to: osfp(0.1), source: `${SPEC} MCP7Y50-Nxxx: use cases; ${LINKX}: reach, power` },
  });

  /** Copper with linear amplifiers, 800 Gbit/s, up to 5 m. */
  public static readonly ACC_800G = new CableMedium({
    ...{ name: 'LinkX LACC 800G', kind: 'ACC', speed: Bandwidth.gbps(800), reach: Length.metres(5) },
    ...{ lengths: metres(3, 4, 5), from: osfp(1.5), to: osfp(1.5), source: LINKX },
  });

  /** Copper with linear amplifiers, one cage to two ports of 400 Gbit/s, up to 5 m. */
  public static readonly ACC_2X400G = new CableMedium({
    ...{ name: 'LinkX LACC 2x400G', kind: 'ACC', speed: Bandwidth.gbps(400), ways: 2, reach: Length.metres(5) },
    ...{ lengths: metres(3, 4, 5), from: osfp(1.5), to: osfp(0.6), source: LINKX },
  });

  /** Copper with linear amplifiers, one cage to four ports of 200 Gbit/s, up to 5 m. */
  public static readonly ACC_4X200G = new CableMedium({
    ...{ name: 'LinkX LACC 4x200G', kind: 'ACC', speed: Bandwidth.gbps(200), ways: 4, reach: Length.metres(5) },
    ...{ lengths: metres(3, 4, 5), from: osfp(1.5), to: osfp(0.35), source: LINKX },
  });

  /** Twin-port modules on multimode fibre, 800 Gbit/s, up to 50 m. */
  public static readonly MMF_800G = new CableMedium({
    ...{ name: 'MMA4Z00-NS', kind: 'MMF', speed: Bandwidth.gbps(800), reach: Length.metres(50) },
    ...{ from: osfp(17), to: osfp(17), source: `${SPEC} MMA4Z00-NS; ${LINKX}: 17 W at most` },
  });

  /** A twin-port module to two of 400 Gbit/s on multimode fibre, up to 50 m. */
  public static readonly MMF_2X400G = new CableMedium({
    ...{ name: 'MMA4Z00-NS to 2 MMA4Z00-NS400', kind: 'MMF', speed: Bandwidth.gbps(400), ways: 2 },
    ...{ reach: Length.metres(50), from: osfp(17), to: osfp(9) },
    source: `${SPEC} MMA4Z00-NS400: connectivity scenarios; ${LINKX}: 17 W at most`,
  });

  /** A twin-port module to two of 400 Gbit/s in QSFP112 on multimode fibre, up to 50 m. */
  public static readonly MMF_2X400G_QSFP112 = new CableMedium({
    ...{ name: 'MMA4Z00-NS to 2 MMA1Z00-NS400', kind: 'MMF', speed: Bandwidth.gbps(400), ways: 2 },
    ...{ reach: Length.metres(50), from: osfp(17), to: qsfp(9) },
    source: `${SPEC} MMA1Z00-NS400: overview; ${LINKX}: 17 W at most`,
  });

  /** A twin-port module to ports of two more, flat-top ones as in DGX H100, on multimode fibre, up to 50 m. */
  public static readonly MMF_2X400G_TWIN = new CableMedium({
    ...{ name: 'MMA4Z00-NS to ports of 2 flat-top MMA4Z00-NS', kind: 'MMF', speed: Bandwidth.gbps(400), ways: 2 },
    ...{ reach: Length.metres(50), from: osfp(17), to: twin(17), source: `${LINKX}: multimode, twin-port OSFP RHS` },
  });

  /** A port of a twin-port module to one of another, 400 Gbit/s on multimode fibre, up to 50 m. */
  public static readonly MMF_400G = new CableMedium({
    ...{ name: 'port of MMA4Z00-NS to port of MMA4Z00-NS', kind: 'MMF', speed: Bandwidth.gbps(400) },
    ...{ reach: Length.metres(50), from: twin(17), to: twin(17) },
    source: `${SPEC} MMA4Z00-NS: overview; ${LINKX}: 17 W at most`,
  });

  /** A twin-port module to four of 200 Gbit/s on split multimode fibre, up to 50 m. */
  public static readonly MMF_4X200G = new CableMedium({
    ...{ name: 'MMA4Z00-NS to 4 MMA4Z00-NS400', kind: 'MMF', speed: Bandwidth.gbps(200), ways: 4 },
    ...{ reach: Length.metres(50), from: osfp(17), to: osfp(6.5) },
    source: `${SPEC} MMA4Z00-NS400: connectivity scenarios, 200 Gb/s mode; ${LINKX}: 17 W at most`,
  });

  /** Twin-port modules on single-mode fibre, 800 Gbit/s, up to 100 m. */
  public static readonly SMF_800G = new CableMedium({
    ...{ name: 'MMS4X00-NS', kind: 'SMF', speed: Bandwidth.gbps(800), reach: Length.metres(100) },
    ...{ from: osfp(17), to: osfp(17), source: `${SPEC} MMS4X00-NS: overview, specifications` },
  });

  /** A twin-port module to two of 400 Gbit/s on single-mode fibre, up to 100 m. */
  public static readonly SMF_2X400G = new CableMedium({
    ...{ name: 'MMS4X00-NS to 2 MMS4X00-NS400', kind: 'SMF', speed: Bandwidth.gbps(400), ways: 2 },
    ...{ reach: Length.metres(100), from: osfp(17), to: osfp(9) },
    source: `${SPEC} MMS4X00-NS: specifications; ${SPEC} MMS4X00-NS400: overview`,
  });

  /** A port of a twin-port module to one of another, 400 Gbit/s on single-mode fibre, up to 100 m. */
  public static readonly SMF_400G = new CableMedium({
    ...{ name: 'port of MMS4X00-NS to port of MMS4X00-NS', kind: 'SMF', speed: Bandwidth.gbps(400) },
    ...{ reach: Length.metres(100), from: twin(17), to: twin(17), source: `${SPEC} MMS4X00-NS: overview` },
  });

  /** Twin-port modules on single-mode fibre between switches, 800 Gbit/s, up to 500 m. */
  public static readonly SMF_800G_500M = new CableMedium({
    ...{ name: 'MMS4X00-NM', kind: 'SMF', speed: Bandwidth.gbps(800), reach: Length.metres(500) },
    ...{ from: osfp(17), to: osfp(17), source: `${SPEC} MMS4X00-NM: application overview` },
  });

  /** All that the library knows: copper first, then multimode, then single-mode fibre, each by reach. */
  public static get known(): readonly CableMedium[] {
    return [
      ...[CableMedium.DAC_800G, CableMedium.DAC_2X400G, CableMedium.DAC_2X400G_QSFP112, CableMedium.DAC_4X200G],
      ...[CableMedium.ACC_800G, CableMedium.ACC_2X400G, CableMedium.ACC_4X200G],
      ...[CableMedium.MMF_800G, CableMedium.MMF_2X400G, CableMedium.MMF_2X400G_QSFP112, CableMedium.MMF_2X400G_TWIN],
      ...[CableMedium.MMF_400G, CableMedium.MMF_4X200G],
      ...[CableMedium.SMF_800G, CableMedium.SMF_2X400G, CableMedium.SMF_400G, CableMedium.SMF_800G_500M],
    ];
  }

  private constructor(
    /** What is known of it. */
    public readonly facts: CableMediumFacts,
  ) {}

  /**
   * A kind of cable that the library does not know.
   *
   * @param facts its figures with their source
   * @throws DH1004 when `ways`, or the ports of an end, is no whole number of at least one
   */
  public static custom(facts: CableMediumFacts): CableMedium {
    const { ways = 1, from, to } = facts;
    for (const [field, count] of Object.entries({ ways, 'from.ports': from.ports ?? 1, 'to.ports': to.ports ?? 1 }))
      wholeNumber(field, count, 1);
    return new CableMedium(facts);
  }
}
