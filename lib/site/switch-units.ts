import type { DeviceRole } from '../network/fabric/fabric';
import type { SwitchClass } from '../network/fabric/spec';
import { fabricsOf } from './fabrics';
import type { SiteFact } from './facts';
import { layoutOf } from './layout';
import { racksOf, type SiteRack } from './racks';

/** A switch with its place. */
export interface PlacedSwitch {
  /** Name. */
  readonly name: string;
  /** Name of its fabric. */
  readonly fabric: string;
  /** What it does. */
  readonly role: DeviceRole;
  /** Its class. */
  readonly model: SwitchClass;
  /** Rack that it stands in; null when nobody said. */
  readonly rack: string | null;
  /** Lowest rack unit that it takes, from 1; null without a rack, or when the rack has no room for it in one piece. */
  readonly unit: number | null;
}

/** A router of the site with its place. */
export type PlacedRouter = Pick<PlacedSwitch, 'name' | 'model' | 'rack' | 'unit'>;

type Switch = Omit<PlacedSwitch, 'unit'> & { readonly id: number };

/** From the top of a rack down. */
const TIERS: readonly DeviceRole[] = ['leaf', 'spine', 'core'];

/**
 * Where each switch of a site stands: from the top of its rack down, where no server is. Leaves come first, and in all
 * racks of a row spines begin below the most leaves that one of its racks has, if they fit there. So neither a new
 * spine nor a leaf for a rack that had none moves a switch that is there.
 *
 * @param site the fact of the site
 */
export function placedSwitches(site: SiteFact): readonly PlacedSwitch[] {
  return placed(site).switches;
}

/**
 * Where each outside router stands that is a device of the site: in the highest unit that switches leave free, so that
 * no router moves a switch.
 *
 * @param site the fact of the site
 */
export function placedRouters(site: SiteFact): readonly PlacedRouter[] {
  const { free } = placed(site);
  return (site.outside ?? []).flatMap(({ name, device }): readonly PlacedRouter[] => {
    if (device === undefined) return [];
    const { model, rack } = device;
    const left = free.get(rack ?? '') ?? new Set<number>();
    const unit = highest(left, Math.max(0, ...left), model.rackUnits);
    take(left, unit, model.rackUnits);
    return [{ name, model, rack, unit }];
  });
}

function placed(site: SiteFact) {
  const switches = allSwitches(site);
  const racks = racksOf(site);
  const free = freeUnits(site, racks);
  const zones = leafZones(switches, racks);
  const units = new Map<Switch, number>();
  const tier = ({ role }: Switch) => TIERS.indexOf(role);
  // A new spine of one fabric comes after those of all others that have its number or a smaller one.
  const sorted = [...switches].sort((x, y) =>
    tier(x) === tier(y) && x.role !== 'leaf' ? x.id - y.id : tier(x) - tier(y),
  );
  for (const each of sorted) {
    const rack = racks.get(each.rack ?? '');
    const left = free.get(each.rack ?? '');
    if (rack === undefined || left === undefined) continue;
    const zone = each.role === 'leaf' ? 0 : (zones.get(rack.row) ?? 0);
    const unit =
      highest(left, rack.units - zone, each.model.rackUnits) ?? highest(left, rack.units, each.model.rackUnits);
    if (unit === null) continue;
    units.set(each, unit);
    take(left, unit, each.model.rackUnits);
  }
  const all = switches.map((each): PlacedSwitch => {
    const { name, fabric, role, model, rack } = each;
    return { name, fabric, role, model, rack, unit: units.get(each) ?? null };
  });
  return { switches: all, free };
}

function allSwitches(site: SiteFact): readonly Switch[] {
  return fabricsOf(site).fabrics.flatMap(({ input, fabric }) => {
    const classes = new Map(input.classes.map((model) => [model.name, model]));
    return fabric.nodes.slice(fabric.servers).flatMap((node): readonly Switch[] => {
      const { name, role, id, rack } = node;
      const model = classes.get(node.model);
      return model === undefined ? [] : [{ name, fabric: fabric.name, role, id, model, rack }];
    });
  });
}

function freeUnits(site: SiteFact, racks: ReadonlyMap<string, SiteRack>): ReadonlyMap<string, Set<number>> {
  const free = new Map(
    [...racks.values()].map(({ name, units }) => [
      name,
      new Set(Array.from({ length: units }, (_, index) => index + 1)),
    ]),
  );
  for (const [index, { servers }] of layoutOf(site).entries())
    for (const { rack, unit } of servers) take(free.get(rack), unit, site.servers[index]?.rackUnits ?? 0);
  return free;
}

function take(free: Set<number> | undefined, unit: number | null, height: number): void {
  for (let taken = 0; unit !== null && taken < height; taken += 1) free?.delete(unit + taken);
}

/** Units that leaves take in the rack of each row that has most of them. */
function leafZones(switches: readonly Switch[], racks: ReadonlyMap<string, SiteRack>): ReadonlyMap<string, number> {
  const perRack = new Map<string, number>();
  for (const { role, rack, model } of switches)
    if (role === 'leaf' && rack !== null) perRack.set(rack, (perRack.get(rack) ?? 0) + model.rackUnits);
  const zones = new Map<string, number>();
  for (const [rack, units] of perRack) {
    const row = racks.get(rack)?.row ?? '';
    zones.set(row, Math.max(zones.get(row) ?? 0, units));
  }
  return zones;
}

/** The highest place for a device of a height whose top is not above a unit. */
function highest(free: ReadonlySet<number>, top: number, height: number): number | null {
  for (let unit = top - height + 1; unit >= 1; unit -= 1)
    if (Array.from({ length: height }, (_, index) => unit + index).every((each) => free.has(each))) return unit;
  return null;
}
