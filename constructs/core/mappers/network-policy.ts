import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { coreKindOf, LABEL_SELECTOR, NAMESPACED } from './core-kind';
import { block, blocks, same, text } from './shape';

/** Selects by labels. */
export interface LabelSelector {
  /** Labels that must all be there. @default - everything is selected */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions that must all hold. @default - none */
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

/** One side of an allowed flow. */
export interface NetworkPolicyPeer {
  /** Pods by label. @default - all pods of the selected namespaces */
  readonly podSelector?: LabelSelector;
  /** Namespaces by label. @default - the policy's own namespace */
  readonly namespaceSelector?: LabelSelector;
  /** Addresses outside of the cluster or on its hosts. @default - none */
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
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

const PEERS = blocks({
  podSelector: block(LABEL_SELECTOR),
  namespaceSelector: block(LABEL_SELECTOR),
  ipBlock: block({ cidr: same, except: same }),
});

const PORTS = blocks({ port: text, endPort: same, protocol: same });

/** `networking.k8s.io/v1` NetworkPolicy. */
export const networkPolicy = coreKindOf(NetworkPolicyV1, {
  metadata: NAMESPACED,
  spec: block({
    podSelector: block(LABEL_SELECTOR),
    policyTypes: same,
    ingress: blocks({ from: PEERS, ports: PORTS }),
    egress: blocks({ to: PEERS, ports: PORTS }),
  }),
});
