import { Cidr, SwitchModel, Topology } from 'datahall';

const model = SwitchModel.SN5600;

/** Racks of the site up to which two tiers have a port for each leaf. */
const TWO_TIERS = 20;

/** One network for the GPUs, a leaf for each of a server's eight RDMA NICs, and one for all else. */
export function fabrics(scale: number): Readonly<Record<string, Topology>> {
  if (scale > TWO_TIERS)
    return {
      rdma: Topology.fatTree({ switch: model, k: 32, homing: 8, racksPerLeaf: 13, carries: ['rdma'] }),
      main: Topology.fatTree({ switch: model, k: 32, homing: 2, racksPerLeaf: 13 }),
    };
  return {
    rdma: Topology.railOptimised({ leaf: model, spine: model, spines: 4, rails: 8 }),
    main: Topology.leafSpine({ leaf: model, spine: model, spines: 2, switchRow: 'core' }),
  };
}

/** Addresses of hosts and switches: a number is kept for each place of each rack and for each port. */
export function underlay(scale: number): Cidr {
  return Cidr.of(scale > TWO_TIERS ? '10.0.0.0/8' : '10.0.0.0/12');
}
