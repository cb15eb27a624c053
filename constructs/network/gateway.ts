import type { Construct } from 'constructs';
import { duplicateName } from '../../lib/errors/names';
import { addressOutsidePool, restRoutedTwice } from '../../lib/errors/network';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import { METRICS_PORT } from '../../lib/network/envoy-gateway';
import { GATEWAY, ROUTE, VIRTUAL_IP_POOL } from '../../lib/network/facts';
import { gatewayObjects, PROXY_PORTS, proxyName, proxyPods } from '../../lib/network/gateway';
import { gatewayAlerts } from '../../lib/network/gateway-alerts';
import type { GatewayCertificate } from '../../lib/network/gateway-certificate';
import { LoadBalancing } from '../../lib/network/load-balancing';
import { ADDRESS_ANNOTATION, POOL_ANNOTATION } from '../../lib/network/metallb';
import {
  checkRoutePath,
  httpRoute,
  redirectRoute,
  referenceGrant,
  serviceOf,
  shareRequests,
  targetFact,
  type RouteTarget,
} from '../../lib/network/routes';
import type { SiteShare } from '../../lib/site/site-share';
import type { Cidr } from '../../lib/units/cidr';
import { Duration } from '../../lib/units/duration';
import { checkCount, checkDnsLabel } from '../../lib/units/names';
import { TerraformStack } from '../core/cdktf';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import { connect, open, type Endpoint, type IEndpoint } from '../core/endpoint';
import { Foundation } from '../core/foundation';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import { checkSameStage } from '../core/order';
import { placeOf, stackOf } from '../core/place';
import { Priority } from '../core/priority';
import { useShare } from '../core/site-register';
import { contextOf } from '../core/stack-context';
import { EnvoyGateway } from './envoy-gateway';
import { MetalLb } from './metal-lb';
import type { IRoutable } from './routable';

/** Settings of a gateway. */
export interface GatewayProps {
  /** Share of the site whose addresses the gateway has one of. */
  readonly site: SiteShare;
  /** How a proxy picks the pod that answers. @default LoadBalancing.leastConnections() */
  readonly policy?: LoadBalancing;
  /** Addresses that it has one of; no other stage may have them. @default - the virtual IPs of the share */
  readonly virtualIps?: Cidr;
  /** Its address, so that names can be given to it before it is there. @default - any one of its addresses */
  readonly address?: string;
  /** Certificate: clients are then served by HTTPS, and sent there from HTTP. @default - HTTP only */
  readonly certificate?: GatewayCertificate;
  /** Proxies, each on a host of its own where there are enough. @default 2 */
  readonly replicas?: number;
  /** How long an answer may take as a whole, streams included; a proxy that stops waits as long. @default 10 minutes */
  readonly requestTimeout?: Duration;
  /** Requests that each proxy has under way for one route; more are refused with status 503. @default 1024 */
  readonly maxParallelRequests?: number;
}

/** The release of its routes has its name between two words, and 53 characters at most. */
const NAME_MAX = 38;

/** Settings of one target of a route. */
export interface RouteOptions {
  /** Its share of the requests in percent, 0 to 100. @default - what the other targets of the path leave */
  readonly weight?: number;
}

/**
 * Where requests from outside come in: proxies with an address of their own, which share requests out by path and
 * load. Routes are deployed after what they lead to; where two releases of a stage are live, its lock says which share
 * of the requests each of them answers.
 *
 * @example
 * declare const share: SiteShare, llama: IRoutable, canary: IRoutable;
 * const gateway = new Gateway(stack, 'public', { site: share, policy: LoadBalancing.leastConnections() });
 * gateway.route('/v1', llama);
 * gateway.route('/v1', canary, { weight: 10 });
 */
export class Gateway extends DatahallConstruct implements IEndpoint, IMonitored {
  /** Name of the gateway. */
  public readonly name: string;
  /** Its proxies. */
  public readonly endpoint: Endpoint;
  /**
   * Parts by role; the first two are shared by all gateways of a stage. Routes lie in the layer `traffic` of a stage.
   */
  public readonly nodes: {
    readonly controller: EnvoyGateway;
    readonly metalLb: MetalLb;
    readonly resources: CustomResources;
    readonly routes: CustomResources;
  };
  private readonly replicas: number;
  private readonly listener: 'http' | 'https';
  private readonly routes = new Map<string, RouteTarget[]>();

  /**
   * @param scope parent construct
   * @param id name of the gateway
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id, props);
    this.name = id;
    useShare(this, props.site);
    this.replicas = props.replicas ?? 2;
    this.listener = props.certificate === undefined ? 'http' : 'https';
    const controller = EnvoyGateway.of(this);
    const metalLb = MetalLb.of(this);
    const { namespace } = controller.endpoint;
    this.endpoint = { namespace, pods: proxyPods(id) };
    const resources = new CustomResources(this, 'Resources', {
      release: proxyName(id),
      namespace,
      after: [controller, metalLb],
    });
    const { traffic } = contextOf(TerraformStack.of(this)) ?? {};
    const routes = new CustomResources(traffic?.() ?? this, traffic === undefined ? 'Routes' : id, {
      release: `${proxyName(id)}-routes`,
      namespace,
      after: [resources],
    });
    const gone = 'no request from outside is answered until it is back';
    for (const part of [resources, routes]) part.consequence({ delete: gone, replace: gone });
    this.nodes = { controller, metalLb, resources, routes };
    this.build(props);
    const ports = [PROXY_PORTS.http, ...(this.listener === 'https' ? [PROXY_PORTS.https] : [])];
    open(this, 'FromClients', {
      direction: 'ingress',
      peers: [],
      ports: ports.map((port) => ({ port, protocol: 'TCP' })),
    });
  }

  /** Where its metrics are, and those of what all gateways of a stage share. */
  public get scrapeTargets(): readonly ScrapeTarget[] {
    const { controller, metalLb } = this.nodes;
    const own = { name: 'proxy', endpoint: this.endpoint, port: METRICS_PORT, path: '/stats/prometheus' };
    return [own, ...controller.scrapeTargets, ...metalLb.scrapeTargets];
  }

  /** When somebody must be told, of what all gateways of a stage share too: monitoring takes that once. */
  public get alertRules(): readonly AlertRule[] {
    const { controller, metalLb } = this.nodes;
    return [...gatewayAlerts(this.name, this.replicas), ...controller.alertRules, ...metalLb.alertRules];
  }

  /**
   * Sends requests to a target. Several targets of one path share its requests by weight.
   *
   * @param path beginning of the paths of requests, e.g. `/v1`; the longest one that fits wins
   * @param target what answers
   * @param options its share
   */
  public route(path: string, target: IRoutable, options: RouteOptions = {}): this {
    if (this.report(checkSameStage(this, target))) return this;
    this.report(checkRoutePath(path));
    if (options.weight !== undefined) this.report(checkCount('weight', options.weight, 0, 100));
    const { service } = target;
    const entry: RouteTarget = {
      target: placeOf(target).path,
      service: { name: service.name, namespace: service.namespace.name, port: service.port },
      weight: options.weight,
      release: releaseOf(target),
    };
    const targets = this.targetsOf(path);
    const name = serviceOf(entry);
    const siblings = targets.filter(({ release }) => shareRequests(release?.name, entry.release?.name));
    const rest = siblings.find(({ weight }) => weight === undefined);
    // By Service, not by construct: two live releases have the same constructs.
    if (targets.some((other) => serviceOf(other) === name))
      this.report(duplicateName(`target of the route ${path}`, name, `'${this.node.path}'`));
    else if (rest !== undefined && options.weight === undefined)
      this.report(restRoutedTwice(path, name, serviceOf(rest)));
    else targets.push(entry);
    this.nodes.routes.after(service.namespace);
    connect(this, target, target.targetPort);
    return this;
  }

  private targetsOf(path: string): RouteTarget[] {
    const existing = this.routes.get(path);
    if (existing !== undefined) return existing;
    const targets: RouteTarget[] = [];
    this.routes.set(path, targets);
    this.publish(ROUTE, () => ({ route: path, targets: targets.map(targetFact) }));
    return targets;
  }

  private build(props: GatewayProps): void {
    const { site, certificate, address, policy = LoadBalancing.leastConnections() } = props;
    const { maxParallelRequests = 1024 } = props;
    const standIn = Duration.minutes(10);
    const requestTimeout = this.inUnit('requestTimeout', props.requestTimeout ?? standIn, standIn);
    const { metalLb, resources, routes } = this.nodes;
    const siteRange = site.site.options.addresses.virtualIps;
    const range = props.virtualIps ?? site.virtualIps;
    this.report(checkDnsLabel('gateway', this.name, NAME_MAX));
    this.report(checkCount('replicas', this.replicas, 1));
    this.report(checkCount('maxParallelRequests', maxParallelRequests, 1, 4_294_967_295));
    this.report(checkCount('seconds of requestTimeout', Math.ceil(requestTimeout.seconds), 1));
    const isInRange = address !== undefined && range.includes(address);
    if (address !== undefined && !isInRange) this.report(addressOutsidePool(address, range.toString()));
    const objects = gatewayObjects({
      name: this.name,
      replicas: this.replicas,
      priorityClassName: Foundation.of(this).priority(Priority.PLATFORM),
      annotations: {
        [POOL_ANNOTATION]: metalLb.pool(range),
        ...(address === undefined ? {} : { [ADDRESS_ANNOTATION]: address }),
      },
      ipVersion: range.version,
      externalTrafficPolicy: metalLb.advertisement.externalTrafficPolicy,
      policy,
      requestTimeout,
      maxParallelRequests,
      certificate,
    });
    resources.add(...objects);
    routes.contribute(() => this.routeObjects());
    const https = certificate !== undefined;
    this.publish(GATEWAY, () => ({ name: this.name, replicas: this.replicas, policy: policy.name, https }));
    this.publish(VIRTUAL_IP_POOL, () => ({
      range: range.toString(),
      site: site.site.name,
      siteRange: siteRange.toString(),
      ...(isInRange ? { address } : {}),
    }));
  }

  private routeObjects(): readonly KubernetesObject[] {
    const own = this.endpoint.namespace.name;
    const redirect = this.listener === 'https' ? [redirectRoute(this.name)] : [];
    const routes = [...this.routes].map(([path, targets]) => httpRoute(this.name, path, targets, this.listener));
    const foreign = [...this.routes.values()].flat().filter(({ service }) => service.namespace !== own);
    return [...redirect, ...routes, ...foreign.map((target) => referenceGrant(this.name, target))];
  }
}

/** The release of what answers, where a stage runs several. */
function releaseOf(target: IRoutable): RouteTarget['release'] {
  const stack = stackOf(target);
  const { release: name, share } = (stack === undefined ? undefined : contextOf(stack)) ?? {};
  return name === undefined || share === undefined ? undefined : { name, share };
}
