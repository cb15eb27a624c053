import type { KserveResourcesValues } from '../charts/values/kserve-resources';
import type { AlertRule } from '../monitoring/alert-rule';
import { Duration } from '../units/duration';
import { onDeployment } from '../kubernetes/ready-when';

/** Namespace of KServe's controller. */
export const KSERVE_NAMESPACE = 'kserve';
/** Port at which the API server calls its webhooks. */
export const KSERVE_WEBHOOK_PORT = 9443;

/**
 * The values of KServe's chart: Deployments and Services, without Knative and Istio, and no routes: those are the
 * gateway's. Models are mounted and not downloaded, so pods need no token of the API server.
 */
export function kserveValues(): KserveResourcesValues {
  return {
    kserve: {
      controller: {
        deploymentMode: 'Standard',
        imagePullPolicy: 'IfNotPresent',
        resources: { requests: { cpu: '100m', memory: '300Mi' }, limits: { cpu: '1', memory: '1Gi' } },
        gateway: { disableIngressCreation: true, disableIstioVirtualHost: true },
      },
      security: { autoMountServiceAccountToken: false },
    },
  };
}

/** When somebody must be told about KServe. The metric is that of kube-state-metrics. */
export const KSERVE_ALERTS: readonly AlertRule[] = [
  {
    name: 'KServeDown',
    expr: `kube_deployment_status_replicas_available{namespace="${KSERVE_NAMESPACE}",deployment="kserve-controller-manager"} == 0`,
    for: Duration.minutes(10),
    severity: 'critical',
    summary: 'KServe does not run: its webhook is gone, and lost pods of model servers cannot be made again.',
    action: 'Look at the pods of the Deployment kserve-controller-manager and at its certificate.',
  },
];

/** Its pod answers webhooks from the moment on at which it is ready. */
export const KSERVE_READY = onDeployment(KSERVE_NAMESPACE, 'kserve-controller-manager');
