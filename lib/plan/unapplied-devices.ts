import { createHash } from 'node:crypto';
import type { PlannedStack } from './changes';
import { deviceConfigurations } from './devices';
import type { ReportedDevice } from './report';

/**
 * The devices of a network that are not known to run what is planned: Terraform holds their configurations, and only
 * a recorded result says that one was installed.
 *
 * @param planned a plan with its stack
 * @param plan index of the plan
 */
export function unappliedDevices({ plan: { changes }, stack }: PlannedStack, plan: number): readonly ReportedDevice[] {
  const known = stack?.now?.devices ?? [];
  if (known.length === 0) return [];
  const texts = new Map<string, string>();
  for (const { type, address, action, after } of changes) {
    if (type !== 'terraform_data' || action === 'delete' || action === 'forget') continue;
    const path = stack?.now?.resources.get(address)?.path ?? address;
    for (const [device, text] of deviceConfigurations(after, path.split('/').at(-1) ?? path)) texts.set(device, text);
  }
  const found = new Map<string, ReportedDevice>();
  for (const { rollout, devices, installed } of known) {
    for (const device of devices) {
      const text = texts.get(device);
      const result = installed.get(device);
      if (text === undefined || result === createHash('sha1').update(text).digest('hex')) continue;
      const because = result !== undefined ? 'other-result' : rollout === 'none' ? 'no-rollout' : 'no-result';
      found.set(device, { plan, device, because });
    }
  }
  return [...found.values()].sort((a, b) => (a.device < b.device ? -1 : 1));
}
