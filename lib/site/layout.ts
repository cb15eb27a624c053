import { rackName } from '../network/fabric/input';
import { PLACES_PER_RACK } from '../catalog/server-group';
import { batchesOf } from './deliveries';
import type { SiteFact } from './facts';

/** A server with its place. */
export interface PlacedServer {
  /** Name. */
  readonly name: string;
  /** Name of the rack. */
  readonly rack: string;
  /** Number of the rack in its row, from 0. */
  readonly rackIndex: number;
  /** Place among the servers of its group in the rack, from 0. */
  readonly place: number;
  /** Lowest rack unit that it takes, from 1. */
  readonly unit: number;
  /** Stable number in the site, from 1: addresses and AS numbers follow from it. */
  readonly id: number;
}

/** A group of servers with the places of each. */
export interface PlacedGroup {
  /** Name of the group. */
  readonly group: string;
  /** Row that it stands in. */
  readonly row: string;
  /** Places kept for it in each rack. */
  readonly perRack: number;
  /** Its servers in order. */
  readonly servers: readonly PlacedServer[];
}

type Group = SiteFact['servers'][number];

/** Numbers are kept for so many rows; a site with more, or with room for more, keeps the next multiple. */
const ROWS_KEPT = 8;

/** Layouts that were worked out: a fact never changes, and several rules ask for its layout. */
const known = new WeakMap<SiteFact['servers'], readonly PlacedGroup[]>();

/**
 * Where each server of a site stands. Servers go round the racks that were there when they came.
 *
 * @param site the fact of the site
 */
export function layoutOf(site: SiteFact): readonly PlacedGroup[] {
  const cached = known.get(site.servers);
  if (cached !== undefined) return cached;
  const layout = placeGroups(site);
  known.set(site.servers, layout);
  return layout;
}

/**
 * Name of a server: three digits, more only where they are needed, so that adding servers renames none.
 *
 * @param site name of the site
 * @param group name of the group
 * @param number its number in the group, from 1
 */
export function serverName(site: string, group: string, number: number): string {
  return `${site}-${group}-${String(number).padStart(3, '0')}`;
}

/** Places of a rack that the groups of its row keep together. */
export interface RackPlaces {
  /** Name of the row. */
  readonly row: string;
  /** Its groups. */
  readonly groups: readonly string[];
  /** Places in each of its racks. */
  readonly places: number;
}

/**
 * Places that are kept in the racks of each row: numbers of servers have room for {@link PLACES_PER_RACK}.
 *
 * @param site the fact of the site
 */
export function placesPerRack(site: SiteFact): readonly RackPlaces[] {
  return site.racks.map(({ row }) => {
    const own = layoutOf(site).filter((each) => each.row === row);
    return { row, groups: own.map(({ group }) => group), places: own.reduce((sum, { perRack }) => sum + perRack, 0) };
  });
}

function placeGroups(site: SiteFact): readonly PlacedGroup[] {
  const rows = Math.max(site.racks.length, ...site.fabrics.map(({ topology }) => topology.rows ?? 0));
  const stride = Math.ceil(rows / ROWS_KEPT) * ROWS_KEPT;
  const offsets = new Map<string, { places: number; units: number }>();
  return site.servers.map((group): PlacedGroup => {
    const rowIndex = site.racks.findIndex(({ row }) => row === group.row);
    const racks = racksOf(site, group);
    const places = new Map<number, number>();
    const placed = racks.map((rackIndex) => {
      const place = places.get(rackIndex) ?? 0;
      places.set(rackIndex, place + 1);
      return { rackIndex, place };
    });
    const perRack = Math.max(group.perRack ?? 1, ...places.values());
    const before = offsets.get(group.row) ?? { places: 0, units: 0 };
    offsets.set(group.row, { places: before.places + perRack, units: before.units + perRack * group.rackUnits });
    const names: string[] = [];
    const servers = placed.map(({ rackIndex, place }, index): PlacedServer => ({
      name: serverName(site.name, group.group, index + 1),
      rack: (names[rackIndex] ??= rackName(site.name, group.row, rackIndex)),
      rackIndex,
      place,
      unit: 1 + before.units + place * group.rackUnits,
      id: (rackIndex * stride + rowIndex) * (PLACES_PER_RACK + 1) + before.places + place + 1,
    }));
    return { group: group.group, row: group.row, perRack, servers };
  });
}

/** The number of the rack of each server of a group, in order. */
function racksOf(site: SiteFact, group: Group): readonly number[] {
  const row = site.racks.find((each) => each.row === group.row);
  const segments = row?.batches ?? [1];
  if (group.at !== null) {
    const names = new Map(Array.from({ length: row?.count ?? 0 }, (_, at) => [rackName(site.name, group.row, at), at]));
    return group.at.map((rack) => names.get(rack) ?? 0);
  }
  const used = segments.map(() => 0);
  return batchesOf(group, segments.length).flatMap(({ count, delivery }) => {
    const segment = delivery - 1;
    const first = segments.slice(0, segment).reduce((sum, each) => sum + each, 0);
    const racks = segments[segment] ?? 1;
    return Array.from({ length: count }, () => {
      const position = used[segment] ?? 0;
      used[segment] = position + 1;
      return first + (position % racks);
    });
  });
}
