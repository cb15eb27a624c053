import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../errors/datahall-error';
import { resultNotReadable } from '../errors/plan';
import { DEVICE_CONFIGURATION } from '../network/facts';
import { inventoryFolder } from '../network/config/ansible-paths';
import type { DeviceRollout } from '../plan/assembly';
import { member, textAt, type Json } from '../plan/json';
import type { ModelFile } from './model-file';

/**
 * The network devices that a stage configures, with what was last installed on each, as far as the playbook left a
 * result.
 *
 * @param folder the assembly
 * @param model its model
 * @param stage the stage
 * @param results folders with results, beside that of the playbook
 * @throws DH6014
 */
export function devicesIn(
  folder: string,
  model: ModelFile | undefined,
  stage: string,
  results: readonly string[],
): readonly DeviceRollout[] {
  return (model?.facts(DEVICE_CONFIGURATION, stage) ?? []).map(({ site, devices, rollout }) => {
    const own = join(folder, 'artifacts', 'ansible', inventoryFolder(site), 'results');
    const installed = new Map([own, ...results].flatMap(resultsIn));
    return { rollout, devices: Object.keys(devices), installed };
  });
}

/** Checksums by device, of what was really installed and not only checked. */
function resultsIn(folder: string): readonly (readonly [string, string])[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  return files.sort().flatMap((file) => {
    const path = join(folder, file);
    const result = readResult(path);
    const [device, checksum] = [textAt(result, 'device'), textAt(result, 'checksum')];
    if (device === undefined) return fail(resultNotReadable(path));
    return member(result, 'applied') === true && checksum !== undefined ? [[device, checksum] as const] : [];
  });
}

function readResult(path: string): Json {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch {
    return fail(resultNotReadable(path));
  }
}
