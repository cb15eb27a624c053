import { monitoringTwice } from '../../errors/monitoring';
import { rule, type Violation } from '../../rules/rule';
import { MONITORING } from '../facts';

/** A stage has one monitoring: its chart rules over objects of the whole cluster. */
export const oneMonitoring = rule(monitoringTwice, 'error', (model) =>
  model.all(MONITORING).flatMap((monitoring): Violation[] => {
    const first = model.all(MONITORING, monitoring.stage)[0];
    if (first === undefined || first.path === monitoring.path) return [];
    return [{ problem: monitoringTwice(monitoring.path, first.path), at: monitoring }];
  }),
);
