import type { Proof } from '../../site/proof';
import { availabilityProof } from '../../site/availability-goal';
import { AVAILABILITY_GOAL, type AvailabilityGoalFact } from '../../site/availability-facts';
import { cablingProofs } from '../../site/cabling/proofs';
import { fabricsOf } from '../../site/fabrics';
import { growthProofs } from '../../site/growth';
import { GROWTH, type GrowthFact } from '../../site/growth-facts';
import { PLANT, type PlantFact } from '../../site/plant/facts';
import { plantProofs } from '../../site/plant/proofs';
import type { Site } from '../../site/site';
import { DEMAND, type DemandFact } from '../demand/facts';
import { proveSite } from './prove-fabric';
import { subjectOf } from './subject';
import { traffic } from './traffic';
import { trafficLatency } from './traffic-latency';

/**
 * All that is proven of a site: its fabrics, and cables, plant, availability, growth and traffic where they are
 * described.
 *
 * @param site the site
 */
export function proofsOf(site: Site): readonly Proof[] {
  const fact = site.toFact();
  const { statements } = site;
  const all = <T>(name: string) => statements.flatMap((each) => (each.kind.name === name ? [each.fact as T] : []));
  const demands = all<DemandFact>(DEMAND.name).flatMap((each) => each.demands);
  return [
    ...proveSite(fact),
    ...fabricsOf(fact).fabrics.flatMap((built) => {
      const subject = subjectOf(fact, built);
      if (subject.apart.length > 0) return [];
      return [...traffic(subject, fact.outside, demands), ...trafficLatency(subject, fact, demands)];
    }),
    ...cablingProofs(fact),
    ...all<PlantFact>(PLANT.name).flatMap(plantProofs),
    ...all<AvailabilityGoalFact>(AVAILABILITY_GOAL.name).map(availabilityProof),
    ...all<GrowthFact>(GROWTH.name).flatMap(growthProofs),
  ];
}
