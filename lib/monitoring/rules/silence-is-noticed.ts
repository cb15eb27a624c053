import { deadMansSwitchMissing } from '../../errors/monitoring';
import { rule, type Violation } from '../../rules/rule';
import { MONITORING } from '../facts';

/** Somebody outside of the cluster notices when alerting itself stops. */
export const silenceIsNoticed = rule(deadMansSwitchMissing, 'warning', (model) =>
  model
    .all(MONITORING)
    .filter((monitoring) => monitoring.deadMansSwitch === null)
    .map((monitoring): Violation => ({ problem: deadMansSwitchMissing(), at: monitoring })),
);
