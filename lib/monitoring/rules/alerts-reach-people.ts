import { severityWithoutReceiver } from '../../errors/monitoring';
import { rule, type Violation } from '../../rules/rule';
import { MONITORING } from '../facts';

/** Every severity reaches somebody. Both are always in use: rules of the chart have them. */
export const alertsReachPeople = rule(severityWithoutReceiver, 'error', (model) =>
  model.all(MONITORING).flatMap((monitoring) =>
    (['critical', 'warning'] as const).flatMap((severity): Violation[] => {
      if (monitoring.receivers[severity].length > 0) return [];
      const alerts = monitoring.alerts.filter((alert) => alert.severity === severity).map(({ name }) => name);
      return [{ problem: severityWithoutReceiver(severity, [...new Set(alerts)]), at: monitoring }];
    }),
  ),
);
