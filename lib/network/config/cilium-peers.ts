import { RACK_LABEL } from '../../cluster/queues';
import type { KubernetesObject } from '../../kubernetes/object';
import type { DevicePlan } from '../addressing/device-plan';
import { leafPeers, type LeafPeer, peerName } from './metallb-peers';

const API = 'cilium.io/v2';
const PEER_CONFIG = 'leaf';
const ADVERTISE = { 'datahall.dev/advertise': 'virtual-ips' };

/**
 * Cilium's side of the sessions with the leaves, for a cluster that has Cilium instead of MetalLB: never both on the
 * same nodes. Fields are those of the definitions of Cilium 1.20, `pkg/k8s/apis/cilium.io/client/crds/v2`, which an API
 * server takes them by. Cilium has no BFD, nor needs it here: a leaf withdraws the virtual IPs
 * of a node as soon as the session of its host ends.
 *
 * @param devices all devices of a fabric
 * @param rackLabel label of nodes that names their rack
 * @param ranges addresses of load balancers that are handed out
 */
export function ciliumPeers(
  devices: readonly DevicePlan[],
  rackLabel: string = RACK_LABEL,
  ranges: readonly string[] = [...new Set(devices.flatMap(({ cluster }) => cluster?.virtualIps ?? []))],
): readonly KubernetesObject[] {
  const peers = leafPeers(devices);
  if (peers.length === 0) return [];
  const racks = [...new Set(peers.flatMap((peer) => peer.racks))].sort();
  return [
    ...racks.map((rack) => clusterConfig(rack, peers, rackLabel)),
    { apiVersion: API, kind: 'CiliumBGPPeerConfig', metadata: { name: PEER_CONFIG }, spec: peerConfig(peers) },
    {
      ...{ apiVersion: API, kind: 'CiliumBGPAdvertisement' },
      metadata: { name: 'virtual-ips', labels: ADVERTISE },
      spec: { advertisements: [advertisement] },
    },
    ...virtualIps(ranges),
  ];
}

/** One for each rack: a node must match one only. */
function clusterConfig(rack: string, peers: readonly LeafPeer[], rackLabel: string): KubernetesObject {
  const own = peers.filter((peer) => peer.racks.includes(rack));
  const instance = {
    name: 'fabric',
    localASN: own[0]?.nodeAsn,
    peers: own.map(({ leaf, address, asn }) => ({
      ...{ name: peerName(leaf, address), peerASN: asn, peerAddress: address },
      peerConfigRef: { name: PEER_CONFIG },
    })),
  };
  const spec = { nodeSelector: { matchLabels: { [rackLabel]: rack } }, bgpInstances: [instance] };
  return { apiVersion: API, kind: 'CiliumBGPClusterConfig', metadata: { name: `rack-${rack}` }, spec };
}

function peerConfig(peers: readonly LeafPeer[]): Readonly<Record<string, unknown>> {
  const versions = new Set(peers.map(({ address }) => (address.includes(':') ? 'ipv6' : 'ipv4')));
  return {
    timers: { connectRetryTimeSeconds: 5, holdTimeSeconds: 9, keepAliveTimeSeconds: 3 },
    // Sessions run between loopbacks.
    ebgpMultihop: 2,
    gracefulRestart: { enabled: true, restartTimeSeconds: 15 },
    families: [...versions].map((afi) => ({ afi, safi: 'unicast', advertisements: { matchLabels: ADVERTISE } })),
  };
}

/** A selector that matches all Services: without one, none is advertised. */
const advertisement = {
  advertisementType: 'Service',
  service: { addresses: ['LoadBalancerIP'] },
  selector: { matchExpressions: [{ key: 'datahall.dev/never', operator: 'NotIn', values: ['advertised'] }] },
};

function virtualIps(ranges: readonly string[]): readonly KubernetesObject[] {
  const spec = { blocks: [...ranges].sort().map((cidr) => ({ cidr })) };
  return [{ apiVersion: API, kind: 'CiliumLoadBalancerIPPool', metadata: { name: 'virtual-ips' }, spec }];
}
