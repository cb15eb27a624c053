import type { Bandwidth } from '../units/bandwidth';
import type { Connector } from './connector';

/** What traffic a NIC carries. `management` is the network of the management controllers, out of band. */
export type NicRole = 'management' | 'frontend' | 'storage' | 'rdma';

/** Equal ports of a server that carry the same traffic. */
export interface NicFacts {
  /** What they carry. Management goes with nothing else on a NIC that carries RDMA. */
  readonly roles: readonly NicRole[];
  /** How many ports are cabled, numbered from 0; each port of an RDMA NIC is a rail. */
  readonly ports: number;
  /**
   * Names of the RDMA devices, in the order of the ports: NCCL is told them.
   * @default - not known: no settings for NCCL
   */
  readonly devices?: readonly string[];
  /** Speed of one port. */
  readonly speed: Bandwidth;
  /** What the ports are plugged into. @default - not known: each medium of their speed is taken to fit */
  readonly cage?: NicCageFacts;
  /** Whether its ports are one bond. Where hosts route, ports are not bonded, and a finding says so. @default false */
  readonly bond?: boolean;
}

/** A cage of a NIC. */
export interface NicCageFacts {
  /** Form of the cage. */
  readonly connector: Connector;
  /** Ports that share it: 2 for a twin-port cage. */
  readonly ports: number;
}

const RDMA_DEVICE = /^[a-zA-Z][a-zA-Z0-9_-]*(:[1-9][0-9]*)?$/;

/**
 * Whether a text is the name of an RDMA device as `ibv_devinfo` lists it, with a port or without.
 *
 * @param text e.g. `mlx5_0` or `mlx5_0:1`
 */
export function isRdmaDevice(text: string): boolean {
  return RDMA_DEVICE.test(text);
}
