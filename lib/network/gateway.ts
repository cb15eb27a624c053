import type { KubernetesObject } from '../kubernetes/object';
import type { Duration } from '../units/duration';
import { ENVOY_NAMESPACE, GATEWAY_CLASS, spread } from './envoy-gateway';
import { gatewayDuration } from './gateway-duration';
import type { GatewayCertificate } from './gateway-certificate';
import type { LoadBalancing } from './load-balancing';

const ENVOY = 'gateway.envoyproxy.io';
const GATEWAY_API = 'gateway.networking.k8s.io';

/** Ports of the proxies' pods: Envoy Gateway adds 10,000 to those of listeners below 1024. */
export const PROXY_PORTS = { http: 10_080, https: 10_443 } as const;

/** What a gateway is made from. */
export interface GatewaySpec {
  /** Its name. */
  readonly name: string;
  /** Proxies. */
  readonly replicas: number;
  /** Priority class of the proxies. */
  readonly priorityClassName: string;
  /** Annotations of its Service, which choose its address. */
  readonly annotations: Readonly<Record<string, string>>;
  /** IP version of its address. */
  readonly ipVersion: 4 | 6;
  /** Whether its Service passes traffic on to proxies of other hosts. */
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  /** How a proxy picks the pod that answers. */
  readonly policy: LoadBalancing;
  /** How long an answer may take as a whole. */
  readonly requestTimeout: Duration;
  /** Requests that one proxy has under way for one route. */
  readonly maxParallelRequests: number;
  /** Certificate of its HTTPS listener; without it there is none. */
  readonly certificate: GatewayCertificate | undefined;
}

/**
 * Labels of the pods of a gateway.
 *
 * @param name name of the gateway
 */
export function proxyPods(name: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/component': 'proxy', [`${ENVOY}/owning-gateway-name`]: name };
}

/**
 * Name of the Deployment and of the Service of a gateway's proxies.
 *
 * @param name name of the gateway
 */
export function proxyName(name: string): string {
  return `gateway-${name}`;
}

/**
 * All objects of a gateway but its routes.
 *
 * @param gateway what it is made from
 */
export function gatewayObjects(gateway: GatewaySpec): readonly KubernetesObject[] {
  return [
    envoyProxy(gateway),
    gatewayObject(gateway),
    clientTrafficPolicy(gateway),
    backendTrafficPolicy(gateway),
    ...(gateway.certificate?.toObjects(gateway.name, ENVOY_NAMESPACE) ?? []),
  ];
}

/** A proxy that stops takes no new requests and has as long as an answer may take to finish those it has. */
function envoyProxy(gateway: GatewaySpec): KubernetesObject {
  const { name, replicas, priorityClassName, annotations, externalTrafficPolicy } = gateway;
  const kubernetes = {
    envoyDeployment: {
      name: proxyName(name),
      replicas,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      container: { resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2Gi' } } },
      pod: { priorityClassName, topologySpreadConstraints: spread(proxyPods(name)) },
    },
    envoyPDB: { maxUnavailable: 1 },
    envoyService: { name: proxyName(name), type: 'LoadBalancer', externalTrafficPolicy, annotations },
  };
  return object(`${ENVOY}/v1alpha1`, 'EnvoyProxy', name, {
    ...(gateway.ipVersion === 6 ? { ipFamily: 'IPv6' } : {}),
    logging: { level: { default: 'warn' } },
    provider: { type: 'Kubernetes', kubernetes },
    shutdown: { drainTimeout: gatewayDuration(gateway.requestTimeout), minDrainDuration: '15s' },
  });
}

/** Only routes of its own namespace, which nobody but the platform writes to, can attach to it. */
function gatewayObject({ name, certificate }: GatewaySpec): KubernetesObject {
  const allowedRoutes = { namespaces: { from: 'Same' } };
  const http = { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes };
  const tls = { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: certificate?.secretName(name) }] };
  const https = { name: 'https', port: 443, protocol: 'HTTPS', allowedRoutes, tls };
  return object(`${GATEWAY_API}/v1`, 'Gateway', name, {
    gatewayClassName: GATEWAY_CLASS,
    infrastructure: { parametersRef: { group: ENVOY, kind: 'EnvoyProxy', name } },
    listeners: certificate === undefined ? [http] : [http, https],
  });
}

/** Strangers are on the other side: slow senders are cut off, and no client can take all connections of a proxy. */
function clientTrafficPolicy({ name, requestTimeout, certificate }: GatewaySpec): KubernetesObject {
  return object(`${ENVOY}/v1alpha1`, 'ClientTrafficPolicy', name, {
    targetRefs: targets(name),
    connection: { connectionLimit: { value: 10_000 }, bufferLimit: '32Ki' },
    headers: { withUnderscoresAction: 'RejectRequest' },
    http2: { maxConcurrentStreams: 100, initialStreamWindowSize: '64Ki', initialConnectionWindowSize: '1Mi' },
    tcpKeepalive: { idleTime: '60s', interval: '20s', probes: 3 },
    timeout: {
      http: {
        idleTimeout: '1h',
        requestHeadersReceivedTimeout: '10s',
        requestReceivedTimeout: '1m',
        // A model that thinks sends nothing for a while.
        streamIdleTimeout: gatewayDuration(requestTimeout),
      },
    },
    ...(certificate === undefined ? {} : { tls: { minVersion: '1.2' } }),
  });
}

/**
 * Requests are sent again only while no pod has begun with them: an answer of a model costs too much to be made
 * twice. A pod that fails again and again is left out, but never more than half of them.
 */
function backendTrafficPolicy(gateway: GatewaySpec): KubernetesObject {
  const { name, policy, maxParallelRequests: limit } = gateway;
  const timeout = gatewayDuration(gateway.requestTimeout);
  return object(`${ENVOY}/v1alpha1`, 'BackendTrafficPolicy', name, {
    targetRefs: targets(name),
    loadBalancer: policy.toSpec(),
    timeout: { tcp: { connectTimeout: '5s' }, http: { requestTimeout: timeout, streamIdleTimeout: timeout } },
    retry: { numRetries: 2, retryOn: { triggers: ['connect-failure', 'refused-stream', 'reset-before-request'] } },
    circuitBreaker: {
      maxConnections: limit,
      maxPendingRequests: limit,
      maxParallelRequests: limit,
      retryBudget: { percent: { numerator: 20 }, minRetryConcurrency: 3 },
    },
    healthCheck: {
      passive: { consecutive5XxErrors: 5, interval: '5s', baseEjectionTime: '30s', maxEjectionPercent: 50 },
    },
    tcpKeepalive: { idleTime: '60s', interval: '20s', probes: 3 },
  });
}

function targets(name: string): readonly object[] {
  return [{ group: GATEWAY_API, kind: 'Gateway', name }];
}

function object(apiVersion: string, kind: string, name: string, spec: object): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: ENVOY_NAMESPACE }, spec };
}
