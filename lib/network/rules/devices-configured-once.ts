import { deviceConfiguredTwice } from '../../errors/network-config';
import { rule, type Violation } from '../../rules/rule';
import { DEVICE_CONFIGURATION } from '../facts';

/** Each fabric is configured at one place: stages share the switches of their site. */
export const devicesConfiguredOnce = rule(deviceConfiguredTwice, 'error', (model) => {
  const first = new Map<string, string>();
  return model.all(DEVICE_CONFIGURATION).flatMap((each): Violation[] => {
    const key = `${each.site} ${each.fabric}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, `${each.path} (${each.stage})`);
    return other === undefined ? [] : [{ problem: deviceConfiguredTwice(each.site, each.fabric, other), at: each }];
  });
});
