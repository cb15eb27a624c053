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
  /** The rack of each server, in order, as you placed them. @default - they go round the racks of the row */
  readonly at?: readonly string[];
}

/**
 * Equal servers under one name. They go round the racks of their row; what is added later with {@link plus} goes
 * round the racks that were added to the row, and moves nothing.
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
    /** How many came at a time: each later one stands in the racks that came with it, or the last that came. */
    public readonly batches: readonly number[],
    /** Where they stand. */
    public readonly placement: GroupPlacement,
  ) {
    const { perRack = 1 } = placement;
    for (const count of batches) wholeNumber('times', count, 1);
    wholeNumber('perRack', perRack, 1, PLACES_PER_RACK);
  }

  /** How many there are. */
  public get count(): number {
    return this.batches.reduce((sum, count) => sum + count, 0);
  }

  /**
   * Adds servers. Those that are there keep names, racks, addresses and ports.
   *
   * @param count how many, at least one
   * @throws DH1004
   */
  public plus(count: number): ServerGroup {
    return new ServerGroup(this.model, [...this.batches, count], this.placement);
  }
}
