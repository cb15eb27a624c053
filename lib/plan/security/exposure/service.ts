import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { grantChanges, settingChanges, type Grant, type Setting, type Sides } from '../kernel/grants';
import { sameJson } from '../kernel/same';
import { networkOf, WORLD } from '../network/addresses';
import { callerChanges } from '../network/callers';
import type { SecurityChange } from '../security-change';

/**
 * Compares from where a Service can be reached, and what answers.
 *
 * @param sides a Service
 */
export function serviceChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return [
    ...grantChanges(sides, grantsOf),
    ...settingChanges(sides, settingsOf),
    ...selectorChanges(sides),
    ...sourceChanges(sides),
  ];
}

function specOf(service: KubernetesObject): Fields {
  return Fields.of(service).child('spec');
}

function grantsOf(service: KubernetesObject): readonly Grant[] {
  const spec = specOf(service);
  const type = spec.text('type') ?? 'ClusterIP';
  const ports = spec.items('ports').map((port) => `${port.text('protocol') ?? 'TCP'} ${port.scalar('port') ?? '?'}`);
  const balanced = type === 'LoadBalancer';
  const onNodes = type === 'NodePort' || (balanced && spec.flag('allocateLoadBalancerNodePorts') !== false);
  const reach = (what: string, severity: Grant['severity']): Grant[] =>
    ports.map((detail) => ({ what, detail, severity }));
  const names = spec.text('externalName');
  return [
    ...(balanced ? reach('reachable from outside by a load balancer', 'high') : []),
    ...(onNodes ? reach('reachable at each node (NodePort)', balanced ? 'low' : 'medium') : []),
    ...spec
      .texts('externalIPs')
      .map((detail): Grant => ({ what: 'takes traffic for an external IP', detail, severity: 'high' })),
    ...(type === 'ExternalName' && names !== undefined
      ? [{ what: 'stands for a name outside', detail: names, severity: 'medium' as const }]
      : []),
    ...(spec.flag('publishNotReadyAddresses') === true
      ? [{ what: 'sends to pods that are not ready', detail: 'publishNotReadyAddresses', severity: 'low' as const }]
      : []),
  ];
}

function settingsOf(service: KubernetesObject): readonly Setting[] {
  const policy = specOf(service).text('externalTrafficPolicy') ?? 'Cluster';
  // With Cluster, pods and policies see the address of a node instead of that of the client.
  return [
    { what: 'whether pods see the address of clients (externalTrafficPolicy)', value: policy, severity: 'medium' },
  ];
}

function selectorChanges({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  if (before === undefined || after === undefined) return [];
  const [from, to] = [specOf(before).map('selector'), specOf(after).map('selector')];
  if (sameJson([...from], [...to])) return [];
  const words = (labels: ReadonlyMap<string, string>): string =>
    labels.size === 0 ? 'no pods of its own' : [...labels].map(([key, value]) => `${key}=${value}`).join(', ');
  const detail = `${words(from)} → ${words(to)}`;
  return [{ direction: 'changed', subject, what: 'pods that answer', detail, severity: 'medium' }];
}

/** Who may call a load balancer; without a list all may. */
function sourceChanges({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  if (before === undefined || after === undefined) return [];
  const [from, to] = [sourcesOf(before), sourcesOf(after)];
  if (from === undefined || to === undefined) return [];
  return callerChanges({ subject, what: 'addresses that may call the load balancer', from, to });
}

function sourcesOf(service: KubernetesObject): readonly string[] | undefined {
  const spec = specOf(service);
  if (spec.text('type') !== 'LoadBalancer') return undefined;
  const ranges = spec.texts('loadBalancerSourceRanges');
  const read = ranges.map((range) => networkOf(range.trim()) ?? spec.refuse('loadBalancerSourceRanges'));
  return read.length === 0 ? WORLD : read;
}
