import { Cidr } from '../../units/cidr';
import { at, isList, listAt, member, membersOf, textAt, type Json } from '../json';
import { factsOf, numberAt } from '../model-facts';
import { builtFabrics } from '../topology/site-devices';
import { siteIn } from '../topology/site-in';
import { exchangedServers, movedCables } from './moved';

/** Something that can be counted. */
export type CapacityOf =
  'servers' | 'GPUs' | 'power' | 'rack units' | 'ports' | 'switches' | 'cables' | 'addresses' | 'storage' | 'quota';

/** An amount of a stage, a site or a tenant, before and after. */
export interface CapacityChange {
  /** Stage or site. */
  readonly scope: string;
  /** What is counted. */
  readonly of: CapacityOf;
  /** Group of servers, fabric, queue, namespace or volume. @default - all of the scope */
  readonly name?: string;
  /** Amount before. */
  readonly before: number;
  /** Amount after. */
  readonly after: number;
  /** Unit. @default - pieces */
  readonly unit?: 'W' | 'B' | 'U';
}

type Amount = Omit<CapacityChange, 'before' | 'after'> & { readonly amount: number };

/**
 * The amounts that differ between two models, and what moves where the amount is the same.
 *
 * @param before `datahall.json` before
 * @param after `datahall.json` after
 * @param stages names of the stages that are compared; sites are compared as a whole
 */
export function capacityChanges(before: Json, after: Json, stages: ReadonlySet<string>): readonly CapacityChange[] {
  const changed = changedSites(before, after);
  const [old, current] = [before, after].map((model) =>
    byKey([...amountsOf(model, stages), ...changed.flatMap((site) => ofFabrics(model, site))]),
  );
  const keys = [...new Set([...(old?.keys() ?? []), ...(current?.keys() ?? [])])];
  const amounts = keys.flatMap((key): readonly CapacityChange[] => {
    const [from, to] = [old?.get(key), current?.get(key)];
    const known = to ?? from;
    const [was, is] = [from?.amount ?? 0, to?.amount ?? 0];
    if (known === undefined || was === is) return [];
    const { scope, of, name, unit } = known;
    const told = { ...(name === undefined ? {} : { name }), ...(unit === undefined ? {} : { unit }) };
    return [{ scope, of, ...told, before: was, after: is }];
  });
  const moved = changed.flatMap((site) => movedCables(before, after, site));
  return [...amounts, ...moved, ...exchangedServers(before, after, stages)];
}

/** Fabrics are built to be counted, so only those of sites that are not as they were. */
function changedSites(before: Json, after: Json): readonly string[] {
  const [old, current] = [before, after].map(
    (model) => new Map(listAt(model, 'sites').map((site) => [textAt(site, 'name') ?? '?', JSON.stringify(site)])),
  );
  const names = new Set([...(old?.keys() ?? []), ...(current?.keys() ?? [])]);
  return [...names].filter((name) => old?.get(name) !== current?.get(name));
}

function ofFabrics(model: Json, site: string): readonly Amount[] {
  return (builtFabrics(siteIn(model, site)) ?? []).flatMap(({ fabric }): readonly Amount[] => [
    { scope: site, of: 'switches', name: fabric.name, amount: fabric.nodes.length - fabric.servers },
    { scope: site, of: 'cables', name: fabric.name, amount: fabric.links.length },
  ]);
}

function byKey(amounts: readonly Amount[]): ReadonlyMap<string, Amount> {
  const sums = new Map<string, Amount>();
  for (const each of amounts) {
    const key = JSON.stringify([each.scope, each.of, each.name]);
    sums.set(key, { ...each, amount: (sums.get(key)?.amount ?? 0) + each.amount });
  }
  return sums;
}

function amountsOf(model: Json, stages: ReadonlySet<string>): readonly Amount[] {
  const sites = listAt(model, 'sites');
  const shares = listAt(model, 'stages').filter((stage) => stages.has(textAt(stage, 'name') ?? ''));
  return [
    ...sites.flatMap((site) => {
      const groups = listAt(site, 'servers').map((group) => [group, numberAt(group, 'count') ?? 0] as const);
      return ofGroups(textAt(site, 'name') ?? '?', groups, false);
    }),
    ...shares.flatMap((stage) => {
      const site = sites.find((each) => textAt(each, 'name') === textAt(stage, 'site'));
      const groups = membersOf(member(stage, 'servers')).flatMap(([name, servers]) => {
        const group = listAt(site, 'servers').find((each) => textAt(each, 'group') === name);
        return group === undefined ? [] : [[group, isList(servers) ? servers.length : 0] as const];
      });
      return ofGroups(textAt(stage, 'name') ?? '?', groups, true);
    }),
    ...ofFacts(model, stages),
  ];
}

/** Power and ports are of the hardware: a stage has servers and their GPUs. */
function ofGroups(scope: string, groups: readonly (readonly [Json, number])[], isStage: boolean): readonly Amount[] {
  return groups.flatMap(([group, count]): readonly Amount[] => {
    const ports = listAt(group, 'nics').reduce<number>((sum, nic) => sum + (numberAt(nic, 'ports') ?? 0), 0);
    const each = (key: string): number => count * (numberAt(group, key) ?? 0);
    const servers: readonly Amount[] = [
      { scope, of: 'servers', name: textAt(group, 'group') ?? '?', amount: count },
      { scope, of: 'GPUs', amount: each('gpus') },
      { scope, of: 'power', amount: each('maxPowerWatts'), unit: 'W' },
    ];
    if (isStage) return servers;
    return [
      ...servers,
      { scope, of: 'rack units', amount: each('rackUnits'), unit: 'U' },
      { scope, of: 'ports', amount: count * ports },
    ];
  });
}

function ofFacts(model: Json, stages: ReadonlySet<string>): readonly Amount[] {
  const all = (kind: string): ReturnType<typeof factsOf> => factsOf(model, kind, stages);
  return [
    ...all('virtual-ip-pool').map(({ stage, fact }): Amount => ({
      scope: stage,
      of: 'addresses',
      amount: sizeOf(textAt(fact, 'range') ?? ''),
    })),
    ...['ceph-filesystem', 'ceph-block-pool', 'distributed-filesystem'].flatMap((kind) =>
      all(kind).map(({ stage, path, fact }): Amount => ({
        ...{ scope: stage, of: 'storage', name: path, unit: 'B' },
        amount: numberAt(fact, 'sizeBytes') ?? 0,
      })),
    ),
    ...all('gpu-quota').map(({ stage, fact }): Amount => ({
      ...{ scope: stage, of: 'quota', name: `queue ${textAt(fact, 'queue') ?? '?'}: GPUs` },
      amount: numberAt(fact, 'gpus') ?? 0,
    })),
    ...all('model-server').map(({ stage, path, fact }): Amount => ({
      ...{ scope: stage, of: 'quota', name: `model server ${path}: GPUs` },
      amount: (numberAt(fact, 'replicas') ?? 0) * (numberAt(fact, 'gpusPerReplica') ?? 0),
    })),
    ...all('namespace').flatMap(({ stage, fact }) =>
      membersOf(at(fact, 'quota')).flatMap(([resource, value]): readonly Amount[] => {
        const amount = Number(value);
        const name = `namespace ${textAt(fact, 'name') ?? '?'}: ${resource}`;
        return Number.isFinite(amount) ? [{ scope: stage, of: 'quota', name, amount }] : [];
      }),
    ),
  ];
}

function sizeOf(range: string): number {
  try {
    return Cidr.of(range).size;
  } catch {
    return 0;
  }
}
