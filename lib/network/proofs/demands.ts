import type { NicRole } from '../../catalog/nic';
import type { SiteFact } from '../../site/facts';
import type { TrafficDemand, TrafficKind } from '../demand/facts';
import type { Subject } from './subject';

/** Network that a kind of traffic runs over. */
export const NETWORK: Readonly<Record<TrafficKind, NicRole>> = {
  ingest: 'storage',
  checkpoint: 'storage',
  replication: 'storage',
  'all-reduce': 'rdma',
  inference: 'frontend',
  custom: 'frontend',
};

/** Devices between which traffic runs. */
export interface RoutedDemand {
  /** The traffic. */
  readonly demand: TrafficDemand;
  /** Indices of the servers that send, or of the switches that an outside router is joined to. */
  readonly senders: readonly number[];
  /** Indices of the servers that receive, or of the switches that an outside router is joined to. */
  readonly receivers: readonly number[];
}

/**
 * Traffic that a fabric carries: it names the kinds by what it carries, and reaches both ends. An end is a group of
 * servers, or a router outside of the site: its traffic is spread evenly over its links.
 *
 * @param subject the fabric
 * @param outside routers that are not of the site
 * @param demands all traffic of the site
 */
export function demandsOn(
  subject: Subject,
  outside: SiteFact['outside'],
  demands: readonly TrafficDemand[],
): readonly RoutedDemand[] {
  const ends = endsOf(subject, outside ?? []);
  return demands.flatMap((demand): RoutedDemand[] => {
    const [senders, receivers] = [ends.get(demand.from) ?? [], ends.get(demand.to) ?? []];
    const isHere = subject.roles.includes(NETWORK[demand.kind]) && senders.length > 0 && receivers.length > 0;
    return isHere && (demand.from !== demand.to || senders.length > 1) ? [{ demand, senders, receivers }] : [];
  });
}

function endsOf({ built, fabric, terminals }: Subject, outside: NonNullable<SiteFact['outside']>) {
  const ends = new Map<string, readonly number[]>();
  let first = 0;
  for (const { group, servers } of built.input.groups) {
    const start = first;
    first += servers.length;
    const all = servers.map((_, index) => start + index);
    ends.set(
      group,
      all.filter((server) => terminals[server] === 1),
    );
  }
  const routers = outside.filter((router) => router.fabric === fabric.name);
  if (routers.length === 0) return ends;
  const switches = new Map(fabric.nodes.slice(fabric.servers).map(({ name }, at) => [name, fabric.servers + at]));
  for (const { name, links } of routers)
    ends.set(
      name,
      links.flatMap((link) => switches.get(link.switch) ?? []),
    );
  return ends;
}
