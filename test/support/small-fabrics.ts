import { Topology } from 'datahall';
import type { DevicePlan } from '../../lib/network/addressing/device-plan';
import { proveFabric } from '../../lib/network/proofs/prove-fabric';
import { devicesOf } from '../../lib/site/addressing';
import type { SiteFact } from '../../lib/site/facts';
import type { Proof } from '../../lib/site/proof';
import { builtOf, serverOf, siteOf, switchOf } from './fabrics';

const four = switchOf(4);

/** Small fabrics of the kinds that grow large, as sites: what routing does on them is compared with the proofs. */
export const SMALL_FABRICS: Readonly<Record<string, SiteFact>> = {
  'leaf-spine': siteOf(Topology.leafSpine({ leaf: four, spine: four, spines: 2 }), 2, serverOf(2).times(2)),
  'leaf-spine with one leaf a server': siteOf(
    Topology.leafSpine({ leaf: four, spine: four, spines: 2, homing: 1, racksPerLeaf: 1 }),
    3,
    serverOf(1).times(3),
  ),
  'rail-optimised': siteOf(
    Topology.railOptimised({ leaf: four, spine: four, spines: 2, rails: 2, racksPerLeaf: 1 }),
    2,
    serverOf(2, 100, 'rdma').times(2),
  ),
  'fat-tree': siteOf(Topology.fatTree({ switch: four, k: 4, racksPerLeaf: 1 }), 4, serverOf(1).times(4)),
  star: siteOf(Topology.star({ leaf: four, hub: four, racksPerLeaf: 1 }), 3, serverOf(1).times(3)),
  ring: siteOf(Topology.ring({ switch: switchOf(8), switches: 5 }), 5, serverOf(1).times(5)),
  mesh: siteOf(Topology.mesh({ switch: switchOf(8), switches: 4 }), 4, serverOf(1).times(4)),
};

/** Plans of the devices that servers need: pods of a fat-tree without servers are left out. */
export function plansFor(site: SiteFact): readonly DevicePlan[] {
  const { fabrics, problems } = devicesOf(site);
  expect(problems).toEqual([]);
  const [{ devices, fabric }] = fabrics as [(typeof fabrics)[number]];
  const pods = new Map(fabric.fabric.nodes.map(({ name, pod }) => [name, pod] as const));
  const serving = new Set(
    devices.flatMap(({ links, name }) =>
      links.flatMap(({ peerRole }) => (peerRole === 'server' ? [pods.get(name)] : [])),
    ),
  );
  const kept = (name: string): boolean => (pods.get(name) ?? null) === null || serving.has(pods.get(name));
  return devices
    .filter(({ name }) => kept(name))
    .map((device) => ({ ...device, links: device.links.filter(({ peer }) => kept(peer)) }));
}

/** The proof that a fabric survives the loss of any one switch or cable. */
export function survivalOf(site: SiteFact, what: 'switch' | 'cable'): Proof {
  return proveFabric(site, builtOf(site)).find(({ claim }) => claim.endsWith(`the loss of any one ${what}`))!;
}
