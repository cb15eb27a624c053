import type { KubernetesObject } from '../kubernetes/object';
import { GPU_TAINT, POOL_LABEL, RACK_LABEL } from './queues';

/** Servers of a pool by the rack that they stand in. */
export type ServersByRack = ReadonlyMap<string, readonly string[]>;

/** Labels of a place by their keys. */
export type PlaceLabels = Readonly<Record<string, string>>;

/**
 * Sorts servers by rack.
 *
 * @param groups names of the servers of each group, and the rack of each
 */
export function serversByRack(
  groups: readonly { readonly names: readonly string[]; readonly rackOf: (server: string) => string }[],
): ServersByRack {
  const racks = new Map<string, string[]>();
  for (const { names, rackOf } of groups)
    for (const server of names) {
      const rack = rackOf(server);
      const others = racks.get(rack);
      if (others === undefined) racks.set(rack, [server]);
      else others.push(server);
    }
  return racks;
}

/**
 * The rules by which Node Feature Discovery marks nodes that are in no pool, by their place. One object a rack.
 *
 * @param racks servers by rack
 * @param placeOf labels of the place of a rack, beside that of the rack itself
 */
export function placeRules(racks: ServersByRack, placeOf: (rack: string) => PlaceLabels): readonly KubernetesObject[] {
  return [...racks].map(([rack, servers]) => {
    const labels = { [RACK_LABEL]: rack, ...placeOf(rack) };
    return featureRule(`place-${rack}`, labels, servers);
  });
}

/**
 * The rules by which Node Feature Discovery marks the nodes of a pool: pool and place as labels, and the taint that
 * keeps work without GPUs away. One object a rack: their number does not grow with the servers.
 *
 * @param pool name of the pool
 * @param racks its servers by rack
 * @param placeOf labels of the place of a rack, beside that of the rack itself
 */
export function nodeFeatureRules(
  pool: string,
  racks: ServersByRack,
  placeOf: (rack: string) => PlaceLabels,
): readonly KubernetesObject[] {
  return [...racks].map(([rack, servers]) => {
    const labels = { [POOL_LABEL]: pool, [RACK_LABEL]: rack, ...placeOf(rack) };
    return featureRule(`${pool}-${rack}`, labels, servers, { taints: [GPU_TAINT] });
  });
}

/** A large site has hundreds: keys are in the order in which they are written, so that nothing is put in order. */
function featureRule(
  name: string,
  given: PlaceLabels,
  servers: readonly string[],
  more: { readonly taints?: readonly object[] } = {},
): KubernetesObject {
  const labels: Record<string, string> = {};
  for (const key of Object.keys(given).sort()) labels[key] = given[key] ?? '';
  const matchExpressions = { nodename: { op: 'In', value: servers } };
  const rule = { labels, matchFeatures: [{ feature: 'system.name', matchExpressions }], name, ...more };
  return {
    apiVersion: 'nfd.k8s-sigs.io/v1alpha1',
    kind: 'NodeFeatureRule',
    metadata: { name },
    spec: { rules: [rule] },
  };
}
