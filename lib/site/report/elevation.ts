import type { DeviceRole } from '../../network/fabric/fabric';
import type { SiteFact } from '../facts';
import { layoutOf } from '../layout';
import { racksOf } from '../racks';
import { placedRouters, placedSwitches } from '../switch-units';

/** A device in a rack. */
export interface MountedDevice {
  /** Name. */
  readonly name: string;
  /** What it does. */
  readonly role: DeviceRole | 'router';
  /** Name of its class. */
  readonly model: string;
  /** Height in rack units. */
  readonly rackUnits: number;
  /** Lowest rack unit that it takes, from 1. */
  readonly unit: number;
}

/** A rack seen from the front. */
export interface RackElevation {
  /** Name of the rack. */
  readonly rack: string;
  /** Row that it is part of. */
  readonly row: string;
  /** Height in rack units. */
  readonly units: number;
  /** Devices, the lowest first. */
  readonly devices: readonly MountedDevice[];
  /** Names of devices that it has no room for. */
  readonly outside: readonly string[];
}

/**
 * All racks of a site: servers from the bottom, switches from the top, routers of the site below them.
 *
 * @param site the fact of the site
 */
export function elevationsOf(site: SiteFact): readonly RackElevation[] {
  const racks = new Map(
    [...racksOf(site).values()].map(({ name, row, units }) => {
      return [name, { rack: name, row, units, devices: [] as MountedDevice[], outside: [] as string[] }] as const;
    }),
  );
  const mount = (rack: string | null, device: Omit<MountedDevice, 'unit'> & { readonly unit: number | null }) => {
    const place = racks.get(rack ?? '');
    const { unit, ...rest } = device;
    if (unit === null || unit + device.rackUnits - 1 > (place?.units ?? 0)) place?.outside.push(device.name);
    else place?.devices.push({ ...rest, unit });
  };
  for (const [index, { servers }] of layoutOf(site).entries()) {
    const { model = '', rackUnits = 0 } = site.servers[index] ?? {};
    for (const { name, rack, unit } of servers) mount(rack, { name, role: 'server', model, rackUnits, unit });
  }
  for (const { name, role, model, rack, unit } of placedSwitches(site))
    mount(rack, { name, role, model: model.name, rackUnits: model.rackUnits, unit });
  for (const { name, model, rack, unit } of placedRouters(site))
    mount(rack, { name, role: 'router', model: model.name, rackUnits: model.rackUnits, unit });
  for (const { devices } of racks.values()) devices.sort((a, b) => a.unit - b.unit);
  return [...racks.values()];
}
