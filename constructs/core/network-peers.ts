import type { Cidr } from '../../lib/units/cidr';
import type { NetworkPolicyPeer } from './mappers/network-policy';

/**
 * A range of addresses as a peer of flows.
 *
 * @param range the range, or its text
 */
export function addresses(range: Cidr | string): NetworkPolicyPeer {
  return { ipBlock: { cidr: range.toString() } };
}

/** Pods of the cluster's DNS. */
export const CLUSTER_DNS_PODS = systemPods('kube-dns');

/**
 * Who resolves names in a cluster: its DNS, and the cache that NodeLocal DNSCache runs on each host. The address is the
 * one that its documentation suggests (https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/); with Cilium
 * the cache is a pod that traffic is redirected to.
 */
export const CLUSTER_DNS: readonly NetworkPolicyPeer[] = [
  CLUSTER_DNS_PODS,
  systemPods('node-local-dns'),
  addresses('169.254.20.10/32'),
];

function systemPods(app: string): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    podSelector: { matchLabels: { 'k8s-app': app } },
  };
}
