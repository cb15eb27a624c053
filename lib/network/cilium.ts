import { RACK_LABEL } from '../cluster/queues';
import type { KubernetesObject } from '../kubernetes/object';
import type { Site } from '../site/site';
import type { Cidr } from '../units/cidr';
import { ciliumPeers } from './config/cilium-peers';
import { frontendDevices } from './frontend-devices';

/**
 * Objects for a cluster that has Cilium instead of MetalLB, never both on the same nodes: each node tells the leaves of
 * its rack the addresses of load balancers that it serves. They match what the leaves wait for when the network of the
 * site is configured with `cluster: site.routing`. Nodes must have the label `datahall.dev/rack`, which a
 * `KubernetesCluster` gives them.
 *
 * Fields are those of `cilium.io/v2` in Cilium 1.20, whose definitions they are tested against.
 *
 * @param site the site
 * @param virtualIps addresses of load balancers that this cluster hands out: those of its stage's share
 */
export function ciliumRouting(
  site: Site,
  virtualIps: readonly Cidr[] = [site.options.addresses.virtualIps],
): readonly KubernetesObject[] {
  return ciliumPeers(frontendDevices(site), RACK_LABEL, virtualIps.map(String));
}
