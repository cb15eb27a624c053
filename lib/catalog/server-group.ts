import type { ServerModel } from './server-model';
import { wholeNumber } from '../units/ranges';

/** Places of a rack that addresses and ports can be kept for. */
export const PLACES_PER_RACK = 63;

/** Where the servers of a group stand. */
export interface GroupPlacement {
  /** Row of racks. @default - the site's only row */
  readonly row?: string;
  /** Places kept for the group in each rack: more servers up to there renumber nothing. @default - those it has now */
  readonly perRack?: number;
  /**
   * Delivery of racks that they stand in: 1 are those of `Rack.row`, 2 those of its first `plus`.
   * @default - the first one
   */
  readonly delivery?: number;
  /** The rack of each server, in order, as you placed them. @default - they go round the racks of the row */
  readonly at?: readonly string[];
}

/** Where servers stand that are added. */
export interface AddedPlacement {
  /**
   * Delivery of racks that they stand in: 1 are those of `Rack.row`, 2 those of its first `plus`.
   * @default - the one after that of the servers before; while there is none, the last one, with a finding
   */
  readonly delivery?: number;
}

/** Servers that came together. */
export interface ServerBatch {
  /** How many. */
  readonly count: number;
  /** Delivery of racks that they stand in, from 1; undefined where nobody said. */
  readonly delivery: number | undefined;
}

/**
 * Equal servers under one name. They go round the racks of their row; what is added later with {@link plus} goes
 * round the racks that were added to the row, or round those that it says, and moves nothing.
 *
 * @example
 * ServerModel.DGX_H100.times(16, { row: 'gpu' }).plus(8);
 */
export class ServerGroup {
  /**
   * @param model their class
   * @param batches how many came at a time
   * @param placement where they stand
   * @throws DH1004 when a count is no whole number of at least one
   */
  public constructor(
    /** Their class. */
    public readonly model: ServerModel,
    /** Those that came at a time. */
    public readonly deliveries: readonly ServerBatch[],
    /** Where they stand. */
    public readonly placement: GroupPlacement,
  ) {
    const { perRack = 1 } = placement;
    for (const { count, delivery = 1 } of deliveries) {
      wholeNumber('times', count, 1);
      wholeNumber('delivery', delivery, 1);
    }
    wholeNumber('perRack', perRack, 1, PLACES_PER_RACK);
  }

  /** How many there are. */
  public get count(): number {
    return this.deliveries.reduce((sum, { count }) => sum + count, 0);
  }

  /**
   * Adds servers. Those that are there keep names, racks, addresses and ports.
   *
   * @param count how many, at least one
   * @param placement where they stand
   * @throws DH1004
   */
  public plus(count: number, { delivery }: AddedPlacement = {}): ServerGroup {
    return new ServerGroup(this.model, [...this.deliveries, { count, delivery }], this.placement);
  }
}
