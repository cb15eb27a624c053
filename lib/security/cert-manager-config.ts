import type { CertManagerValues } from '../charts/values/cert-manager';
import type { SpreadConstraint } from '../charts/values/common';
import type { AlertRule } from '../monitoring/alert-rule';
import { Duration } from '../units/duration';

/** Name of the release, which is part of the labels of its pods. */
export const CERT_MANAGER_RELEASE = 'cert-manager';
/** Port of the admission webhook's pods. */
export const CERT_MANAGER_WEBHOOK_PORT = 10250;
/** Port of the metrics of each component. */
export const CERT_MANAGER_METRICS_PORT = 9402;

/** How an ACME server proves that a name is yours: by a page on port 80, or by a record in the DNS. */
export type AcmeChallenge = 'http' | 'dns';

/**
 * Ports outside of the cluster that the controller calls for an ACME issuer: of the server and of the DNS provider's
 * API, and of what it looks at itself before it asks the server to (the page, or the name servers of the domain).
 *
 * @param challenge how names are proven
 */
export function acmePorts(
  challenge: AcmeChallenge,
): readonly { readonly port: number; readonly protocol: 'TCP' | 'UDP' }[] {
  const https = { port: 443, protocol: 'TCP' } as const;
  if (challenge === 'http') return [https, { port: 80, protocol: 'TCP' }];
  return [https, { port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }];
}

/** Components of cert-manager. */
export type CertManagerComponentName = 'controller' | 'webhook' | 'cainjector';

/**
 * Labels of the pods of a component.
 *
 * @param component which one
 */
export function certManagerPods(component: CertManagerComponentName): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/instance': CERT_MANAGER_RELEASE, 'app.kubernetes.io/component': component };
}

/**
 * The values of the chart of cert-manager: two of each component, on different nodes where there are some.
 *
 * @param priorityClassName priority of all pods
 * @param gatewayApi whether Gateways get certificates; the controller does not start when their CRDs are not there
 */
export function certManagerValues(priorityClassName: string, gatewayApi: boolean): CertManagerValues {
  const twice = (component: CertManagerComponentName) => ({
    replicaCount: 2,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    topologySpreadConstraints: [spread(component)],
  });
  return {
    crds: { enabled: true, keep: true },
    global: { priorityClassName },
    ...twice('controller'),
    webhook: twice('webhook'),
    cainjector: twice('cainjector'),
    // The older key of two: v1.21 still reads it, and v1.20 does not start with the newer one.
    ...(gatewayApi ? { config: { enableGatewayAPI: true } } : {}),
  };
}

function spread(component: CertManagerComponentName): SpreadConstraint {
  return {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: certManagerPods(component) },
  };
}

/** A scrape may rename the label `namespace` of the metric, because the pod that is scraped has one too. */
const CERTIFICATE = '(namespace, exported_namespace, name)';
const RENEWAL = `max by ${CERTIFICATE} (certmanager_certificate_renewal_timestamp_seconds)`;
const EXPIRY = `max by ${CERTIFICATE} (certmanager_certificate_expiration_timestamp_seconds)`;
const WHICH =
  '{{ with $labels.exported_namespace }}{{ . }}{{ else }}{{ $labels.namespace }}{{ end }}/{{ $labels.name }}';

/** When somebody must be told about certificates. Short-lived ones are always close to their end: being late counts. */
export const CERTIFICATE_ALERTS: readonly AlertRule[] = [
  {
    name: 'CertificateNotRenewed',
    expr: `time() - (${RENEWAL} > 0) > 3600`,
    for: Duration.minutes(10),
    severity: 'warning',
    summary: `The certificate ${WHICH} should have been renewed an hour ago.`,
    action: 'Run `kubectl describe certificate` and follow its CertificateRequest to the issuer.',
  },
  {
    name: 'CertificateExpires',
    expr: `((${EXPIRY} > 0) - time() < 86400) and on ${CERTIFICATE} (time() - (${RENEWAL} > 0) > 3600)`,
    for: Duration.minutes(10),
    severity: 'critical',
    summary: `The certificate ${WHICH} expires within a day and is not renewed: what uses it stops working.`,
    action: 'Repair its issuer now, then run `cmctl renew`.',
  },
  {
    name: 'IssuerNotReady',
    expr: 'max by (name) (certmanager_clusterissuer_ready_status{condition="True"}) < 1',
    for: Duration.minutes(15),
    severity: 'warning',
    summary: 'The issuer {{ $labels.name }} is not ready: certificates are neither made nor renewed.',
    action: 'Run `kubectl describe clusterissuer {{ $labels.name }}`.',
  },
];
