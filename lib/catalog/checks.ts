import { fail } from '../errors/datahall-error';
import { emptyText } from '../errors/site';
import { atLeastNumber, positive, wholeNumber } from '../units/ranges';
import type { GpuFacts } from './gpu-model';
import type { PowerSupplyFacts, ServerFacts } from './server-model';
import type { SwitchFacts } from './switch-model';

/**
 * Checks the figures of a class of servers. Messages name the field, such as `nics[0].ports`.
 *
 * @param facts figures with their source
 * @throws DH3022 for a text or list that is empty, DH1004 for a count, DH1005 for a quantity
 */
export function checkServer(facts: ServerFacts): void {
  const { rackUnits, maxPower, powerSupplies, gpus, weight, disks, cores, memory, nics = [] } = facts;
  texts(facts);
  counts({ rackUnits, ...(cores === undefined ? {} : { cores }) });
  positive('maxPower', maxPower.watts);
  supplies(powerSupplies);
  if (gpus !== undefined) counts({ 'gpus.count': gpus.count });
  if (disks !== undefined) {
    counts({ 'disks.count': disks.count });
    positive('disks.size', disks.size.bytes);
  }
  if (weight !== undefined) positive('weight', weight.kilograms);
  if (memory !== undefined) positive('memory', memory.bytes);
  for (const [index, { roles, ports, speed, cage }] of nics.entries()) {
    if (roles.length === 0) fail(emptyText(`nics[${index}].roles`, roles));
    counts({ [`nics[${index}].ports`]: ports, [`nics[${index}].cage.ports`]: cage?.ports ?? 1 });
    positive(`nics[${index}].speed`, speed.bitsPerSecond);
  }
}

/**
 * Checks the figures of a class of switches. Messages name the field, such as `ports[0].breakouts[1].count`.
 *
 * @param facts figures with their source
 * @throws DH3022 for a text or list that is empty, DH1004 for a count, DH1005 for a quantity
 */
export function checkSwitch(facts: SwitchFacts): void {
  const { ports, rackUnits, maxPower, powerSupplies } = facts;
  texts(facts);
  counts({ rackUnits });
  if (maxPower !== undefined) positive('maxPower', maxPower.watts);
  if (powerSupplies !== undefined) supplies(powerSupplies);
  if (ports.length === 0) fail(emptyText('ports', ports));
  for (const [index, { count, lanes, speed, portsPerCage = 1, breakouts = [] }] of ports.entries()) {
    const at = `ports[${index}]`;
    counts({ [`${at}.count`]: count, [`${at}.lanes`]: lanes, [`${at}.portsPerCage`]: portsPerCage });
    positive(`${at}.speed`, speed.bitsPerSecond);
    for (const [way, breakout] of breakouts.entries()) {
      counts({ [`${at}.breakouts[${way}].count`]: breakout.count }, 2);
      positive(`${at}.breakouts[${way}].speed`, breakout.speed.bitsPerSecond);
    }
  }
}

/**
 * Checks the figures of a GPU.
 *
 * @param facts figures with their source
 * @throws DH3022 for a text that is empty, DH1005 for a quantity
 */
export function checkGpu(facts: GpuFacts): void {
  texts(facts);
  positive('memory', facts.memory.bytes);
  positive('maxPower', facts.maxPower.watts);
  atLeastNumber('nvlink', facts.nvlink.bitsPerSecond, 0);
}

function texts({ name, source }: { readonly name: string; readonly source: string }): void {
  for (const [field, text] of Object.entries({ name, source }))
    if (typeof text !== 'string' || text.trim() === '') fail(emptyText(field, text));
}

function supplies({ count, required, rated }: PowerSupplyFacts): void {
  counts({ 'powerSupplies.count': count });
  const field = 'powerSupplies.required';
  wholeNumber(field, required, 1, count);
  positive('powerSupplies.rated', rated.watts);
}

function counts(given: Readonly<Record<string, number>>, least = 1): void {
  for (const [field, count] of Object.entries(given)) wholeNumber(field, count, least);
}
