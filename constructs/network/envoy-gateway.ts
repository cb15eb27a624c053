import type { Construct } from 'constructs';
import { partTwice } from '../../lib/errors/network';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import {
  API_CLIENT_LABEL,
  CONTROLLER_PODS,
  ENVOY_GATEWAY_ALERTS,
  ENVOY_GATEWAY_READY,
  ENVOY_NAMESPACE,
  envoyGatewayValues,
  gatewayClass,
  METRICS_PORT,
} from '../../lib/network/envoy-gateway';
import type { TerraformStack } from '../core/cdktf';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import { open, type Endpoint, type IEndpoint } from '../core/endpoint';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import { libraryScope } from '../core/library-scope';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import { placeOf, stackOf } from '../core/place';
import { Priority } from '../core/priority';
import { readyWhen } from '../core/ready';
import { claimStagePart, stagePart } from './stage-parts';

const KIND = 'EnvoyGateway';

/**
 * The controller of Envoy Gateway, which runs the proxies of all gateways and tells them their routes. One a stage:
 * the first gateway makes it.
 *
 * @example
 * EnvoyGateway.of(stack);
 */
export class EnvoyGateway extends DatahallConstruct implements IEndpoint, IMonitored {
  /** Pods of the controller, and of the Job that makes its certificates. */
  public readonly endpoint: Endpoint;
  /** Where its metrics are. */
  public readonly scrapeTargets: readonly ScrapeTarget[];
  /** When somebody must be told. */
  public readonly alertRules: readonly AlertRule[] = ENVOY_GATEWAY_ALERTS;
  /** Parts by role. */
  public readonly nodes: { readonly release: HelmRelease; readonly gatewayClass: CustomResources };

  /**
   * @param scope parent construct
   * @param id construct id
   */
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const first = claimStagePart(this, KIND);
    if (first !== this) this.report(partTwice('Envoy Gateway', placeOf(this).path, placeOf(first).path));
    const foundation = Foundation.of(this);
    // The proxies are in this namespace too: strangers talk to them, so the API server is open to the controller only.
    const namespace = foundation.namespace(ENVOY_NAMESPACE);
    this.endpoint = { namespace, pods: { [API_CLIENT_LABEL]: 'true' } };
    this.scrapeTargets = [{ name: 'controller', endpoint: { namespace, pods: CONTROLLER_PODS }, port: METRICS_PORT }];
    const ports = [443, 6443].map((port) => ({ port, protocol: 'TCP' }) as const);
    open(this, 'ToApiServer', { direction: 'egress', peers: foundation.hosts, ports });
    const release = new HelmRelease(this, 'Operator', {
      chart: foundation.charts.pin('gateway-helm'),
      name: 'envoy-gateway',
      namespace,
      values: envoyGatewayValues(foundation.priority(Priority.PLATFORM)),
    });
    release.after(this.node.findChild('ToApiServer'));
    const classes = new CustomResources(this, 'Class', {
      release: 'envoy-gateway-class',
      namespace,
      after: [release],
    });
    this.nodes = { release, gatewayClass: classes.add(gatewayClass()) };
    readyWhen(this, ENVOY_GATEWAY_READY);
  }

  /**
   * The controller of a construct's stage, made when there is none.
   *
   * @param scope any construct below a stack
   */
  public static of(scope: Construct): EnvoyGateway {
    const existing = stagePart(scope, KIND) as EnvoyGateway | undefined;
    return existing ?? new EnvoyGateway(libraryScope(stackOf(scope) as TerraformStack), KIND);
  }
}
