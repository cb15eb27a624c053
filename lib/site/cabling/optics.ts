import { groupOfCage } from '../../network/fabric/ports';
import type { SwitchClass } from '../../network/fabric/spec';
import { fabricsOf } from '../fabrics';
import type { SiteFact } from '../facts';
import type { CabledDevice } from '../report/cables';
import { plannedCables } from './plan';
import type { MediumSpec } from './spec';

/** What is plugged into one port. */
export interface PluggedPort {
  /** The device. */
  readonly device: CabledDevice;
  /** Number of the port, from 0: the cage of a switch, the NIC port of a server; null for a router. */
  readonly port: number | null;
  /** Power that is drawn at the port, in watts: its part of a module that ports share. */
  readonly watts: number;
  /** The kind of cable. */
  readonly medium: MediumSpec;
  /** Class of the switch; null for a server. */
  readonly model: SwitchClass | null;
}

/**
 * Ports with the power of the cable ends in them. Where several arms end in one cage, it gives the power of all.
 *
 * @param site the fact of the site
 */
export function pluggedPorts(site: SiteFact): readonly PluggedPort[] {
  const classes = new Map(
    fabricsOf(site).fabrics.map(({ input }) => [input.name, new Map(input.classes.map((each) => [each.name, each]))]),
  );
  const routers = new Map((site.outside ?? []).map(({ name, device }) => [name, device?.model ?? null]));
  const ports = new Map<string, PluggedPort>();
  for (const { fabric, cable, medium } of plannedCables(site)) {
    if (medium === null) continue;
    const ends = cable.arms.flatMap(({ from, to }, index) => [
      ...(index === 0 ? [{ ...from, watts: medium.from.watts / medium.from.ports }] : []),
      { ...to, watts: medium.to.watts / medium.to.ports },
    ]);
    for (const { device, port, watts } of ends) {
      const key = `${device.name} ${port ?? cable.id}`;
      const ofSwitch = device.role === 'server' ? null : (classes.get(fabric)?.get(device.model) ?? null);
      const model = device.role === 'router' ? (routers.get(device.name) ?? null) : ofSwitch;
      ports.set(key, { device, port, medium, model, watts: watts + (ports.get(key)?.watts ?? 0) });
    }
  }
  return [...ports.values()];
}

/**
 * Watts that cables and modules add to each rack. Makers state the power of a switch without them, unless its class
 * says otherwise. Those in a server are part of the largest power of the whole server.
 *
 * @param site the fact of the site
 */
export function opticsByRack(site: SiteFact): ReadonlyMap<string, number> {
  const racks = new Map<string, number>();
  for (const { device, model, watts } of pluggedPorts(site))
    if (model !== null && !model.opticsIncluded && device.rack !== null)
      racks.set(device.rack, (racks.get(device.rack) ?? 0) + watts);
  return racks;
}

/**
 * What a port of a switch gives, in watts, or its part of what a shared cage gives; null when it is not known.
 *
 * @param plugged the port
 */
export function portLimit({ model, port }: PluggedPort): number | null {
  const group = model === null || port === null ? undefined : groupOfCage(model, port);
  if (group === undefined || group.portWatts === null) return null;
  return group.portWatts / group.portsPerCage;
}
