import { deviceConfigurations } from '../devices';
import { isObject, member, textAt, type Json } from '../json';
import { factsOf } from '../model-facts';
import type { PlannedChanges } from '../versions/version-changes';
import { siteOfStage } from './site-in';
import type { TouchedDevices } from './touched-devices';

const IDLE: ReadonlySet<string> = new Set(['none', 'move', 'import', 'read']);

/**
 * The devices whose configurations change with the resources of a plan. Only what the model calls a device is one:
 * `terraform_data` holds whatever people like.
 *
 * @param planned plan and changes
 * @param plan index of the plan
 * @param models models that know the devices, the newest first
 */
export function configuredDevices(
  { planned: { stack }, changes }: PlannedChanges,
  plan: number,
  models: readonly (Json | undefined)[],
): readonly TouchedDevices[] {
  const stage = stack?.stage ?? '';
  const sites = sitesByDevice(stage, models);
  return changes.flatMap((change): readonly TouchedDevices[] => {
    const { type, action, path, address, before, after, unknown } = change;
    if (type !== 'terraform_data' || IDLE.has(action)) return [];
    const name = path.split('/').at(-1) ?? path;
    const [old, current] = [deviceConfigurations(before, name), deviceConfigurations(after, name)];
    const isUnknown = isUnknownIn(unknown);
    const known = [...new Set([...old.keys(), ...current.keys()])].filter((device) => sites.has(device)).sort();
    const own = { site: sites.get(known[0] ?? '') ?? '?', ...(stage === '' ? {} : { stage }), plan, path, address };
    const gone = known.filter((device) => !current.has(device) && !isUnknown);
    const come = known.filter((device) => !old.has(device));
    const other = known.filter(
      (device) => old.has(device) && !gone.includes(device) && old.get(device) !== current.get(device),
    );
    return [
      { ...own, touch: 'removed', why: 'no longer configured', devices: gone },
      { ...own, touch: 'configured', why: 'gets another configuration', devices: other },
      { ...own, touch: 'configured', why: 'configured for the first time', devices: come },
    ];
  });
}

function sitesByDevice(stage: string, models: readonly (Json | undefined)[]): ReadonlyMap<string, string> {
  const facts = models.flatMap((model) => factsOf(model, 'device-configuration', new Set([stage])));
  const sites = new Map<string, string>();
  for (const { fact } of facts) {
    const site = textAt(fact, 'site') ?? siteOfStage(models, stage);
    const devices = member(fact, 'devices');
    for (const device of isObject(devices) ? Object.keys(devices) : []) if (!sites.has(device)) sites.set(device, site);
  }
  return sites;
}

function isUnknownIn(unknown: Json): boolean {
  const input = member(unknown, 'input');
  return input === true || (member(input, 'configuration') ?? false) !== false;
}
