import { cableOverloaded } from '../../errors/fabric-proofs';
import { rule, type Violation } from '../../rules/rule';
import { fabricsOf } from '../../site/fabrics';
import { SITE } from '../../site/facts';
import { DEMAND } from '../demand/facts';
import { linkName } from '../proofs/names';
import { subjectOf } from '../proofs/subject';
import { busiestCable, demandsOn } from '../proofs/traffic';
import { printGbps } from './failing-proofs';

/** Each cable carries the declared traffic; the fullest one of a fabric is named. */
export const cablesCarryTraffic = rule(cableOverloaded, 'error', (model) =>
  model.all(DEMAND).flatMap(({ site: name, demands }) => {
    const site = model.all(SITE).find((each) => each.name === name);
    if (site === undefined || fabricsOf(site).problems.length > 0) return [];
    return fabricsOf(site).fabrics.flatMap((built): Violation[] => {
      const subject = subjectOf(site, built);
      const routed = demandsOn(subject, demands);
      const busiest = routed.length === 0 || subject.apart.length > 0 ? undefined : busiestCable(subject, routed);
      const speed = busiest === undefined ? 0 : (built.fabric.links[busiest.link]?.bps ?? 0);
      if (busiest === undefined || busiest.bps <= speed) return [];
      const [load, limit] = [printGbps(busiest.bps / 1e9), printGbps(speed / 1e9)];
      const cable = linkName(built.fabric, busiest.link);
      return [{ problem: cableOverloaded(subject.name, cable, load, limit, busiest.exact), at: site }];
    });
  }),
);
