import type { IConstruct } from 'constructs';
import { EDGE } from '../../lib/security/facts';
import { CoreObject } from './core-object';
import { journalOf } from './journal';
import type { NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from './mappers/network-policy';
import type { Namespace } from './namespace';
import { checkSameStage, isDeployedBefore, orderAfter, waitsFor } from './order';
import { objectName, placeOf } from './place';

/** Pods that take part in network flows. */
export interface Endpoint {
  /** Namespace of the pods. */
  readonly namespace: Namespace;
  /** Labels that all of them have; no labels mean all pods of the namespace. */
  readonly pods: Readonly<Record<string, string>>;
}

/** A construct whose pods take part in network flows. */
export interface IEndpoint extends IConstruct {
  /** Its pods. */
  readonly endpoint: Endpoint;
}

/** A flow between the pods of a construct and something that is no construct: hosts, or the outside. */
export interface OpenFlow {
  /** Direction, seen from the pods. */
  readonly direction: 'ingress' | 'egress';
  /** The other side; no peers mean anybody, in the cluster or outside. */
  readonly peers: readonly NetworkPolicyPeer[];
  /** Ports of the receiving side; no ports mean all. */
  readonly ports: readonly NetworkPolicyPort[];
}

/**
 * Declares that a construct's pods call those of another one. It does three things: the caller is deployed after
 * what it calls (where the layers allow it, and the called one does not wait for the caller), NetworkPolicies on both
 * sides allow exactly this flow, and the edge is part of the model.
 *
 * @param client whose pods call; the policy for outgoing traffic lies in its stack
 * @param server whose pods are called; the policy for incoming traffic lies in its stack
 * @param port TCP port of the pods, not of a Service
 */
export function connect(client: IEndpoint, server: IEndpoint, port: number): void {
  const foreign = checkSameStage(client, server);
  if (foreign !== undefined) {
    // A policy on the other side would stand beside one of the same name, that of the other stage's own client.
    journalOf(client).problems.push(foreign);
    return;
  }
  if (isDeployedBefore(server, client) && !waitsFor(server, client)) orderAfter(client, [server]);
  const ports: NetworkPolicyPort[] = [{ port, protocol: 'TCP' }];
  const [from, to] = [placeOf(client).path, placeOf(server).path];
  const id = `To-${objectName(server)}-${port}`;
  if (client.node.tryFindChild(id) !== undefined) return;
  addPolicy(client, id, {
    policyTypes: ['Egress'],
    podSelector: select(client.endpoint),
    egress: [{ to: [peerOf(server.endpoint)], ports }],
  });
  addPolicy(server, `From-${objectName(client)}-${port}`, {
    policyTypes: ['Ingress'],
    podSelector: select(server.endpoint),
    ingress: [{ from: [peerOf(client.endpoint)], ports }],
  });
  journalOf(client).facts.push({ kind: EDGE, produce: () => ({ client: from, server: to, port }) });
}

/**
 * Allows a flow between a construct's pods and hosts or the outside.
 *
 * @param owner whose pods; the policy lies in its stack
 * @param id id of the policy, below the owner
 * @param flow direction, peers and ports
 */
export function open(owner: IEndpoint, id: string, flow: OpenFlow): void {
  const podSelector = select(owner.endpoint);
  const { direction, peers, ports } = flow;
  const spec: NetworkPolicySpec =
    direction === 'ingress'
      ? { policyTypes: ['Ingress'], podSelector, ingress: [{ from: peers, ports }] }
      : { policyTypes: ['Egress'], podSelector, egress: [{ to: peers, ports }] };
  addPolicy(owner, id, spec);
  const fact = { client: direction === 'egress' ? placeOf(owner).path : 'outside', server: 'outside', port: 0 };
  const at = ports[0]?.port;
  journalOf(owner).facts.push({
    kind: EDGE,
    produce: () => ({
      ...fact,
      ...(direction === 'ingress' ? { server: placeOf(owner).path } : {}),
      port: typeof at === 'number' ? at : 0,
    }),
  });
}

function addPolicy(owner: IEndpoint, id: string, spec: NetworkPolicySpec): void {
  const { namespace } = owner.endpoint;
  const metadata = { name: `${objectName(owner)}-${id.toLowerCase()}`, namespace: namespace.name };
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
  new CoreObject(owner, id, { object, after: [namespace] });
}

function peerOf(endpoint: Endpoint): NetworkPolicyPeer {
  return { ...endpoint.namespace.peer, podSelector: select(endpoint) };
}

function select(endpoint: Endpoint): { matchLabels?: Readonly<Record<string, string>> } {
  return Object.keys(endpoint.pods).length === 0 ? {} : { matchLabels: endpoint.pods };
}
