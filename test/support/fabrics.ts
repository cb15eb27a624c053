import {
  Bandwidth,
  Cidr,
  Power,
  Rack,
  ServerModel,
  Site,
  SwitchModel,
  type ServerGroup,
  type Topology,
} from 'datahall';
import type { NicFacts } from '../../lib/catalog/nic';
import { proveFabric } from '../../lib/network/proofs/prove-fabric';
import { subjectOf, type Subject } from '../../lib/network/proofs/subject';
import { fabricsOf, type SiteFabric } from '../../lib/site/fabrics';
import type { SiteFact } from '../../lib/site/facts';
import type { Proof } from '../../lib/site/proof';

/** A class of switches with so many ports of one speed. */
export function switchOf(ports: number, gbps = 100): SwitchModel {
  const cages = { count: ports, speed: Bandwidth.gbps(gbps), lanes: 4, connector: 'OSFP' } as const;
  return SwitchModel.custom({ name: `x${ports}-${gbps}`, ports: [cages], rackUnits: 1, source: 'test' });
}

/** A class of servers with so many ports of one speed. */
export function serverOf(ports: number, gbps = 100, role: NicFacts['roles'][number] = 'frontend'): ServerModel {
  const nics: readonly NicFacts[] = [{ roles: [role], ports, speed: Bandwidth.gbps(gbps) }];
  return ServerModel.custom({ ...ServerModel.CONTROL_1U.facts, name: `s${ports}-${gbps}-${role}`, nics });
}

/** A site with one fabric `f` and one row of racks. */
export function siteOf(topology: Topology, racks: number, servers: ServerGroup): SiteFact {
  return new Site('lab', {
    racks: { a: Rack.row(racks, { units: 48, feeds: 3, feed: Power.kw(60) }) },
    servers: { s: servers },
    fabrics: { f: topology },
    addresses: { underlay: Cidr.of('10.0.0.0/8'), virtualIps: Cidr.of('198.51.100.0/24') },
  }).toFact();
}

/** The fabric of a site; it must be built without a problem. */
export function builtOf(site: SiteFact): SiteFabric {
  const { fabrics, problems } = fabricsOf(site);
  expect(problems).toEqual([]);
  return fabrics[0]!;
}

/** What proofs of a fabric begin with. */
export function subject(topology: Topology, racks: number, servers: ServerGroup): Subject {
  const site = siteOf(topology, racks, servers);
  return subjectOf(site, builtOf(site));
}

/** The proofs of a fabric whose claim has some words in it. */
export function proofsOf(words: string, topology: Topology, racks: number, servers: ServerGroup): readonly Proof[] {
  const site = siteOf(topology, racks, servers);
  return proveFabric(site, builtOf(site)).filter(({ claim }) => claim.includes(words));
}
