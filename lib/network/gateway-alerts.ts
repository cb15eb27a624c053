import type { AlertRule } from '../monitoring/alert-rule';
import { Duration } from '../units/duration';
import { ENVOY_NAMESPACE } from './envoy-gateway';
import { proxyName } from './gateway';

/**
 * When somebody must be told about a gateway. The metrics are Envoy's, but for the address, which kube-state-metrics
 * knows.
 *
 * @param gateway name of the gateway
 * @param replicas proxies that it must have
 */
export function gatewayAlerts(gateway: string, replicas: number): readonly AlertRule[] {
  const proxies = `namespace="${ENVOY_NAMESPACE}",pod=~"${proxyName(gateway)}-[a-z0-9]+-[a-z0-9]+"`;
  const routes = `${proxies},envoy_cluster_name=~"httproute/.*"`;
  const alive = `(sum(up{${proxies}}) or vector(0))`;
  // Two gateways have one name for an alert, and what is summed up has no labels of its own.
  const labels = { gateway };
  const deployment = proxyName('{{ $labels.gateway }}');
  const service = `namespace="${ENVOY_NAMESPACE}",service="${proxyName(gateway)}"`;
  return [
    {
      name: 'GatewayDown',
      expr: `${alive} == 0`,
      for: Duration.minutes(1),
      severity: 'critical',
      labels,
      summary: `No proxy of the gateway ${gateway} runs: nobody is answered.`,
      action: `Look at the pods of the Deployment ${deployment} in ${ENVOY_NAMESPACE}.`,
    },
    {
      name: 'GatewayProxiesMissing',
      expr: `${alive} < ${replicas}`,
      for: Duration.minutes(10),
      severity: 'warning',
      labels,
      summary: `Only {{ $value }} of ${replicas} proxies of the gateway ${gateway} run.`,
      action: `Look at the pods of the Deployment ${deployment} in ${ENVOY_NAMESPACE}.`,
    },
    {
      name: 'GatewayWithoutAddress',
      expr: `kube_service_spec_type{${service},type="LoadBalancer"} unless on (namespace, service) kube_service_status_load_balancer_ingress`,
      for: Duration.minutes(5),
      severity: 'critical',
      labels,
      summary: `The gateway ${gateway} has no address: nobody reaches it.`,
      action: `Read the events of the Service ${deployment} in ${ENVOY_NAMESPACE}; its pool may be used up.`,
    },
    {
      name: 'GatewayErrors',
      expr:
        `sum by (envoy_cluster_name) (rate(envoy_cluster_upstream_rq_xx{${routes},envoy_response_code_class="5"}[5m]))` +
        ` / sum by (envoy_cluster_name) (rate(envoy_cluster_upstream_rq_xx{${routes}}[5m])) > 0.05`,
      for: Duration.minutes(5),
      severity: 'critical',
      labels,
      summary: `{{ $value | humanizePercentage }} of the requests of {{ $labels.envoy_cluster_name }} at the gateway ${gateway} fail.`,
      action: 'Look at what answers the route; when it was just released, move its weight back.',
    },
    {
      name: 'GatewayRouteWithoutBackend',
      expr: `max by (envoy_cluster_name) (envoy_cluster_membership_healthy{${routes}}) == 0`,
      for: Duration.minutes(2),
      severity: 'critical',
      labels,
      summary: `No pod answers {{ $labels.envoy_cluster_name }} at the gateway ${gateway}.`,
      action: 'Look at the pods and the readiness of what answers the route.',
    },
    {
      name: 'GatewayRequestsRefused',
      expr: `sum by (envoy_cluster_name) (increase(envoy_cluster_upstream_rq_pending_overflow{${routes}}[5m])) > 0`,
      for: Duration.minutes(5),
      severity: 'warning',
      labels,
      summary: `The gateway ${gateway} refuses requests of {{ $labels.envoy_cluster_name }}: too many are under way.`,
      action: 'Give what answers more replicas, or raise maxParallelRequests of the gateway.',
    },
  ];
}
