import { alertNameTwice } from '../../errors/monitoring';
import { rule, type Violation } from '../../rules/rule';
import { MONITORING, type AlertFact } from '../facts';

/** One name means one thing. Things of one class share names and differ in the series that they select. */
export const alertsAreDistinct = rule(alertNameTwice, 'error', (model) =>
  model.all(MONITORING).flatMap((monitoring) =>
    monitoring.alerts.flatMap((alert, index): Violation[] => {
      const other = monitoring.alerts.slice(0, index).find((each) => clash(alert, each));
      return other === undefined
        ? []
        : [{ problem: alertNameTwice(alert.name, alert.thing, other.thing), at: monitoring }];
    }),
  ),
);

function clash(alert: AlertFact, other: AlertFact): boolean {
  if (alert.name !== other.name) return false;
  return alert.expr === other.expr || alert.severity !== other.severity || alert.action !== other.action;
}
