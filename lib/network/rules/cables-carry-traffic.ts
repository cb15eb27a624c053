import { cableOverloaded } from '../../errors/fabric-proofs';
import { rule, type Violation } from '../../rules/rule';
import { SITE } from '../../site/facts';
import type { Model } from '../../model/model';
import { fabricsOf, type SiteFabric } from '../../site/fabrics';
import { trafficUnproven } from '../../errors/devices';
import { DEMAND, type TrafficDemand } from '../demand/facts';
import { demandsOn, type RoutedDemand } from '../proofs/demands';
import { linkName } from '../proofs/names';
import { outsideLoads } from '../proofs/outside-loads';
import { subjectOf, type Subject } from '../proofs/subject';
import { busiestCable, type BusiestCable } from '../proofs/traffic';
import { trafficBounds } from '../proofs/traffic-cuts';
import { printGbps } from './failing-proofs';

/** Each cable carries the declared traffic; the fullest one of a fabric is named, and of each outside router. */
export const cablesCarryTraffic = rule(cableOverloaded, 'error', (model) =>
  routedFabrics(model).flatMap(({ site, subject, routed, busiest: { link, bps, bound } }): Violation[] => {
    const { fabric, name } = subject;
    const speed = fabric.links.bps[link] ?? 0;
    const links = outsideLoads(subject, site.outside ?? [], routed)
      .filter((each) => each.bps > each.speed)
      .map(({ cable, bps: load, speed: most }) => {
        return { problem: cableOverloaded(name, cable, gbps(load), gbps(most), 'exact'), at: site };
      });
    if (bps <= speed) return links;
    const problem = cableOverloaded(name, linkName(fabric, link), gbps(bps), gbps(speed), bound);
    return [{ problem, at: site }, ...links];
  }),
);

/** Where traffic is neither routed nor bounded from above, nobody is told that it fits. */
export const trafficProven = rule(trafficUnproven, 'warning', (model) =>
  routedFabrics(model).flatMap(({ site, subject, routed, busiest }): Violation[] => {
    const { link, bps, bound, cut = [] } = busiest;
    const speed = subject.fabric.links.bps[link] ?? 0;
    if (bound !== 'at least' || bps > speed) return [];
    const { most } = trafficBounds(subject, routed);
    const [least, all] = [bps / speed, most].map((share) => `${Number((100 * share).toPrecision(3))} %`);
    return [{ problem: trafficUnproven(subject.name, least ?? '', cut.length, all ?? ''), at: site }];
  }),
);

/** Fabrics with traffic whose servers reach each other. */
function routedFabrics(model: Model) {
  return model.all(DEMAND).flatMap(({ site: name, demands }) => {
    const site = model.all(SITE).find((each) => each.name === name);
    if (site === undefined || fabricsOf(site).problems.length > 0) return [];
    return fabricsOf(site).fabrics.flatMap((built) => {
      const subject = subjectOf(site, built);
      const routed = demandsOn(subject, site.outside, demands);
      if (routed.length === 0 || subject.apart.length > 0) return [];
      return [{ site, subject, routed, busiest: busiestOf(subject, routed, demands) }];
    });
  });
}

/** Two rules ask for it; the demands of a site are one fact, and a fabric is built once. */
const known = new WeakMap<SiteFabric, { readonly demands: readonly TrafficDemand[]; readonly busiest: BusiestCable }>();

function busiestOf(subject: Subject, routed: readonly RoutedDemand[], demands: readonly TrafficDemand[]): BusiestCable {
  const cached = known.get(subject.built);
  if (cached?.demands === demands) return cached.busiest;
  const busiest = busiestCable(subject, routed);
  known.set(subject.built, { demands, busiest });
  return busiest;
}

function gbps(bps: number): string {
  return printGbps(bps / 1e9);
}
