import type { MetallbValues } from '../charts/values/metallb';
import type { KubernetesObject } from '../kubernetes/object';
import type { AlertRule } from '../monitoring/alert-rule';
import type { Cidr } from '../units/cidr';
import { Duration } from '../units/duration';
import { onDeployment } from '../kubernetes/ready-when';

/** Namespace of MetalLB; its custom resources must be there too. */
export const METALLB_NAMESPACE = 'metallb-system';
/** Annotation of a Service that names the pool of its address. */
export const POOL_ANNOTATION = 'metallb.io/address-pool';
/** Annotation of a Service that names its address. */
export const ADDRESS_ANNOTATION = 'metallb.io/loadBalancerIPs';
/** Port on which speakers tell each other that they are there, TCP and UDP. */
export const MEMBERLIST_PORT = 7946;
/** Port of the webhook that checks pools. */
export const METALLB_WEBHOOK_PORT = 9443;
/** Port of the webhook of the routing daemon, on the hosts' network. */
export const FRR_WEBHOOK_PORT = 19_443;

/**
 * The values of MetalLB's chart.
 *
 * @param priorityClassName priority of its pods
 * @param bgp whether routes are exchanged; without them the routing daemon is one process less on each host
 */
export function metallbValues(priorityClassName: string, bgp: boolean): MetallbValues {
  const resources = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } };
  return {
    controller: { priorityClassName, resources },
    speaker: { priorityClassName, resources },
    frrk8s: { enabled: bgp },
    ...(bgp ? { 'frr-k8s': { frrk8s: { priorityClassName, resources } } } : {}),
    prometheus: { rbacPrometheus: false },
  };
}

/**
 * Name of the pool of a range.
 *
 * @param range addresses of the pool
 */
export function poolName(range: Cidr): string {
  return `vips-${range
    .toString()
    .replace(/[^0-9a-z]+/gi, '-')
    .toLowerCase()}`;
}

/**
 * A pool that gives an address only to Services that name it: nobody gets one by accident. The first and the last
 * address of a /24 are left out, which old clients take for those of a network.
 *
 * @param range addresses of the pool
 */
export function addressPool(range: Cidr): KubernetesObject {
  const spec = { addresses: [range.toString()], autoAssign: false, avoidBuggyIPs: true };
  const metadata = { name: poolName(range), namespace: METALLB_NAMESPACE };
  return { apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool', metadata, spec };
}

/**
 * When somebody must be told about MetalLB. Its own metrics are served to callers with a token only, so these are of
 * kube-state-metrics.
 */
export const METALLB_ALERTS: readonly AlertRule[] = [
  {
    name: 'MetalLbControllerDown',
    expr: `kube_deployment_status_replicas_available{namespace="${METALLB_NAMESPACE}",deployment="metallb-controller"} == 0`,
    for: Duration.minutes(10),
    severity: 'warning',
    summary: 'No new load balancer gets an address.',
    action: `Look at the pods of the Deployment metallb-controller in ${METALLB_NAMESPACE}.`,
  },
  {
    name: 'MetalLbSpeakersMissing',
    expr: `kube_daemonset_status_number_unavailable{namespace="${METALLB_NAMESPACE}",daemonset="metallb-speaker"} > 0`,
    for: Duration.minutes(10),
    severity: 'warning',
    summary: '{{ $value }} hosts cannot take over the address of a load balancer.',
    action: `Look at the pods of the DaemonSet metallb-speaker in ${METALLB_NAMESPACE}.`,
  },
];

/** What hands out addresses and checks pools runs. */
export const METALLB_READY = onDeployment(METALLB_NAMESPACE, 'metallb-controller');
