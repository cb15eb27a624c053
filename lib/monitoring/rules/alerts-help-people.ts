import { alertIncomplete } from '../../errors/monitoring';
import { rule, type Violation } from '../../rules/rule';
import { MONITORING, type AlertFact } from '../facts';

const PASCAL_CASE = /^[A-Z][A-Za-z0-9]*$/;

/** Who is woken reads what happened and what to do first. */
export const alertsHelpPeople = rule(alertIncomplete, 'error', (model) =>
  model.all(MONITORING).flatMap((monitoring) =>
    monitoring.alerts.flatMap((alert): Violation[] => {
      const missing = missingIn(alert);
      if (missing === undefined) return [];
      return [{ problem: alertIncomplete(alert.thing, alert.name, missing), at: monitoring }];
    }),
  ),
);

function missingIn(alert: AlertFact): string | undefined {
  if (!PASCAL_CASE.test(alert.name)) return 'a name that is not in PascalCase';
  if (alert.summary.trim() === '') return 'no summary';
  return alert.action.trim() === '' ? 'no action' : undefined;
}
