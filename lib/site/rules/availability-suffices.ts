import { availabilityMissed } from '../../errors/sizing';
import { rule, type Violation } from '../../rules/rule';
import { Availability } from '../availability';
import { AVAILABILITY_GOAL } from '../availability-facts';
import { availabilityOf, weakestPart } from '../availability-goal';

/** Redundant parts, shared ones counted once, are available for as long as asked for. */
export const availabilitySuffices = rule(availabilityMissed, 'error', (model) =>
  model.all(AVAILABILITY_GOAL).flatMap((goal): Violation[] => {
    const [got, target] = [availabilityOf(goal.parts), Availability.unavailable(goal.maxUnavailability)];
    if (got.isAtLeast(target)) return [];
    const problem = availabilityMissed(goal.name, got.toString(), target.toString(), weakestPart(goal.parts));
    return [{ problem, at: goal }];
  }),
);
