import type { FabricLinks } from './links';

/** What a device does in a fabric. Leaves have servers; ring and mesh switches are leaves that are joined directly. */
export type DeviceRole = 'server' | 'leaf' | 'spine' | 'core';

/** A device of a fabric. */
export interface FabricNode {
  /** Name, unique in the site. */
  readonly name: string;
  /** What it does. */
  readonly role: DeviceRole;
  /** Stable number among the switches of its role, or among the servers: addresses and AS numbers follow from it. */
  readonly id: number;
  /** Name of its catalogue class. */
  readonly model: string;
  /** Rack that it stands in; null when nobody said. */
  readonly rack: string | null;
  /** Pod of a fat-tree, or group of leaves that serve the same racks; null for what belongs to none. */
  readonly pod: number | null;
  /** Rail of a leaf that serves one NIC of each server; null otherwise. */
  readonly rail: number | null;
}

/** One end of a link. */
export interface FabricEnd {
  /** Index of the device in {@link Fabric.nodes}. */
  readonly node: number;
  /** Port of the device, from 0: the cage of a switch, the NIC port of a server. */
  readonly port: number;
  /** Lane group of a cage that is broken out, from 0; null when the cage is one port. */
  readonly lane: number | null;
}

/** A cable, or one arm of a breakout cable. */
export interface FabricLink {
  /** The end at the higher tier; of two equals the one with the smaller index. */
  readonly a: FabricEnd;
  /** The other end. */
  readonly b: FabricEnd;
  /** Speed in bits per second, one direction. */
  readonly bps: number;
}

/** A fabric: devices and the cables between them. All topologies end in this form, and all proofs begin with it. */
export interface Fabric {
  /** Name in the site. */
  readonly name: string;
  /** Name of the topology, e.g. `leaf-spine`. */
  readonly topology: string;
  /** Devices: servers first, then leaves, spines and cores. */
  readonly nodes: readonly FabricNode[];
  /** Cables: those of servers first. */
  readonly links: FabricLinks;
  /** How many of the nodes are servers. */
  readonly servers: number;
}
