import type { DevicePlan } from '../addressing/device-plan';
import type { PortName } from './port-names';

/** A port of a device that has a cable. */
export interface CabledPort {
  /** Name of its interface. */
  readonly name: string;
  /** Size of the largest IP packet, in bytes. */
  readonly mtu: number;
}

/**
 * The ports of a device that have cables, to outside routers too.
 *
 * @param device the device
 * @param portName names its interfaces
 */
export function cabledPorts(device: DevicePlan, portName: PortName): readonly CabledPort[] {
  const inside = device.links.map((link) => ({ ...link, mtu: link.mtu ?? device.mtu }));
  const names = [...inside, ...(device.outside ?? [])].map(
    ({ port, lane, mtu }) => [portName(device.role, port, lane), mtu] as const,
  );
  return [...new Map(names)].map(([name, mtu]) => ({ name, mtu }));
}
