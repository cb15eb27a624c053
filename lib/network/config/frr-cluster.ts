import type { DevicePlan } from '../addressing/device-plan';
import type { PortName } from './port-names';
import { familyOf, NODES, NOTHING, VIRTUAL_IPS } from './prefix-lists';
import { FAMILIES, type Family } from './sessions';

const CLUSTER_PREFIXES = 1000;
const SESSIONS = 1000;

/**
 * Which routes a leaf may resolve next hops by: the way to a Kubernetes node must leave by a port that has servers.
 * When the cable of a node with two leaves is lost, its loopback is still reached, by way of the spines. A leaf that
 * went on announcing the node's virtual IPs would send their traffic to the spines and get it back from there. With
 * this it withdraws them as soon as the node's own session is down, which BFD tells within a second; the session for
 * virtual IPs needs no BFD, whose second daemon on a host would take the packets of the first.
 *
 * @param device the leaf
 * @param portName names its interfaces
 */
export function nextHopTracking(device: DevicePlan, portName: PortName): readonly (readonly string[])[] {
  const servers = device.links.filter((link) => link.peerRole === 'server');
  const ports = [...new Set(servers.map((link) => portName(device.role, link.port, link.lane)))];
  return clusterFamilies(device).map((family) => {
    const [command, name] = family === 'v4' ? ['ip', 'TRACK'] : ['ipv6', 'TRACK-V6'];
    return [
      ...ports.flatMap((port, index) => [
        `route-map ${name} permit ${index + 1}`,
        ` match interface ${port}`,
        'exit',
        '!',
      ]),
      ...[`route-map ${name} deny 60000`, ` match ${command} address prefix-list ${NODES}`, 'exit', '!'],
      ...[`route-map ${name} permit 60001`, 'exit', '!', `${command} nht bgp route-map ${name}`],
    ];
  });
}

/**
 * The peer groups of a leaf for the Kubernetes nodes behind it, whose sessions run between loopbacks.
 *
 * @param device the leaf
 */
export function clusterGroup(device: DevicePlan): readonly string[] {
  const { cluster } = device;
  if (cluster === null) return [];
  return [
    ...clusterFamilies(device).flatMap((family) => [
      ` neighbor ${groupName(family)} peer-group`,
      ` neighbor ${groupName(family)} remote-as ${cluster.asn}`,
      ` neighbor ${groupName(family)} ebgp-multihop 2`,
      ` neighbor ${groupName(family)} update-source ${device.loopback[family] ?? ''}`,
      ` neighbor ${groupName(family)} passive`,
    ]),
    ` bgp listen limit ${SESSIONS}`,
    ...cluster.ranges
      .filter((range) => clusterFamilies(device).includes(familyOf(range)))
      .map((range) => ` bgp listen range ${range} peer-group ${groupName(familyOf(range))}`),
  ];
}

/**
 * What a leaf takes from Kubernetes nodes, and that it tells them nothing: they use the routes of the host.
 *
 * @param device the leaf
 * @param family IP version of the routes
 */
export function clusterPolicy(device: DevicePlan, family: Family): readonly string[] {
  if (!clusterFamilies(device).includes(family)) return [];
  const name = groupName(family);
  return [
    `  neighbor ${name} activate`,
    `  neighbor ${name} prefix-list ${VIRTUAL_IPS} in`,
    `  neighbor ${name} prefix-list ${NOTHING} out`,
    `  neighbor ${name} maximum-prefix ${CLUSTER_PREFIXES} restart 5`,
  ];
}

function clusterFamilies({ cluster, loopback }: DevicePlan): readonly Family[] {
  const families = new Set(cluster?.ranges.map(familyOf));
  return FAMILIES.filter((family) => families.has(family) && loopback[family] !== null);
}

function groupName(family: Family): string {
  return family === 'v4' ? 'CLUSTER' : 'CLUSTER-V6';
}
