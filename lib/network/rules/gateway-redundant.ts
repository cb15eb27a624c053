import { gatewayNotRedundant } from '../../errors/network';
import { rule } from '../../rules/rule';
import { GATEWAY } from '../facts';

/** A gateway has a second proxy when one is lost. */
export const gatewayRedundant = rule(gatewayNotRedundant, 'warning', (model) =>
  model
    .all(GATEWAY)
    .filter(({ replicas }) => replicas < 2)
    .map((gateway) => ({ problem: gatewayNotRedundant(gateway.name, gateway.replicas), at: gateway })),
);
