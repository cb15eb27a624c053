import { devicesOf } from '../site/addressing';
import { rolesOf } from '../site/fabrics';
import type { Site } from '../site/site';
import type { DevicePlan } from './addressing/device-plan';

/**
 * Devices of the fabrics that people reach servers by, with the leaves waiting for sessions of Kubernetes nodes.
 *
 * @param site the site
 */
export function frontendDevices(site: Site): readonly DevicePlan[] {
  const fact = site.toFact();
  const { fabrics } = devicesOf(fact, site.routing);
  const reached = fabrics.filter(({ fabric }) => rolesOf(fact, fabric.topology).includes('frontend'));
  return reached.flatMap((each) => each.devices);
}
