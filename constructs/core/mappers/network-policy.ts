import {
  NetworkPolicyV1,
  type NetworkPolicyV1SpecEgressPorts,
  type NetworkPolicyV1SpecEgressTo,
} from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { coreKindOf, mapMetadata } from './core-kind';

/** Selects by labels. */
export interface LabelSelector {
  /** Labels that must all be there. @default - everything is selected */
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** One side of an allowed flow. */
export interface NetworkPolicyPeer {
  /** Pods by label. @default - all pods of the selected namespaces */
  readonly podSelector?: LabelSelector;
  /** Namespaces by label. @default - the policy's own namespace */
  readonly namespaceSelector?: LabelSelector;
  /** Addresses outside of the cluster or on its hosts. @default - none */
  readonly ipBlock?: { readonly cidr: string };
}

/** A port of an allowed flow. */
export interface NetworkPolicyPort {
  /** Number or name of the port. */
  readonly port: number | string;
  /** Last port of a range that starts at `port`, which is then a number. @default - one port */
  readonly endPort?: number;
  /** Transport. */
  readonly protocol: 'TCP' | 'UDP';
}

/** What a NetworkPolicy allows; an empty rule list denies everything. */
export interface NetworkPolicySpec {
  /** Pods that the policy is for; no labels means all pods of its namespace. */
  readonly podSelector: LabelSelector;
  /** Directions that the policy is for. */
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  /** Allowed incoming flows. @default - none */
  readonly ingress?: readonly {
    readonly from: readonly NetworkPolicyPeer[];
    readonly ports?: readonly NetworkPolicyPort[];
  }[];
  /** Allowed outgoing flows. @default - none */
  readonly egress?: readonly {
    readonly to: readonly NetworkPolicyPeer[];
    readonly ports?: readonly NetworkPolicyPort[];
  }[];
}

/** `networking.k8s.io/v1` NetworkPolicy. */
export const networkPolicy = coreKindOf(NetworkPolicyV1, (object) => {
  const spec = object['spec'] as NetworkPolicySpec;
  return {
    metadata: mapMetadata(object.metadata),
    spec: {
      podSelector: selector(spec.podSelector),
      policyTypes: [...spec.policyTypes],
      ...(spec.ingress === undefined
        ? {}
        : { ingress: spec.ingress.map((rule) => ({ from: rule.from.map(peer), ports: ports(rule.ports) })) }),
      ...(spec.egress === undefined
        ? {}
        : { egress: spec.egress.map((rule) => ({ to: rule.to.map(peer), ports: ports(rule.ports) })) }),
    },
  };
});

function selector(given: LabelSelector): { matchLabels?: Record<string, string> } {
  return given.matchLabels === undefined ? {} : { matchLabels: { ...given.matchLabels } };
}

function peer(given: NetworkPolicyPeer): NetworkPolicyV1SpecEgressTo {
  return {
    ...(given.podSelector === undefined ? {} : { podSelector: selector(given.podSelector) }),
    ...(given.namespaceSelector === undefined ? {} : { namespaceSelector: selector(given.namespaceSelector) }),
    ...(given.ipBlock === undefined ? {} : { ipBlock: { cidr: given.ipBlock.cidr } }),
  };
}

function ports(given: readonly NetworkPolicyPort[] = []): NetworkPolicyV1SpecEgressPorts[] {
  return given.map(({ port, endPort, protocol }) => ({
    port: String(port),
    ...(endPort === undefined ? {} : { endPort }),
    protocol,
  }));
}
