import type { SiteFact } from '../../site/facts';
import { perServer } from '../demand/traffic-class';
import { groupOfCage } from '../fabric/ports';
import type { RoutedDemand } from './demands';
import type { Subject } from './subject';

/** What a link to an outside router carries. */
export interface OutsideLoad {
  /** The link, for messages. */
  readonly cable: string;
  /** Load in bits per second, in the direction with more. */
  readonly bps: number;
  /** Speed of the link in bits per second. */
  readonly speed: number;
}

/**
 * Load of the slowest link of each outside router: its traffic is spread evenly over its links.
 *
 * @param subject the fabric
 * @param outside routers that are not of the site
 * @param routed traffic on the fabric
 */
export function outsideLoads(
  subject: Subject,
  outside: NonNullable<SiteFact['outside']>,
  routed: readonly RoutedDemand[],
): readonly OutsideLoad[] {
  return outside
    .filter(({ fabric }) => fabric === subject.name)
    .flatMap(({ name, links, bps: given }): OutsideLoad[] => {
      let [sent, received] = [0, 0];
      for (const { demand, senders, receivers } of routed) {
        const load = perServer(demand, senders.length, receivers.length);
        if (demand.from === name) sent += load.sent;
        if (demand.to === name) received += load.received;
      }
      const speeds = links.map((link) => ({ link, speed: given ?? speedOf(subject, link) }));
      const slowest = speeds.reduce((least, each) => (each.speed < least.speed ? each : least));
      const cable = `the link of ${slowest.link.switch} to the outside router '${name}'`;
      return [{ cable, bps: Math.max(sent, received), speed: slowest.speed }];
    });
}

type Link = NonNullable<SiteFact['outside']>[number]['links'][number];

function speedOf({ fabric, built }: Subject, { switch: device, port, lane }: Link): number {
  const node = fabric.nodes.find(({ name }) => name === device);
  const model = built.input.classes.find(({ name }) => name === node?.model);
  const cage = model === undefined ? undefined : groupOfCage(model, port);
  if (cage === undefined) return 0;
  return lane === null ? cage.bps : (cage.breakouts.find(({ count }) => lane < count)?.bps ?? cage.bps);
}
