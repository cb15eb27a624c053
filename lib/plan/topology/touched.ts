import type { ModelContext } from '../model-context';
import type { PlannedChanges } from '../versions/version-changes';
import { configuredDevices } from './configured-devices';
import { movedMembers } from './moved-members';
import { TOUCHES, type TouchedDevices } from './touched-devices';

/**
 * The switches and servers that changes touch: those whose configuration is another one, that are drained for another
 * driver, that come to a stage, a pool or a site, or leave it.
 *
 * @param plans plans with what changes
 * @param context models before and after
 */
export function touchedDevices(plans: readonly PlannedChanges[], context: ModelContext): readonly TouchedDevices[] {
  const { before, after } = context;
  const stages = new Set(plans.flatMap(({ planned }) => planned.stack?.stage ?? []));
  const found = [
    ...plans.flatMap((plan, index) => configuredDevices(plan, index, [after, before])),
    ...(before === undefined || after === undefined ? [] : movedMembers(before, after, stages)),
  ];
  return found.filter(({ devices }) => devices.length > 0).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ touch, site, stage = '', path = '', why, address = '' }: TouchedDevices): string {
  return [TOUCHES.indexOf(touch), site, stage, path, why, address].join('\0');
}
