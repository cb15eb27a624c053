import { compare } from '../kernel/boxes';
import type { ObjectChange, SecurityChange } from '../security-change';
import { Addresses } from './addresses';
import { allowedFlows, Ports, type FlowGround } from './flows';
import { readPolicy, type FlowRule, type Policy, type Way } from './policy';
import { flowSeverity, flowWords } from './words';

/**
 * Compares what traffic the policies of each namespace allow together.
 *
 * @param changes NetworkPolicies, also those that stay as they are
 * @param note added to the particulars, e.g. what was not known. @default ''
 * @throws Unreadable when a field has the wrong type
 * @throws TooLarge when the difference is
 */
export function networkChanges(changes: readonly ObjectChange[], note = ''): readonly SecurityChange[] {
  const read = changes.map(({ before, after }) => ({
    before: before === undefined ? undefined : readPolicy(before),
    after: after === undefined ? undefined : readPolicy(after),
    same: JSON.stringify(before) === JSON.stringify(after),
  }));
  const all = read.flatMap(({ before, after }) => [before ?? [], after ?? []]).flat();
  const namespaces = [...new Set(all.map(({ namespace }) => namespace))];
  return namespaces.flatMap((namespace) => {
    const here = (policy: Policy | undefined): readonly Policy[] => (policy?.namespace === namespace ? [policy] : []);
    const was = read.flatMap(({ before }) => here(before));
    const will = read.flatMap(({ after }) => here(after));
    const touched = read.filter(({ same }) => !same).flatMap(({ before, after }) => [...here(before), ...here(after)]);
    const subjects = [...new Set(touched.map(({ subject }) => subject))].sort();
    const [only, second] = subjects;
    if (only === undefined) return [];
    const subject = second === undefined ? only : `Namespace ${namespace}`;
    const by = second === undefined ? '' : ` (by ${subjects.join(', ')})`;
    const ground = groundOf([...was, ...will].flatMap(({ rules }) => [...rules.values()].flat()));
    return (['Ingress', 'Egress'] as const).flatMap((way) => {
      const { gained, lost } = compare(allowedFlows(was, way, ground), allowedFlows(will, way, ground));
      return [
        { direction: 'broadened' as const, flows: gained },
        { direction: 'narrowed' as const, flows: lost },
      ].flatMap(({ direction, flows }): SecurityChange[] => {
        if (flows.length === 0) return [];
        const detail = `${flowWords(flows, way, ground)}${by}${note}`;
        return [{ direction, subject, what: TITLES[way], detail, severity: flowSeverity(flows, ground) }];
      });
    });
  });
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
