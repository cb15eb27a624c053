import type { Duration } from '../../units/duration';
import type { Power } from '../../units/power';

/**
 * What a part of a plant may lose without harm: nothing (`N`), one of its modules (`N+1`), or all of itself because
 * another part takes over (`2N`).
 */
export type PlantRedundancy = 'N' | 'N+1' | '2N';

/** A supply from outside or from an engine: a utility line or generators in parallel. */
export interface SupplyOptions {
  /** What one module delivers without a break. */
  readonly capacity: Power;
  /** Equal modules in parallel, such as generators on a common bus. @default 1 */
  readonly modules?: number;
  /**
   * What it may lose without harm.
   * @default - one module is lost in the proof (`N+1`); `N` promises nothing
   */
  readonly redundancy?: PlantRedundancy;
}

/** Generators in parallel. */
export interface GeneratorOptions extends SupplyOptions {
  /** Time from the outage until they carry the load. @default - not known: not compared with the batteries of a UPS */
  readonly start?: Duration;
}

/** A part that passes power on: UPS modules in parallel, or a PDU. */
export interface DistributionOptions extends SupplyOptions {
  /** Names of its supplies: a transfer switch takes the first that is alive. */
  readonly from: readonly string[];
  /** Power out over power in, above 0 and at most 1. @default 1 - losses are not counted */
  readonly efficiency?: number;
}

/** UPS modules in parallel. */
export interface UpsOptions extends DistributionOptions {
  /** Time that its batteries carry its full load. @default - not known: not compared with the start of generators */
  readonly autonomy?: Duration;
}

/** Equal cooling units, such as CRAHs, CRACs or CDUs. */
export interface CoolingUnitOptions extends SupplyOptions {
  /** Names of its supplies: a transfer switch takes the first that is alive. */
  readonly from: readonly string[];
  /** What one module draws itself. @default - its power is not counted */
  readonly power?: Power;
}

/** Cooling units that carry the heat of certain rows together. */
export interface CoolingZoneOptions {
  /** Rows of racks whose heat it takes. */
  readonly rows: readonly string[];
  /** Share of their heat that it takes; the rest goes to other zones, e.g. to liquid. @default 1 */
  readonly share?: number;
  /** Groups of equal units by name. */
  readonly units: Readonly<Record<string, CoolingUnitOptions>>;
}

/** What a plant consists of; names are unique in the whole plant. */
export interface PlantOptions {
  /** Lines of the utility. */
  readonly utilities: Readonly<Record<string, SupplyOptions>>;
  /** Generators. @default - none */
  readonly generators?: Readonly<Record<string, GeneratorOptions>>;
  /** UPS systems; they hang on utilities and generators. @default - none */
  readonly ups?: Readonly<Record<string, UpsOptions>>;
  /** Power distribution units; they hang on what is above them. @default - none */
  readonly pdus?: Readonly<Record<string, DistributionOptions>>;
  /** For each row of racks what each of its feeds hangs on, in the order of the feeds. */
  readonly feeds: Readonly<Record<string, readonly string[]>>;
  /** Cooling zones by name. */
  readonly cooling: Readonly<Record<string, CoolingZoneOptions>>;
}
