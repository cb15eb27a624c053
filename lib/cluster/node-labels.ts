import type { KubernetesObject } from '../kubernetes/object';
import { GPU_TAINT, POOL_LABEL, RACK_LABEL } from './queues';

/** Servers of a pool by the rack that they stand in. */
export type ServersByRack = ReadonlyMap<string, readonly string[]>;

/** Labels of a place by their keys. */
export type PlaceLabels = Readonly<Record<string, string>>;

/**
 * Sorts the servers of a pool by rack.
 *
 * @param servers names of the servers
 * @param rackOf tells the rack of a server
 */
export function serversByRack(servers: readonly string[], rackOf: (server: string) => string): ServersByRack {
  const racks = new Map<string, string[]>();
  for (const server of servers) {
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
    const name = `place-${rack}`;
    const matchExpressions = { nodename: { op: 'In', value: servers } };
    const labels = { [RACK_LABEL]: rack, ...placeOf(rack) };
    const rule = { name, labels, matchFeatures: [{ feature: 'system.name', matchExpressions }] };
    return {
      apiVersion: 'nfd.k8s-sigs.io/v1alpha1',
      kind: 'NodeFeatureRule',
      metadata: { name },
      spec: { rules: [rule] },
    };
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
    const name = `${pool}-${rack}`;
    const matchExpressions = { nodename: { op: 'In', value: servers } };
    const rule = {
      name,
      labels: { [POOL_LABEL]: pool, [RACK_LABEL]: rack, ...placeOf(rack) },
      taints: [GPU_TAINT],
      matchFeatures: [{ feature: 'system.name', matchExpressions }],
    };
    return {
      apiVersion: 'nfd.k8s-sigs.io/v1alpha1',
      kind: 'NodeFeatureRule',
      metadata: { name },
      spec: { rules: [rule] },
    };
  });
}
