import type { DeviceRole } from '../fabric/fabric';

/** Names the interface of a port, as the operating system of the device does. */
export type PortName = (role: DeviceRole, port: number, lane: number | null) => string;

/**
 * Names as Cumulus Linux and most FRR hosts have them: `swp1` and, broken out, `swp1s0`; servers have `eth0`.
 *
 * @param role what the device does
 * @param port port, from 0
 * @param lane lane group of a broken out cage, from 0; null for a whole cage
 */
export const linuxPortName: PortName = (role, port, lane) => {
  const name = role === 'server' ? `eth${port}` : `swp${port + 1}`;
  return lane === null ? name : `${name}s${lane}`;
};
