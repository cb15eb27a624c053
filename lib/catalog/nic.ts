import type { Bandwidth } from '../units/bandwidth';

/** What traffic a NIC carries. `management` is the network of the management controllers, out of band. */
export type NicRole = 'management' | 'frontend' | 'storage' | 'rdma';

/** Equal ports of a server that carry the same traffic. */
export interface NicFacts {
  /** What they carry. Management goes with nothing else on a NIC that carries RDMA. */
  readonly roles: readonly NicRole[];
  /** How many ports are cabled, numbered from 0; each port of an RDMA NIC is a rail. */
  readonly ports: number;
  /** Names of the RDMA devices, in the order of the ports: NCCL is told them. @default - not known: no settings for NCCL */
  readonly devices?: readonly string[];
  /** Speed of one port. */
  readonly speed: Bandwidth;
}
