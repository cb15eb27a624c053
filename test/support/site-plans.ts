import { Cidr, Power, Rack, ServerModel, Site, SwitchModel, Topology } from 'datahall';
import type { DevicePlan } from '../../lib/network/addressing/device-plan';
import { devicesOf } from '../../lib/site/addressing';

const { SN5600 } = SwitchModel;
const RACK = { units: 48, feeds: 2, feed: Power.kw(17) };
const ADDRESSES = { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') };

/** The plans that a site of four racks, with a server each, makes of a topology. */
export function sitePlans(topology: Topology): readonly DevicePlan[] {
  const site = new Site('lab', {
    racks: { a: Rack.row(4, RACK) },
    servers: { s: ServerModel.NVME_2U.times(4) },
    fabrics: { f: topology },
    addresses: ADDRESSES,
  });
  return devicesOf(site.toFact()).fabrics[0]!.devices;
}

/** A topology of each kind. */
export const TOPOLOGIES: Readonly<Record<string, (numbered: boolean) => Topology>> = {
  'leaf-spine': (numbered) =>
    Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, homing: 2, racksPerLeaf: 2, numbered }),
  star: (numbered) => Topology.star({ leaf: SN5600, hub: SN5600, racksPerLeaf: 1, numbered }),
  ring: (numbered) => Topology.ring({ switch: SN5600, switches: 4, homing: 2, numbered }),
  mesh: (numbered) => Topology.mesh({ switch: SN5600, switches: 4, homing: 2, numbered }),
  'fat-tree': (numbered) => Topology.fatTree({ switch: SN5600, k: 4, numbered }),
};
