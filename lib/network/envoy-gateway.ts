import type { EnvoyGatewayValues } from '../charts/values/envoy-gateway-helm';
import type { SpreadConstraint } from '../charts/values/common';
import { RACK_LABEL } from '../cluster/queues';
import type { KubernetesObject } from '../kubernetes/object';
import type { AlertRule } from '../monitoring/alert-rule';
import { Duration } from '../units/duration';
import { onCondition } from '../kubernetes/ready-when';

/** Namespace of the controller, of all proxies, and of the objects that configure them. */
export const ENVOY_NAMESPACE = 'envoy-gateway-system';
/** Name of the GatewayClass of a stage. */
export const GATEWAY_CLASS = 'datahall';
/** Label of the pods that may call the API server: the controller and the Job that makes its certificates. */
export const API_CLIENT_LABEL = 'datahall.dev/calls-api-server';
/** Labels that only the controller's pods have. */
export const CONTROLLER_PODS = { 'control-plane': 'envoy-gateway' } as const;
/** Port of metrics, of the controller and of the proxies. */
export const METRICS_PORT = 19_001;

/**
 * How pods are spread: over hosts strictly, over racks where they are labelled. Hosts with taints that the pods do
 * not accept must not count, or pods would wait for a place there for ever; and a rollout counts its own pods only.
 *
 * @param pods labels of the pods
 */
export function spread(pods: Readonly<Record<string, string>>): readonly SpreadConstraint[] {
  const common = {
    maxSkew: 1,
    labelSelector: { matchLabels: pods },
    matchLabelKeys: ['pod-template-hash'],
    nodeTaintsPolicy: 'Honor',
  } as const;
  return [
    { ...common, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
    { ...common, topologyKey: RACK_LABEL, whenUnsatisfiable: 'ScheduleAnyway' },
  ];
}

/**
 * The values of Envoy Gateway's chart: two controllers on two hosts, because proxies learn of new and lost pods from
 * them. Zones are not told to proxies: a site is one zone.
 *
 * @param priorityClassName priority of its pods
 */
export function envoyGatewayValues(priorityClassName: string): EnvoyGatewayValues {
  const labels = { [API_CLIENT_LABEL]: 'true' };
  return {
    deployment: {
      replicas: 2,
      priorityClassName,
      envoyGateway: { resources: { requests: { cpu: '200m', memory: '512Mi' }, limits: { memory: '1Gi' } } },
      pod: { labels, topologySpreadConstraints: spread(CONTROLLER_PODS) },
    },
    podDisruptionBudget: { minAvailable: 1 },
    topologyInjector: { enabled: false },
    certgen: { job: { pod: { labels } } },
  };
}

/** The class of all gateways of a stage; what is special about one is said by its own EnvoyProxy. */
export function gatewayClass(): KubernetesObject {
  const spec = { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: GATEWAY_CLASS },
    spec,
  };
}

/** When somebody must be told about the controller. */
export const ENVOY_GATEWAY_ALERTS: readonly AlertRule[] = [
  {
    name: 'EnvoyGatewayControllerDown',
    expr: `(sum(up{namespace="${ENVOY_NAMESPACE}",pod=~"envoy-gateway-[a-z0-9]+-[a-z0-9]+"}) or vector(0)) == 0`,
    for: Duration.minutes(5),
    severity: 'critical',
    summary: 'No controller of the gateways runs: proxies go on, but learn of no new and no lost pod.',
    action: `Look at the pods of the Deployment envoy-gateway in ${ENVOY_NAMESPACE}.`,
  },
  {
    name: 'EnvoyGatewayConfigurationRejected',
    expr: `sum(increase(xds_nack_total{namespace="${ENVOY_NAMESPACE}"}[10m])) > 0`,
    for: Duration.minutes(5),
    severity: 'warning',
    summary: 'A proxy refuses its configuration and goes on with the last good one.',
    action: 'Read the log of the proxies for the reason, and undo the last change of a gateway or route.',
  },
];

/** The controller has taken the class: it answers for gateways. */
export const ENVOY_GATEWAY_READY = onCondition(
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', namespace: null, name: GATEWAY_CLASS },
  'Accepted',
);
