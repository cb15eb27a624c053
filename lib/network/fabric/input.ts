import type { SwitchClass, TopologySpec } from './spec';

/** Equal ports of each server of a group that a fabric reaches. */
export interface CabledNic {
  /** Number of the server's first port of this kind: ports are counted through its NICs. */
  readonly firstPort: number;
  /** How many ports. */
  readonly ports: number;
  /** Speed of one in bits per second. */
  readonly bps: number;
}

/** A group of equal servers that a fabric reaches. */
export interface CabledGroup {
  /** Name of the group. */
  readonly group: string;
  /** Their class. */
  readonly model: string;
  /** Row that they stand in. */
  readonly row: string;
  /** How many stand in one rack at most. */
  readonly perRack: number;
  /** Ports that the fabric reaches. */
  readonly nics: readonly CabledNic[];
  /** The servers. */
  readonly servers: readonly CabledServer[];
}

/** A server with its place. */
export interface CabledServer {
  /** Name. */
  readonly name: string;
  /** Stable number: by rack and place in the rack. */
  readonly id: number;
  /** Number of its rack in the row, from 0. */
  readonly rackIndex: number;
  /** Place among the servers of its group in the rack, from 0. */
  readonly place: number;
}

/** A row of racks. */
export interface CabledRow {
  /** Name of the row. */
  readonly row: string;
  /** Racks that came at a time. */
  readonly batches: readonly number[];
}

/** What a fabric is built from: plain JSON, derived from the fact of a site. */
export interface FabricInput {
  /** Name of the site. */
  readonly site: string;
  /** Name of the fabric. */
  readonly name: string;
  /** How switches are joined. */
  readonly topology: TopologySpec;
  /** Classes of the switches. */
  readonly classes: readonly SwitchClass[];
  /** Rows of the site in order. */
  readonly rows: readonly CabledRow[];
  /** Groups of servers that it reaches, in the site's order. */
  readonly groups: readonly CabledGroup[];
}

/**
 * Racks of a row.
 *
 * @param row the row
 */
export function racksIn({ batches }: CabledRow): number {
  return batches.reduce((sum, count) => sum + count, 0);
}

/**
 * Name of a rack.
 *
 * @param site name of the site
 * @param row name of the row
 * @param index number in the row, from 0
 */
export function rackName(site: string, row: string, index: number): string {
  return `${site}-${row}-${String(index + 1).padStart(2, '0')}`;
}
