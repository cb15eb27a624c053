import type { DeviceRole, Fabric } from '../fabric/fabric';

/** Bandwidth of each device in bits per second, by index. */
export interface Tally {
  /** Towards lower tiers: of a leaf, its servers. */
  readonly down: Float64Array;
  /** Towards higher tiers, and to switches of its own tier as in a ring; of a server, all its ports. */
  readonly up: Float64Array;
  /** Cables towards higher tiers and its own; of a server, all its ports. */
  readonly uplinks: Int32Array;
}

const TIERS: Readonly<Record<DeviceRole, number>> = { server: 0, leaf: 1, spine: 2, core: 3 };

/**
 * Adds up the cables of each device.
 *
 * @param fabric devices and cables
 */
export function tally({ nodes, links }: Fabric): Tally {
  const tiers = Uint8Array.from(nodes, ({ role }) => TIERS[role]);
  const [down, up] = [new Float64Array(nodes.length), new Float64Array(nodes.length)];
  const uplinks = new Int32Array(nodes.length);
  const add = (own: number, other: number, bps: number): void => {
    if (tiers[own]! > tiers[other]!) down[own]! += bps;
    else {
      up[own]! += bps;
      uplinks[own]! += 1;
    }
  };
  for (let at = 0; at < links.length; at++) {
    const [a, b, bps] = [links.a.node[at]!, links.b.node[at]!, links.bps[at]!];
    add(a, b, bps);
    add(b, a, bps);
  }
  return { down, up, uplinks };
}
