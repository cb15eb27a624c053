import type { Construct } from 'constructs';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import {
  type AcmeChallenge,
  acmePorts,
  CERT_MANAGER_METRICS_PORT,
  CERT_MANAGER_RELEASE,
  CERT_MANAGER_WEBHOOK_PORT,
  CERTIFICATE_ALERTS,
  type CertManagerComponentName,
  certManagerPods,
  certManagerValues,
} from '../../lib/security/cert-manager-config';
import { AUTHORITY, AUTHORITY_READY, certificateAuthority } from '../../lib/security/certificate-authority';
import { readCrds } from '../core/crd-folder';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import { type Endpoint, type IEndpoint, open } from '../core/endpoint';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import type { Namespace } from '../core/namespace';
import { Priority } from '../core/priority';
import { readyWhen } from '../core/ready';

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
export class CertManager extends DatahallConstruct implements IEndpoint, IMonitored {
  /** Its controller, which calls the servers of issuers. */
  public readonly endpoint: Endpoint;
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
    this.endpoint = { namespace, pods: certManagerPods('controller') };
    this.nodes = { release, authority };
    readyWhen(this, AUTHORITY_READY);
  }

  /**
   * Lets the controller call ACME servers, such as Let's Encrypt: without it nothing leaves the namespace but calls of
   * the API server. The ClusterIssuer is yours.
   *
   * @param challenge how the server proves that a name is yours
   */
  public allowAcme(challenge: AcmeChallenge): this {
    const id = `Acme-${challenge}`;
    if (this.node.tryFindChild(id) === undefined)
      open(this, id, { direction: 'egress', peers: [], ports: acmePorts(challenge) });
    return this;
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
