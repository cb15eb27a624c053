import type { Fabric, FabricEnd } from '../../network/fabric/fabric';
import { isList, listAt, member, membersOf, textAt, type Json } from '../json';
import { builtFabrics } from '../topology/site-devices';
import { siteIn } from '../topology/site-in';
import type { CapacityChange } from './amounts';

/**
 * Cables that are there and go to other ports, by fabric: as many as before, and a night of work.
 *
 * @param before `datahall.json` before
 * @param after `datahall.json` after
 * @param site name of the site
 */
export function movedCables(before: Json, after: Json, site: string): readonly CapacityChange[] {
  const [old = [], current = []] = [before, after].map((model) => builtFabrics(siteIn(model, site)));
  return old.flatMap(({ fabric }): readonly CapacityChange[] => {
    const now = current.find((each) => each.fabric.name === fabric.name);
    if (now === undefined) return [];
    const ends = cablesOf(now.fabric);
    const moved = [...cablesOf(fabric)].filter(([end, other]) => (ends.get(end) ?? other) !== other).length;
    return moved === 0
      ? []
      : [{ scope: site, of: 'cables', name: `${fabric.name}: to other ports`, before: 0, after: moved }];
  });
}

/**
 * Servers that a stage gives up for as many others, by group.
 *
 * @param before `datahall.json` before
 * @param after `datahall.json` after
 * @param stages names of the stages that are compared
 */
export function exchangedServers(before: Json, after: Json, stages: ReadonlySet<string>): readonly CapacityChange[] {
  return [...stages].flatMap((scope) => {
    const [old, current] = [before, after].map((model) => groupsOf(model, scope));
    return [...(old ?? [])].flatMap(([group, servers]): readonly CapacityChange[] => {
      const now = current?.get(group) ?? [];
      const given = servers.filter((server) => !now.includes(server)).length;
      const taken = now.filter((server) => !servers.includes(server)).length;
      const count = Math.min(given, taken);
      return count === 0 ? [] : [{ scope, of: 'servers', name: `${group}: exchanged`, before: 0, after: count }];
    });
  });
}

function groupsOf(model: Json, name: string): ReadonlyMap<string, readonly Json[]> {
  const stage = listAt(model, 'stages').find((each) => textAt(each, 'name') === name);
  return new Map(membersOf(member(stage, 'servers')).map(([group, all]) => [group, isList(all) ? all : []]));
}

/** Which port the lower end of each cable is joined to. */
function cablesOf({ nodes, links }: Fabric): ReadonlyMap<string, string> {
  const print = ({ node, port, lane }: FabricEnd): string => `${nodes[node]?.name ?? ''} ${port} ${lane ?? ''}`;
  return new Map([...links].map(({ a, b }) => [print(b), print(a)]));
}
