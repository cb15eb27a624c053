import { side, type Box } from '../kernel/boxes';
import { labelWords } from '../kernel/labels';
import { isAny, setOf } from '../kernel/value-set';
import { listed, setWords } from '../kernel/words';
import type { SecuritySeverity } from '../security-change';
import { WORLD } from './addresses';
import { PROTOCOLS, type FlowGround } from './flows';
import { NAMESPACE_NAME, PEER, PEER_NAMESPACE, POD, type Way } from './policy';

/**
 * Flows in words, e.g. `pods app=web: from pods of team-b at TCP 80`.
 *
 * @param flows pieces that are gained or lost
 * @param way their direction
 * @param ground knows the ranges
 */
export function flowWords(flows: readonly Box[], way: Way, ground: FlowGround): string {
  const ends = new Map<string, { pods: string; gate: string; ends: string[] }>();
  for (const flow of flows) {
    const labels = labelWords(flow, POD);
    const pods = labels === '' ? 'all pods' : `pods ${labels}`;
    const gate = gateWords(flow, ground);
    const key = JSON.stringify([pods, gate]);
    const group = ends.get(key) ?? { pods, gate, ends: [] };
    group.ends.push(endWords(flow, ground));
    ends.set(key, group);
  }
  const preposition = way === 'Ingress' ? 'from' : 'to';
  const texts = [...ends.values()].map(
    (group) => `${group.pods}: ${preposition} ${joined(group.ends)} at ${group.gate}`,
  );
  return listed(texts.sort(), '; ');
}

const ANY_POD = 'any pod';
const ANY_ADDRESS = 'any address';

function joined(ends: readonly string[]): string {
  const all = [...new Set(ends)].sort();
  return all.includes(ANY_POD) && all.includes(ANY_ADDRESS) ? 'anybody' : all.join(' and ');
}

function endWords(flow: Box, { addresses }: FlowGround): string {
  if (side(flow, 'end').values.includes('addresses')) {
    const range = addresses.words(side(flow, 'address'));
    return range === WORLD.join(', ') ? ANY_ADDRESS : range;
  }
  const pods = labelWords(flow, PEER);
  const named = side(flow, NAMESPACE_NAME);
  const others = new Map([...flow].filter(([dimension]) => dimension !== NAMESPACE_NAME));
  const labels = labelWords(others, PEER_NAMESPACE);
  const where = [
    ...(isAny(named) ? [] : [`of ${setWords(named, 'namespace')}`]),
    ...(labels === '' ? [] : [`of namespaces ${labels}`]),
  ];
  if (pods === '' && where.length === 0) return ANY_POD;
  return ['pods', pods, ...where].filter((word) => word !== '').join(' ');
}

function gateWords(flow: Box, { ports }: FlowGround): string {
  const protocols = side(flow, 'protocol').values;
  const name = side(flow, 'port name');
  const every = protocols.length === PROTOCOLS.length ? '' : `${protocols.join('/')} `;
  const named = isAny(name) ? '' : name.but ? ` but named ${listed(name.values)}` : ` named ${listed(name.values)}`;
  const numbers = side(flow, 'port');
  return `${every}${ports.isAll(numbers) ? 'any port' : ports.words(numbers)}${named}`;
}

/**
 * How much flows matter: those with anybody, or with all addresses, most.
 *
 * @param flows pieces that are gained or lost
 * @param ground knows the ranges
 */
export function flowSeverity(flows: readonly Box[], { addresses }: FlowGround): SecuritySeverity {
  const open = flows.some((flow) => {
    if (side(flow, 'end').values.includes('addresses')) return addresses.isWorld(side(flow, 'address'));
    return ![...flow.keys()].some((key) => key.startsWith(PEER) || key.startsWith(PEER_NAMESPACE));
  });
  return open ? 'high' : flows.every(isNarrow) ? 'low' : 'medium';
}

/** Named pods of named namespaces, at named ports. */
function isNarrow(flow: Box): boolean {
  const end = side(flow, 'end');
  const namespace = side(flow, NAMESPACE_NAME);
  return JSON.stringify(end) === JSON.stringify(setOf(['pods'])) && !namespace.but;
}
