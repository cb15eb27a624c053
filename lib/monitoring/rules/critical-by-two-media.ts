import { oneMedium } from '../../errors/monitoring';
import { rule, type Violation } from '../../rules/rule';
import { MONITORING } from '../facts';

/** What wakes people does not hang on one provider. */
export const criticalByTwoMedia = rule(oneMedium, 'warning', (model) =>
  model.all(MONITORING).flatMap((monitoring): Violation[] => {
    const media = [...new Set(monitoring.receivers.critical.map((receiver) => receiver.medium))];
    return media.length === 1 ? [{ problem: oneMedium(media), at: monitoring }] : [];
  }),
);
