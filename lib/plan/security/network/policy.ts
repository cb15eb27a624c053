import type { KubernetesObject } from '../../../kubernetes/object';
import { box, overlap, type Box } from '../kernel/boxes';
import { Fields } from '../kernel/fields';
import { namespaceBox, selectorBox } from '../kernel/labels';
import { identityOf, subjectOf } from '../kernel/objects';
import { setOf } from '../kernel/value-set';
import { networkOf } from './addresses';

/** Direction of traffic, seen from the pods that a policy selects. */
export type Way = 'Ingress' | 'Egress';

/** Prefix of the labels of the pods that a policy selects. */
export const POD = 'pod:';
/** Prefix of the labels of pods at the other end. */
export const PEER = 'peer:';
/** Prefix of the labels of their namespaces. */
export const PEER_NAMESPACE = 'namespace:';
/** Label that each namespace has with its name. */
export const NAMESPACE_NAME = `${PEER_NAMESPACE}kubernetes.io/metadata.name`;

/** Ports of a rule, or one port by its name. */
export interface PortRange {
  /** TCP, UDP or SCTP. */
  readonly protocol: string;
  /** Name of a port of the pods. @default - any */
  readonly name?: string;
  /** First port. */
  readonly first: number;
  /** Last port. */
  readonly last: number;
}

/** The other end of a flow: pods, or addresses. */
export type Peer = { readonly pods: Box } | { readonly network: string; readonly except: readonly string[] };

/** One rule: what matches a peer and a port is allowed. */
export interface FlowRule {
  /** Other ends; `undefined` is anybody. */
  readonly peers: readonly Peer[] | undefined;
  /** Ports; `undefined` is any. */
  readonly ports: readonly PortRange[] | undefined;
}

/** A NetworkPolicy. */
export interface Policy {
  /** In words. */
  readonly subject: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Pods that it selects. */
  readonly pods: Box;
  /** Rules by direction; no entry where it leaves the direction alone, an empty list where it allows nothing. */
  readonly rules: ReadonlyMap<Way, readonly FlowRule[]>;
}

/**
 * Whether an object is a NetworkPolicy.
 *
 * @param object anything that says its kind
 */
export function isPolicy(object: KubernetesObject): boolean {
  return object.kind === 'NetworkPolicy' && identityOf(object).group === 'networking.k8s.io';
}

/**
 * Reads a NetworkPolicy.
 *
 * @param object one of which {@link isPolicy} holds
 * @throws Unreadable when a field has the wrong type
 */
export function readPolicy(object: KubernetesObject): Policy {
  const known = READ.get(object);
  if (known !== undefined) return known;
  const read = readPolicyOf(object);
  READ.set(object, read);
  return read;
}

/** Whether an object can be read is asked before it is compared, several times. */
const READ = new WeakMap<KubernetesObject, Policy>();

function readPolicyOf(object: KubernetesObject): Policy {
  const identity = identityOf(object);
  const namespace = identity.namespace ?? 'default';
  const spec = Fields.of(object).child('spec');
  const rules = new Map<Way, readonly FlowRule[]>();
  for (const way of waysOf(spec)) {
    const [list, peers] = way === 'Ingress' ? (['ingress', 'from'] as const) : (['egress', 'to'] as const);
    rules.set(
      way,
      spec.items(list).map((rule) => readRule(rule, peers, namespace)),
    );
  }
  return { subject: subjectOf(identity), namespace, pods: selectorBox(spec.child('podSelector'), POD), rules };
}

/** Without `policyTypes` each policy is for incoming traffic, and for outgoing traffic if it has a rule for it. */
function waysOf(spec: Fields): readonly Way[] {
  const given = spec.texts('policyTypes');
  if (given.length === 0) return spec.items('egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  return given.map((way) => (way === 'Ingress' || way === 'Egress' ? way : spec.refuse('policyTypes')));
}

/** An empty list of peers or ports is as none: the rule is for all. */
function readRule(rule: Fields, key: 'from' | 'to', namespace: string): FlowRule {
  const peers = rule.items(key).map((peer) => readPeer(peer, namespace));
  const ports = rule.items('ports').map(readPort);
  return { peers: peers.length === 0 ? undefined : peers, ports: ports.length === 0 ? undefined : ports };
}

function readPeer(peer: Fields, namespace: string): Peer {
  const [pods, namespaces] = [peer.child('podSelector'), peer.child('namespaceSelector')];
  if (!peer.has('ipBlock')) {
    if (!pods.present && !namespaces.present) return peer.refuse('podSelector');
    const own = box([[NAMESPACE_NAME, setOf([namespace])]]);
    const where = namespaces.present ? namespaceBox(namespaces, PEER_NAMESPACE) : own;
    // Two selectors with nothing in common select nothing; their box is kept, for it says so.
    return { pods: overlap(selectorBox(pods, PEER), where) ?? new Map([...selectorBox(pods, PEER), ...where]) };
  }
  if (pods.present || namespaces.present) return peer.refuse('ipBlock');
  const block = peer.child('ipBlock');
  const network = networkOf(block.name('cidr')) ?? block.refuse('cidr');
  return { network, except: block.texts('except').map((range) => networkOf(range) ?? block.refuse('except')) };
}

const LAST_PORT = 65_535;

function readPort(port: Fields): PortRange {
  const protocol = port.text('protocol') ?? 'TCP';
  const value = port.scalar('port');
  if (value === undefined) return { protocol, first: 1, last: LAST_PORT };
  // Terraform's provider writes all ports as text; a name has a letter.
  if (!/^\d+$/.test(value)) return { protocol, name: value, first: 1, last: LAST_PORT };
  const first = Number(value);
  return { protocol, first, last: Math.min(port.number('endPort') ?? first, LAST_PORT) };
}
