import { latencyUnknown, trafficTooSlow } from '../../errors/devices';
import type { Model } from '../../model/model';
import { rule, type Violation } from '../../rules/rule';
import { fabricsOf } from '../../site/fabrics';
import { SITE, type SiteFact } from '../../site/facts';
import { DEMAND, type DemandFact } from '../demand/facts';
import { subjectOf, type Subject } from '../proofs/subject';
import { trafficLatency } from '../proofs/traffic-latency';
import { wayMetres } from '../proofs/way-length';
import { printNumber } from './failing-proofs';

/** A packet of each class of traffic that says how long it may take passes its fabric in that time. */
export const trafficInTime = rule(trafficTooSlow, 'error', (model) =>
  fabricsWithTraffic(model).flatMap(({ site, subject, demands }): Violation[] =>
    trafficLatency(subject, site, demands)
      .filter(({ ok }) => !ok)
      .map(({ value, limit, witness: [name = ''] }) => {
        const [got, allowed] = [`${printNumber(value)} ns`, `${printNumber(limit)} ns`];
        return { problem: trafficTooSlow(name, subject.name, got, allowed), at: site };
      }),
  ),
);

/** Where a latency is asked for, the cable on the way is given, or follows from the cabling of the site. */
export const latencyKnown = rule(latencyUnknown, 'error', (model) =>
  model.all(SITE).flatMap((site) => {
    const demands = model.all(DEMAND).filter((each) => each.site === site.name);
    const asked = demands.flatMap((each) => each.demands).some(({ latency = null }) => latency?.cableMetres === null);
    return fabricsOf(site).fabrics.flatMap(({ input, topology }): Violation[] => {
      const own = topology.requirements?.latency ?? null;
      const isOpen = (own !== null && own.cableMetres === null) || asked;
      if (!isOpen || wayMetres(site, input.name, 1) !== undefined) return [];
      return [{ problem: latencyUnknown(input.name), at: site }];
    });
  }),
);

function fabricsWithTraffic(model: Model): readonly {
  readonly site: SiteFact & Violation['at'];
  readonly subject: Subject;
  readonly demands: DemandFact['demands'];
}[] {
  return model.all(DEMAND).flatMap(({ site: name, demands }) => {
    const site = model.all(SITE).find((each) => each.name === name);
    if (site === undefined || fabricsOf(site).problems.length > 0) return [];
    return fabricsOf(site)
      .fabrics.map((built) => ({ site, subject: subjectOf(site, built), demands }))
      .filter(({ subject }) => subject.apart.length === 0);
  });
}
