import type { Construct } from 'constructs';
import { NAMESPACE } from '../../lib/cluster/facts';
import { namespaceDiffers } from '../../lib/errors/names';
import { systemNamespace } from '../../lib/errors/objects';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { checkDnsLabel } from '../../lib/units/names';
import { CoreObject } from './core-object';
import { DatahallConstruct } from './datahall-construct';
import type { NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from './mappers/network-policy';

/** Levels of the Pod Security Standards of Kubernetes. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** What is special about a namespace. */
export interface NamespaceOptions {
  /** Pod Security level that is enforced. @default 'restricted' */
  readonly podSecurity?: PodSecurityLevel;
  /** Whether pods of the namespace may talk to each other without a declared edge. @default true */
  readonly internalTraffic?: boolean;
  /** Whether its pods may call the API server, as operators do. @default false */
  readonly callsApiServer?: boolean;
  /** Ports at which the API server calls its pods: admission webhooks and APIs that it passes on. @default - none */
  readonly webhookPorts?: readonly number[];
  /** Hard limits of a ResourceQuota, e.g. `requests.nvidia.com/gpu`. @default - no quota */
  readonly quota?: Readonly<Record<string, string>>;
  /** More labels; those of everybody who shares it are joined. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Settings of a namespace. */
export interface NamespaceProps extends NamespaceOptions {
  /** Name of the namespace. */
  readonly name: string;
  /** Where the API server is, as pods see it. */
  readonly apiServer: readonly NetworkPolicyPeer[];
  /** Where names are resolved. */
  readonly dns: readonly NetworkPolicyPeer[];
}

/** Namespaces that each cluster has from its start. */
const RESERVED = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

const API_SERVER_PORTS: readonly NetworkPolicyPort[] = [
  { port: 443, protocol: 'TCP' },
  { port: 6443, protocol: 'TCP' },
];

/**
 * A namespace in which nothing is allowed that was not declared: Pod Security is enforced, and all traffic is denied
 * but for name resolution and the flows that constructs declare. Made by {@link Foundation.namespace}.
 *
 * @example
 * Foundation.of(stack).namespace('team-a', { quota: { 'requests.nvidia.com/gpu': '16' } });
 */
export class Namespace extends DatahallConstruct {
  /** Name of the namespace. */
  public readonly name: string;
  /** Parts by role. */
  public readonly nodes: { readonly namespace: CoreObject };
  private readonly settings: Settings;

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id, props);
    this.name = props.name;
    this.settings = settle(props);
    this.report(checkDnsLabel('namespace', props.name));
    if (RESERVED.includes(props.name)) this.report(systemNamespace(props.name, RESERVED));
    const podSecurity = props.podSecurity ?? 'restricted';
    const metadata = {
      name: props.name,
      labels: {
        'pod-security.kubernetes.io/enforce': podSecurity,
        'pod-security.kubernetes.io/enforce-version': 'latest',
        ...props.labels,
      },
    };
    // Everything in it goes with it: claims, and the objects of those who use it.
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata };
    this.nodes = { namespace: new CoreObject(this, 'Namespace', { object, stateful: true }) };
    this.addPolicies(props);
    if (props.quota !== undefined) {
      const spec = { hard: props.quota };
      this.addObject('Quota', { apiVersion: 'v1', kind: 'ResourceQuota', name: 'quota', spec });
    }
    this.publish(NAMESPACE, () => ({ name: props.name, podSecurity, quota: props.quota ?? {} }));
  }

  /** Selects all pods of this namespace, as a peer of a flow. */
  public get peer(): NetworkPolicyPeer {
    return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': this.name } } };
  }

  /**
   * Notes that somebody else asks for the same namespace: the settings must be the same, but for labels.
   *
   * @param options what they ask for
   */
  public sharedWith(options: NamespaceOptions): this {
    const { labels = {}, ...others } = options;
    this.label(labels);
    const given = settle(others);
    const same = (key: string): boolean => JSON.stringify(given[key]) === JSON.stringify(this.settings[key]);
    const changed = Object.keys(given).filter((key) => !same(key));
    const only = (all: Settings): Settings => Object.fromEntries(changed.map((key) => [key, all[key]]));
    if (changed.length > 0) this.report(namespaceDiffers(this.name, only(given), only(this.settings)));
    return this;
  }

  /** Labels are joined: several queues, say, mark one namespace. None has two values. */
  private label(labels: Readonly<Record<string, string>>): void {
    const [object] = this.nodes.namespace.objects as readonly [KubernetesObject];
    const present = object.metadata.labels ?? {};
    const others = Object.entries(labels).filter(([key, value]) => (present[key] ?? value) !== value);
    const now = Object.fromEntries(others.map(([key]) => [key, present[key]]));
    if (others.length > 0)
      this.report(namespaceDiffers(this.name, { labels: Object.fromEntries(others) }, { labels: now }));
    this.nodes.namespace.update({ ...object, metadata: { ...object.metadata, labels: { ...labels, ...present } } });
  }

  private addPolicies(props: NamespaceProps): void {
    const all = { podSelector: {} };
    this.addPolicy('DefaultDeny', 'default-deny', { ...all, policyTypes: ['Ingress', 'Egress'] });
    const ports: NetworkPolicyPort[] = [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ];
    this.addPolicy('AllowDns', 'allow-dns', { ...all, policyTypes: ['Egress'], egress: [{ to: props.dns, ports }] });
    if (props.internalTraffic ?? true) {
      const here: NetworkPolicyPeer[] = [{ podSelector: {} }];
      const both: NetworkPolicySpec = {
        ...all,
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: here }],
        egress: [{ to: here }],
      };
      this.addPolicy('AllowInternal', 'allow-internal', both);
    }
    if (props.callsApiServer === true) {
      const egress = [{ to: props.apiServer, ports: API_SERVER_PORTS }];
      this.addPolicy('AllowApiServer', 'allow-api-server', { ...all, policyTypes: ['Egress'], egress });
    }
    if (props.webhookPorts !== undefined && props.webhookPorts.length > 0) {
      const hooks = props.webhookPorts.map((port): NetworkPolicyPort => ({ port, protocol: 'TCP' }));
      // From anybody: with a tunnelling CNI the API server comes from addresses that no host has. They speak TLS.
      const ingress = [{ from: [], ports: hooks }];
      this.addPolicy('AllowWebhooks', 'allow-webhooks', { ...all, policyTypes: ['Ingress'], ingress });
    }
  }

  private addPolicy(id: string, name: string, spec: NetworkPolicySpec): void {
    this.addObject(id, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name, spec });
  }

  private addObject(id: string, given: { apiVersion: string; kind: string; name: string; spec: object }): void {
    const { apiVersion, kind, name, spec } = given;
    const metadata = { name, namespace: this.name };
    new CoreObject(this, id, { object: { apiVersion, kind, metadata, spec }, after: [this.nodes.namespace] });
  }
}

type Settings = Readonly<Record<string, unknown>>;

function settle(options: NamespaceOptions): Settings {
  const { podSecurity = 'restricted', internalTraffic = true, callsApiServer = false } = options;
  const { webhookPorts = [], quota = {} } = options;
  return { podSecurity, internalTraffic, callsApiServer, webhookPorts, quota };
}
