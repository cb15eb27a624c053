import { SwitchModel, Topology } from 'datahall';

const model = SwitchModel.SN5600;

/** Scale of the reference up to which the spines of two tiers have a port for each leaf. */
export const TWO_TIERS = 20;

/** The two networks of the reference for sites that are larger than that. */
export const threeTiers = {
  rdma: Topology.fatTree({ switch: model, k: 32, homing: 8, racksPerLeaf: 13, carries: ['rdma'] }),
  main: Topology.fatTree({ switch: model, k: 32, homing: 2, racksPerLeaf: 13 }),
};
