import { Cidr, Power, Rack, ServerModel, Site, SwitchModel, Topology } from 'datahall';
import type { DevicePlan } from '../../lib/network/addressing/device-plan';
import { devicesOf } from '../../lib/site/addressing';
import { fabricsOf } from '../../lib/site/fabrics';

const { SN5600 } = SwitchModel;
const RACK = { units: 48, feeds: 2, feed: Power.kw(17) };
const ADDRESSES = { underlay: Cidr.of('10.0.0.0/12'), virtualIps: Cidr.of('198.51.100.0/24') };

/** The plans that a site of four racks, with a server each, makes of a topology. */
export function sitePlans(topology: Topology): readonly DevicePlan[] {
  const site = new Site('lab', {
    racks: { a: Rack.row(4, RACK) },
    servers: { s: ServerModel.NVME_2U.times(4) },
    fabrics: { f: topology },
    addresses: ADDRESSES,
  });
  const { fabrics, problems } = devicesOf(site.toFact());
  expect([...fabricsOf(site.toFact()).problems, ...problems]).toEqual([]);
  return fabrics[0]!.devices;
}

/** A topology of each kind. */
export const TOPOLOGIES: Readonly<Record<string, (numbered: boolean) => Topology>> = {
  'leaf-spine': (numbered) =>
    Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, homing: 2, racksPerLeaf: 2, numbered }),
  star: (numbered) => Topology.star({ leaf: SN5600, hub: SN5600, racksPerLeaf: 1, numbered }),
  ring: (numbered) => Topology.ring({ switch: SN5600, switches: 8, homing: 2, numbered }),
  mesh: (numbered) => Topology.mesh({ switch: SN5600, switches: 8, homing: 2, numbered }),
  'fat-tree': (numbered) => Topology.fatTree({ switch: SN5600, k: 4, numbered }),
  rails: (numbered) =>
    Topology.railOptimised({ leaf: SN5600, spine: SN5600, spines: 2, rails: 2, carries: ['frontend'], numbered }),
  graph: (numbered) =>
    Topology.graph({
      switches: { west: { model: SN5600 }, east: { model: SN5600 }, up: { model: SN5600, role: 'spine' } },
      links: [
        ['west', 'east'],
        ['west', 'up', 2],
        ['east', 'up', 2],
      ],
      racks: Object.fromEntries([1, 2, 3, 4].map((rack) => [`lab-a-0${rack}`, ['west', 'east']])),
      numbered,
    }),
};
