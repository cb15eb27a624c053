import { compare, type Box } from '../kernel/boxes';
import { Effort } from '../kernel/effort';
import { sameJson } from '../kernel/same';
import { sized } from '../kernel/sized';
import type { ObjectChange, SecurityChange, SecurityDirection } from '../security-change';
import { Addresses } from './addresses';
import { allowedFlows, type FlowGround } from './flows';
import { readPolicy, type FlowRule, type Policy, type Way } from './policy';
import { Ports } from './ports';
import { flowSeverity, flowWords } from './words';

/**
 * Compares what traffic the policies of each namespace allow together.
 *
 * @param changes NetworkPolicies, also those that stay as they are
 * @param note added to the particulars, e.g. what was not known. @default ''
 * @throws Unreadable when a field has the wrong type
 */
export function networkChanges(changes: readonly ObjectChange[], note = ''): readonly SecurityChange[] {
  const read = changes.map(({ before, after }) => ({
    before: before === undefined ? undefined : readPolicy(before),
    after: after === undefined ? undefined : readPolicy(after),
    same: sameJson(before, after),
  }));
  const all = read.flatMap(({ before, after }) => [before ?? [], after ?? []]).flat();
  const namespaces = [...new Set(all.map(({ namespace }) => namespace))];
  const effort = new Effort(MOST_CUTS);
  const inside = byNamespace(read);
  return namespaces.flatMap((namespace) => {
    const here = (policy: Policy | undefined): readonly Policy[] => (policy?.namespace === namespace ? [policy] : []);
    const own = inside.get(namespace) ?? [];
    const was = own.flatMap(({ before }) => here(before));
    const will = own.flatMap(({ after }) => here(after));
    const touched = own.filter(({ same }) => !same).flatMap(({ before, after }) => [...here(before), ...here(after)]);
    const subjects = [...new Set(touched.map(({ subject }) => subject))].sort();
    const [only, second] = subjects;
    if (only === undefined) return [];
    const subject = second === undefined ? only : `Namespace ${namespace}`;
    const by = second === undefined ? '' : ` (by ${subjects.join(', ')})`;
    const compared = { was, will, subject, note: `${by}${note}`, effort };
    return sized(subject, () => {
      const ground = groundOf([...was, ...will].flatMap(({ rules }) => [...rules.values()].flat()));
      return [...wayChanges('Ingress', compared, ground), ...wayChanges('Egress', compared, ground)];
    });
  });
}

/** Cuts in all namespaces together: a plan with very many policies says of the last ones that they are too large. */
const MOST_CUTS = 300_000;

interface ReadChange {
  readonly before: Policy | undefined;
  readonly after: Policy | undefined;
  readonly same: boolean;
}

function byNamespace(read: readonly ReadChange[]): ReadonlyMap<string, readonly ReadChange[]> {
  const inside = new Map<string, ReadChange[]>();
  for (const change of read)
    for (const namespace of new Set([change.before?.namespace, change.after?.namespace])) {
      if (namespace === undefined) continue;
      const own = inside.get(namespace) ?? [];
      if (own.length === 0) inside.set(namespace, own);
      own.push(change);
    }
  return inside;
}

interface Compared {
  readonly effort: Effort;
  readonly was: readonly Policy[];
  readonly will: readonly Policy[];
  readonly subject: string;
  readonly note: string;
}

function wayChanges(
  way: Way,
  { was, will, subject, note, effort }: Compared,
  ground: FlowGround,
): readonly SecurityChange[] {
  const { gained, lost } = compare(allowedFlows(was, way, ground), allowedFlows(will, way, ground), effort);
  const entry = (direction: SecurityDirection, flows: readonly Box[]): SecurityChange[] => {
    if (flows.length === 0) return [];
    const detail = `${flowWords(flows, way, ground)}${note}`;
    return [{ direction, subject, what: TITLES[way], detail, severity: flowSeverity(flows, ground) }];
  };
  return [...entry('broadened', gained), ...entry('narrowed', lost)];
}

const TITLES: Readonly<Record<Way, string>> = {
  Ingress: 'allowed incoming traffic of pods',
  Egress: 'allowed outgoing traffic of pods',
};

function groundOf(rules: readonly FlowRule[]): FlowGround {
  const peers = rules.flatMap((rule) => rule.peers ?? []);
  const ranges = peers.flatMap((peer) => ('network' in peer ? [peer.network, ...peer.except] : []));
  return { addresses: new Addresses(ranges), ports: new Ports(rules.flatMap((rule) => rule.ports ?? [])) };
}
