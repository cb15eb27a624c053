import { RACK_LABEL } from '../../cluster/queues';
import type { KubernetesObject } from '../../kubernetes/object';
import type { DevicePlan } from '../addressing/device-plan';
import { METALLB_NAMESPACE } from '../metallb';

/** A leaf that Kubernetes nodes tell their virtual IPs to, by the addresses of its loopback. */
export interface LeafPeer {
  /** Name of the leaf. */
  readonly leaf: string;
  /** An address of its loopback. */
  readonly address: string;
  /** Its AS number. */
  readonly asn: number;
  /** AS number of the nodes. */
  readonly nodeAsn: number;
  /** Racks whose nodes have a NIC on it, in order. */
  readonly racks: readonly string[];
}

/**
 * The leaves that expect sessions of Kubernetes nodes, and the racks that these are in: one peer for each IP version.
 *
 * @param devices all devices of a fabric
 */
export function leafPeers(devices: readonly DevicePlan[]): readonly LeafPeer[] {
  const racks = new Map(devices.map(({ name, rack }) => [name, rack] as const));
  return devices.flatMap(({ name, role, asn, cluster, loopback, links }): readonly LeafPeer[] => {
    if (role !== 'leaf' || cluster === null) return [];
    const behind = links.filter((link) => link.peerRole === 'server').map(({ peer }) => racks.get(peer) ?? null);
    const named = [...new Set(behind.filter((rack) => rack !== null))].sort();
    const versions = [cluster.ranges.some((range) => !range.includes(':')) ? loopback.v4 : null];
    versions.push(cluster.ranges.some((range) => range.includes(':')) ? loopback.v6 : null);
    return versions
      .filter((address) => address !== null)
      .map((address) => ({ leaf: name, address, asn, nodeAsn: cluster.asn, racks: named }));
  });
}

/**
 * MetalLB's side of the sessions with the leaves, which matches what their configurations wait for. There is no BFD:
 * nodes route, their own FRRouting has the BFD daemon of the host, and the leaf withdraws a virtual IP as soon as the
 * session of that one ends.
 *
 * @param devices all devices of a fabric
 * @param rackLabel label of nodes that names their rack
 * @param namespace namespace of MetalLB
 */
export function metallbPeers(
  devices: readonly DevicePlan[],
  rackLabel: string = RACK_LABEL,
  namespace: string = METALLB_NAMESPACE,
): readonly KubernetesObject[] {
  return leafPeers(devices).map(({ leaf, address, asn, nodeAsn, racks }) => {
    const peer = { name: peerName(leaf, address), address, asn, nodeAsn, racks };
    return bgpPeer(peer, namespace, { ebgpMultiHop: true }, rackLabel);
  });
}

/** A router that speakers have a session with. */
export interface SpeakerPeer {
  /** Name of the object. */
  readonly name: string;
  /** Address of the router. */
  readonly address: string;
  /** Its AS number. */
  readonly asn: number;
  /** AS number of the nodes. */
  readonly nodeAsn: number;
  /** Racks whose nodes have the session; all nodes have it when there is none. */
  readonly racks: readonly string[];
}

/**
 * A session of MetalLB's speakers.
 *
 * @param peer the router
 * @param namespace namespace of MetalLB
 * @param more settings that not all sessions have
 * @param rackLabel label of nodes that names their rack
 */
export function bgpPeer(
  { name, address, asn, nodeAsn, racks }: SpeakerPeer,
  namespace: string,
  more: Readonly<Record<string, unknown>> = {},
  rackLabel: string = RACK_LABEL,
): KubernetesObject {
  const spec = {
    ...{ myASN: nodeAsn, peerASN: asn, peerAddress: address, ...more },
    ...{ holdTime: '9s', keepaliveTime: '3s', connectTime: '5s' },
    ...(racks.length === 0
      ? {}
      : { nodeSelectors: [{ matchExpressions: [{ key: rackLabel, operator: 'In', values: racks }] }] }),
  };
  return { apiVersion: 'metallb.io/v1beta2', kind: 'BGPPeer', metadata: { name, namespace }, spec };
}

/**
 * Name of the peer of a leaf.
 *
 * @param leaf name of the leaf
 * @param address its address
 */
export function peerName(leaf: string, address: string): string {
  return `${leaf}-${address.includes(':') ? 'v6' : 'v4'}`;
}
