import { factKind } from '../../model/fact';
import type { PlantRedundancy } from './options';

/** A part of the power plant, or a group of equal cooling units. */
export interface PlantPart {
  /** Name, unique in the plant. */
  readonly name: string;
  /** What it is. */
  readonly type: 'utility' | 'generator' | 'ups' | 'pdu' | 'cooling';
  /** What one module delivers: power, or heat that a cooling unit carries away. */
  readonly moduleWatts: number;
  /** Equal modules in parallel. */
  readonly modules: number;
  /** What it may lose without harm. */
  readonly redundancy: PlantRedundancy;
  /** Names of its supplies, the preferred one first; empty for a source. */
  readonly from: readonly string[];
  /** Power out over power in. */
  readonly efficiency: number;
  /** What one module draws itself: cooling units only. */
  readonly drawWatts: number;
  /** Time until generators carry the load; null for other parts, and where it is not known. */
  readonly startSeconds: number | null;
  /** Time that the batteries of a UPS carry its full load; null for other parts, and where it is not known. */
  readonly autonomySeconds: number | null;
}

/** A row of racks as the plant sees it. */
export interface PlantRow {
  /** Name of the row. */
  readonly row: string;
  /** Largest power of all its servers and switches. */
  readonly watts: number;
  /** Feeds of one of its racks. */
  readonly rackFeeds: number;
  /** What each feed hangs on. */
  readonly feeds: readonly string[];
}

/** Cooling units that carry a share of the heat of certain rows together. */
export interface PlantZone {
  /** Name of the zone. */
  readonly zone: string;
  /** Rows whose heat it takes. */
  readonly rows: readonly string[];
  /** Share of their heat. */
  readonly share: number;
  /** Names of its groups of units. */
  readonly units: readonly string[];
}

/** The power and cooling plant of a site, with the loads that it must carry. */
export interface PlantFact {
  /** Name of the site. */
  readonly site: string;
  /** Parts; each comes after its supplies. */
  readonly parts: readonly PlantPart[];
  /** Rows of racks. */
  readonly rows: readonly PlantRow[];
  /** Cooling zones. */
  readonly zones: readonly PlantZone[];
}

/** Kind of {@link PlantFact}. */
export const PLANT = factKind<PlantFact>('plant');
