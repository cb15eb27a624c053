import fc from 'fast-check';
import type { KubernetesObject } from '../../../../lib/kubernetes/object';
import { securityOf } from '../../../../lib/plan/security';
import { Cidr } from '../../../../lib/units/cidr';
import { mirrored, policy } from './objects';

interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}
interface Peer {
  podSelector?: Selector;
  namespaceSelector?: Selector;
  ipBlock?: { cidr: string; except?: string[] };
}
interface Port {
  protocol?: string;
  port?: number | string;
  endPort?: number;
}
interface FlowRule {
  from?: Peer[];
  to?: Peer[];
  ports?: Port[];
}
interface Spec {
  podSelector?: Selector;
  policyTypes?: string[];
  ingress?: FlowRule[];
  egress?: FlowRule[];
}

const selectorOf = (keys: string[]): fc.Arbitrary<Selector> => {
  const key = fc.constantFrom(...keys);
  const value = fc.constantFrom('x', 'y', 'team-a');
  return fc.oneof(
    fc.constant({}),
    fc.dictionary(key, value, { maxKeys: 2 }).map((matchLabels) => ({ matchLabels })),
    fc.record({
      matchExpressions: fc.array(
        fc.oneof(
          fc.record({
            key,
            operator: fc.constantFrom('In', 'NotIn'),
            values: fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
          }),
          fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
        ),
        { minLength: 1, maxLength: 2 },
      ),
    }),
  );
};

const NAME = 'kubernetes.io/metadata.name';
const pods = selectorOf(['app']);
const namespaces = selectorOf(['env', NAME]);
const block = fc.constantFrom<{ cidr: string; except?: string[] }[]>(
  { cidr: '0.0.0.0/0' },
  { cidr: '::/0' },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
  { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
  { cidr: '10.1.2.3/16' },
  { cidr: '10.1.0.0/17' },
  { cidr: '10.1.128.0/17' },
  { cidr: 'fd00::/8' },
);
const peer: fc.Arbitrary<Peer> = fc.oneof(
  pods.map((podSelector) => ({ podSelector })),
  namespaces.map((namespaceSelector) => ({ namespaceSelector })),
  fc.record({ podSelector: pods, namespaceSelector: namespaces }),
  block.map((ipBlock) => ({ ipBlock })),
);
const port: fc.Arbitrary<Port> = fc.constantFrom<Port[]>(
  {},
  { protocol: 'UDP' },
  { port: 80 },
  { port: '80', protocol: 'TCP' },
  { port: 'http' },
  { port: 80, endPort: 443 },
  { port: 1, endPort: 65535 },
  { port: 443, protocol: 'UDP' },
  { protocol: 'SCTP' },
);
const ports = fc.option(fc.array(port, { maxLength: 3 }), { nil: undefined });
const peers = fc.option(fc.array(peer, { maxLength: 2 }), { nil: undefined });
const spec: fc.Arbitrary<Spec> = fc.record(
  {
    podSelector: pods,
    policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: fc.array(fc.record({ from: peers, ports }), { maxLength: 2 }),
    egress: fc.array(fc.record({ to: peers, ports }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const specs = fc.array(spec, { maxLength: 3 });

const LABELS = [undefined, 'x', 'y', 'team-a', 'zzz'];
const POINTS = ['10.0.0.1', '10.1.0.1', '10.1.200.1', '8.8.8.8', 'fd00::1', '2001:db8::1'];

interface End {
  app?: string;
  namespace?: Record<string, string | undefined>;
  address?: string;
}
const ENDS: End[] = [
  ...LABELS.flatMap((app) =>
    LABELS.flatMap((env) => ['team-a', 'x', 'y', 'zzz'].map((name) => ({ app, namespace: { env, [NAME]: name } }))),
  ),
  ...POINTS.map((address) => ({ address })),
];
interface Gate {
  protocol: string;
  number: number;
  name: string;
}
const GATES: Gate[] = ['TCP', 'UDP', 'SCTP'].flatMap((protocol) =>
  [1, 80, 81, 443, 444, 65535].flatMap((number) => ['', 'http', 'zzz'].map((name) => ({ protocol, number, name }))),
);

/** Label selectors, as the documentation of the API states them. */
function matches(selector: Selector, labels: Record<string, string | undefined>): boolean {
  const all = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return (
    all &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      return (value !== undefined && values.includes(value)) === (operator === 'In');
    })
  );
}

const CONTAINED = new Map<string, boolean>();
function contains(cidr: string, address: string): boolean {
  const key = `${cidr} ${address}`;
  const known = CONTAINED.get(key) ?? Cidr.of(cidr.replace('10.1.2.3', '10.1.0.0')).includes(address);
  CONTAINED.set(key, known);
  return known;
}

function isPeer(given: Peer, end: End): boolean {
  if (given.ipBlock !== undefined) {
    const { cidr, except = [] } = given.ipBlock;
    return (
      end.address !== undefined && contains(cidr, end.address) && !except.some((range) => contains(range, end.address!))
    );
  }
  if (end.namespace === undefined) return false;
  const where =
    given.namespaceSelector === undefined
      ? end.namespace[NAME] === 'team-a'
      : matches(given.namespaceSelector, end.namespace);
  return where && matches(given.podSelector ?? {}, { app: end.app });
}

function isPort(given: Port, gate: Gate): boolean {
  if ((given.protocol ?? 'TCP') !== gate.protocol) return false;
  if (given.port === undefined) return true;
  if (given.port === 'http') return gate.name === 'http';
  return Number(given.port) <= gate.number && gate.number <= (given.endPort ?? Number(given.port));
}

function typesOf({ policyTypes, egress = [] }: Spec): string[] {
  return policyTypes ?? (egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']);
}

/** Each flow of the universe, as `1` or `0`. */
function flows(given: Spec[], way: 'Ingress' | 'Egress'): string {
  return LABELS.map((app) => {
    const selecting = given.filter((each) => typesOf(each).includes(way) && matches(each.podSelector ?? {}, { app }));
    const rules = selecting.flatMap((each) => (way === 'Ingress' ? each.ingress : each.egress) ?? []);
    return ENDS.map((end) => {
      const near = rules.filter(({ from, to }) => {
        const list = (way === 'Ingress' ? from : to) ?? [];
        return list.length === 0 || list.some((each) => isPeer(each, end));
      });
      return GATES.map((gate) => {
        const yes = near.some(
          (each) => (each.ports ?? []).length === 0 || each.ports!.some((one) => isPort(one, gate)),
        );
        return selecting.length === 0 || yes ? '1' : '0';
      }).join('');
    }).join('');
  }).join('');
}

const policies = (given: Spec[]): KubernetesObject[] => given.map((each, index) => policy(`team-a/p${index}`, each));
const paired = (before: Spec[], after: Spec[]): { before?: KubernetesObject; after?: KubernetesObject }[] => {
  const [was, will] = [policies(before), policies(after)];
  return Array.from({ length: Math.max(was.length, will.length) }, (_, index) => ({
    before: was[index],
    after: will[index],
  }));
};
const newly = (was: string, will: string): boolean =>
  Array.from(will).some((yes, index) => yes === '1' && was[index] === '0');

describe('traffic that policies allow', () => {
  it('is broadened if and only if a flow is newly allowed, and narrowed if and only if one no longer is', () => {
    fc.assert(
      fc.property(specs, specs, (before, after) => {
        const changes = securityOf(paired(before, after));
        for (const [way, word] of [
          ['Ingress', 'incoming'],
          ['Egress', 'outgoing'],
        ] as const) {
          const [was, will] = [flows(before, way), flows(after, way)];
          const said = changes.filter(({ what }) => what.includes(word)).map(({ direction }) => direction);
          expect(said).toEqual([...(newly(was, will) ? ['broadened'] : []), ...(newly(will, was) ? ['narrowed'] : [])]);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('does not depend on the order of rules, peers, ports and policies', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned).reverse();
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, field]) => [key, turned(field)])
          .reverse(),
      );
    };
    const same = (given: Spec[]): Spec[] => given.map((each) => turned(each) as Spec);
    fc.assert(
      fc.property(specs, specs, (before, after) => {
        const changes = securityOf(paired(before, after));
        expect(securityOf(paired(same(before), same(after)).reverse())).toEqual(changes);
        expect(securityOf(paired(before, same(before)))).toEqual([]);
      }),
    );
  });

  it('swaps directions when before and after are swapped', () => {
    fc.assert(
      fc.property(specs, specs, (before, after) => {
        const [there, back] = [securityOf(paired(before, after)), securityOf(paired(after, before))];
        expect(mirrored(back, true)).toEqual(mirrored(there, false));
      }),
    );
  });
});
