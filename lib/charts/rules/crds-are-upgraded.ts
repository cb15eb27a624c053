import { crdsNotUpgraded } from '../../errors/charts';
import { rule } from '../../rules/rule';
import { CRD_DELIVERY } from '../facts';

/** CRDs are upgraded together with the operator that reads them. */
export const crdsAreUpgraded = rule(crdsNotUpgraded, 'warning', (model) =>
  model
    .all(CRD_DELIVERY)
    .filter((delivery) => delivery.by === 'install-only')
    .map((delivery) => ({ problem: crdsNotUpgraded(delivery.chart, delivery.version), at: delivery })),
);
