import { railsMismatch } from '../../errors/devices';
import { rule, type Violation } from '../../rules/rule';
import { fabricsOf } from '../../site/fabrics';
import { SITE } from '../../site/facts';

/** Each port of a server has a rail of its own, and each rail has a port of each server. */
export const railsMatch = rule(railsMismatch, 'warning', (model) =>
  model.all(SITE).flatMap((site) =>
    fabricsOf(site).fabrics.flatMap(({ input, topology: { shape, homing } }): Violation[] => {
      if (shape.kind !== 'rail-optimised') return [];
      return input.groups.flatMap(({ group, nics }): Violation[] => {
        const ports = nics.reduce((sum, nic) => sum + nic.ports, 0);
        return ports === homing ? [] : [{ problem: railsMismatch(input.name, group, ports, homing), at: site }];
      });
    }),
  ),
);
