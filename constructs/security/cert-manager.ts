import type { Construct } from 'constructs';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import {
  CERT_MANAGER_METRICS_PORT,
  CERT_MANAGER_RELEASE,
  CERT_MANAGER_WEBHOOK_PORT,
  CERTIFICATE_ALERTS,
  type CertManagerComponentName,
  certManagerPods,
  certManagerValues,
} from '../../lib/security/cert-manager-config';
import { AUTHORITY, certificateAuthority } from '../../lib/security/certificate-authority';
import { readCrds } from '../core/crd-folder';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import type { Namespace } from '../core/namespace';
import { Priority } from '../core/priority';

const COMPONENTS: readonly CertManagerComponentName[] = ['controller', 'webhook', 'cainjector'];

/**
 * cert-manager with an authority of the cluster's own, for certificates of webhooks and gateways inside of it. One a
 * cluster; {@link KubernetesCluster.certificates} makes it.
 *
 * Gateways get certificates by annotation where the foundation brings the CRDs of the Gateway API, so that they are
 * there before the controller: it does not start without them.
 *
 * @example
 * const { issuer } = new CertManager(stack, 'certificates');
 * const issuerRef = { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuer };
 */
export class CertManager extends DatahallConstruct implements IMonitored {
  /** Namespace of its pods and of the authority's key. */
  public readonly namespace: Namespace;
  /** Name of the ClusterIssuer of the cluster's own authority. */
  public readonly issuer: string = AUTHORITY;
  /** Parts by role. */
  public readonly nodes: { readonly release: HelmRelease; readonly authority: CustomResources };

  /**
   * @param scope parent construct
   * @param id construct id
   */
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const foundation = Foundation.of(this);
    const webhookPorts = [CERT_MANAGER_WEBHOOK_PORT];
    const namespace = foundation.namespace('cert-manager', { callsApiServer: true, webhookPorts });
    const gateways = foundation.charts.pin('gateway-helm');
    const gatewayApi = readCrds(foundation.source, gateways) !== undefined;
    const release = new HelmRelease(this, 'Release', {
      chart: foundation.charts.pin('cert-manager'),
      namespace,
      name: CERT_MANAGER_RELEASE,
      values: certManagerValues(foundation.priority(Priority.PLATFORM), gatewayApi),
      after: gatewayApi ? foundation.crds(gateways).after : [],
    });
    const authority = new CustomResources(this, 'Authority', {
      release: 'certificate-authority',
      namespace,
      after: [release],
    });
    authority.add(...certificateAuthority(namespace.name));
    this.namespace = namespace;
    this.nodes = { release, authority };
  }

  /** Where its metrics are. */
  public get scrapeTargets(): readonly ScrapeTarget[] {
    return COMPONENTS.map((component) => ({
      name: `cert-manager-${component}`,
      endpoint: { namespace: this.namespace, pods: certManagerPods(component) },
      port: CERT_MANAGER_METRICS_PORT,
    }));
  }

  /** When somebody must be told. */
  public get alertRules(): readonly AlertRule[] {
    return CERTIFICATE_ALERTS;
  }
}
