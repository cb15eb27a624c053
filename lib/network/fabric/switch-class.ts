import type { SwitchModel } from '../../catalog/switch-model';
import type { SwitchClass } from './spec';

/**
 * A class of switches as a fact.
 *
 * @param model the class
 */
export function switchClass({ facts }: SwitchModel): SwitchClass {
  const {
    name,
    protocol = 'ethernet',
    ports,
    rackUnits,
    maxPower,
    opticsIncluded = false,
    powerSupplies,
    source,
  } = facts;
  return {
    name,
    protocol,
    ports: ports.map(({ count, speed, lanes, breakouts = [], connector, portsPerCage = 1, portPower }) => ({
      count,
      bps: speed.bitsPerSecond,
      lanes,
      breakouts: breakouts.map((each) => ({ count: each.count, bps: each.speed.bitsPerSecond })),
      connector,
      portsPerCage,
      portWatts: portPower?.watts ?? null,
    })),
    rackUnits,
    maxPowerWatts: maxPower?.watts ?? null,
    opticsIncluded,
    powerSupplies: powerSupplies === undefined ? null : pick(powerSupplies),
    source,
  };
}

function pick({ count, required }: { readonly count: number; readonly required: number }) {
  return { count, required };
}
