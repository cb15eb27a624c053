import { portPowerExceeded } from '../../errors/cabling';
import { rule, type Violation } from '../../rules/rule';
import { Power } from '../../units/power';
import { pluggedPorts, portLimit } from '../cabling/optics';
import { SITE } from '../facts';

/** Where the power that a port gives is known, what is plugged into it draws no more. */
export const portsFeedModules = rule(portPowerExceeded, 'error', (model) =>
  model.all(SITE).flatMap((site): Violation[] => {
    const over = pluggedPorts(site)
      .map((plugged) => ({ ...plugged, limit: portLimit(plugged) ?? Number.POSITIVE_INFINITY }))
      .filter(({ watts, limit }) => watts > limit)
      .sort((a, b) => b.watts - b.limit - (a.watts - a.limit));
    return over.slice(0, 1).map(({ device, port, medium, watts, limit }) => {
      const [got, allowed] = [Power.watts(watts).toString(), Power.watts(limit).toString()] as const;
      const problem = portPowerExceeded(
        `port ${(port ?? 0) + 1} of ${device.name}`,
        over.length,
        medium.name,
        got,
        allowed,
      );
      return { problem, at: site };
    });
  }),
);
