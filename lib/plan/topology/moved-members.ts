import type { SiteFact } from '../../site/facts';
import { driverChanges } from '../capacity/drivers';
import { listAt, member, membersOf, sameJson, textAt, type Json } from '../json';
import { factsOf } from '../model-facts';
import { siteDevices } from './site-devices';
import { routerChanges } from './site-routers';
import { siteIn, siteOfStage } from './site-in';
import type { TouchedDevices } from './touched-devices';

/** Facts that name servers, and what those belong to. */
const GROUPS = [
  ['gpu-pool', 'servers', 'pool'],
  ['ceph-cluster', 'hosts', 'storage cluster'],
] as const;

type Place = Pick<TouchedDevices, 'site' | 'stage' | 'path'>;

/**
 * The devices that two models tell apart: servers that are drained for another driver, all that come or go, and outside
 * routers that the site is joined to in another way.
 *
 * @param before model before
 * @param after model after
 * @param stages names of the stages that are planned
 */
export function movedMembers(before: Json, after: Json, stages: ReadonlySet<string>): readonly TouchedDevices[] {
  const siteOf = (stage: string): string => siteOfStage([after, before], stage);
  const drained = driverChanges(before, after, stages).map(({ stage, path, servers }): TouchedDevices => {
    const place = { site: siteOf(stage), stage, path };
    return { ...place, touch: 'interrupted', why: 'drained for another GPU driver', devices: servers };
  });
  const shares = [...stages].flatMap((stage) => {
    const [old, current] = [shareOf(before, stage), shareOf(after, stage)];
    return membership({ site: siteOf(stage), stage }, old, current, `stage ${stage}`);
  });
  const groups = GROUPS.flatMap(([kind, key, word]) => {
    const [old, current] = [factsOf(before, kind, stages), factsOf(after, kind, stages)];
    const all = new Map([...old, ...current].map((each) => [`${each.stage} ${each.path}`, each]));
    return [...all.values()].flatMap(({ stage, path, fact }) => {
      const [were = [], are = []] = [old, current].map((list) =>
        textsAt(list.find((each) => each.stage === stage && each.path === path)?.fact, key),
      );
      return membership({ site: siteOf(stage), stage, path }, were, are, `${word} ${textAt(fact, 'name') ?? path}`);
    });
  });
  const sites = new Set([...stages, NO_STAGE].flatMap((stage) => sitesOf(stage, [after, before])));
  return [...drained, ...shares, ...groups, ...[...sites].flatMap((site) => ofSite(before, after, site))];
}

/** A program that is only the network of a site has no stages. */
const NO_STAGE = '';

function sitesOf(stage: string, models: readonly Json[]): readonly string[] {
  const configured = models.flatMap((model) => factsOf(model, 'device-configuration', new Set([stage])));
  return [
    ...(stage === NO_STAGE ? [] : [siteOfStage(models, stage)]),
    ...configured.flatMap(({ fact }) => textAt(fact, 'site') ?? []),
  ];
}

function ofSite(before: Json, after: Json, site: string): readonly TouchedDevices[] {
  const [from, to] = [siteIn(before, site), siteIn(after, site)];
  // Most changes leave the site as it is, and building it takes time.
  if (sameJson(from as unknown as Json, to as unknown as Json)) return [];
  const [old, current] = [siteDevices(from), siteDevices(to)];
  // A site that is not in both, or too large, says nothing about its devices.
  if (old === undefined || current === undefined) return [];
  const both = [...old].flatMap(([name, was]) => {
    const is = current.get(name);
    return is === undefined ? [] : [{ name, was, is }];
  });
  const rebuilt = both.filter(({ was, is }) => was.model !== is.model);
  const moved = both.filter(({ was, is }) => was.model === is.model && was.rack !== is.rack);
  const names = (list: typeof both): readonly string[] => list.map(({ name }) => name);
  return [
    ...membership({ site }, [...old.keys()], [...current.keys()], `site ${site}`),
    { site, touch: 'interrupted', why: 'becomes another model', devices: names(rebuilt) },
    { site, touch: 'interrupted', why: 'moves to another rack', devices: names(moved) },
    ...routers(from, to, site),
  ];
}

/** Somebody else's devices: what changes is how the site is joined to them. */
function routers(from: SiteFact | undefined, to: SiteFact | undefined, site: string): readonly TouchedDevices[] {
  const { joined, parted, other } = routerChanges(from, to);
  return [
    { site, touch: 'removed', why: `no longer joined to site ${site}`, devices: parted },
    { site, touch: 'configured', why: 'joined in another way', devices: other },
    { site, touch: 'added', why: `joined to site ${site}`, devices: joined },
  ];
}

function membership(place: Place, old: readonly string[], current: readonly string[], group: string): TouchedDevices[] {
  const [were, are] = [new Set(old), new Set(current)];
  return [
    { ...place, touch: 'removed', why: `leaves ${group}`, devices: old.filter((name) => !are.has(name)) },
    { ...place, touch: 'added', why: `joins ${group}`, devices: current.filter((name) => !were.has(name)) },
  ];
}

function shareOf(model: Json, stage: string): readonly string[] {
  const found = listAt(model, 'stages').find((each) => textAt(each, 'name') === stage);
  const servers = member(found, 'servers');
  return membersOf(servers).flatMap(([group]) => textsAt(servers, group));
}

function textsAt(value: Json | undefined, key: string): readonly string[] {
  return listAt(value, key).filter((each): each is string => typeof each === 'string');
}
