import type { DevicePlan } from '../addressing/device-plan';
import { linuxPortName, type PortName } from './port-names';

/** `/etc/frr/daemons`: which daemons run. Debian's own starts neither. */
export const FRR_DAEMONS = [
  'bgpd=yes',
  'bfdd=yes',
  'vtysh_enable=yes',
  'zebra_options="  -A 127.0.0.1 -s 90000000"',
  'bgpd_options="   -A 127.0.0.1"',
  'bfdd_options="   -A 127.0.0.1"',
  'staticd_options="-A 127.0.0.1"',
  '',
].join('\n');

/**
 * Settings of the Linux kernel that the routes need, for `/etc/sysctl.d`.
 *
 * @param device the device
 * @param portName names its interfaces
 */
export function frrSysctls(device: DevicePlan, portName: PortName = linuxPortName): Readonly<Record<string, number>> {
  const common = {
    // By layer 4 too: by addresses alone, two hosts would use one of their ways only.
    'net.ipv4.fib_multipath_hash_policy': 1,
    'net.ipv6.fib_multipath_hash_policy': 1,
    'net.ipv4.conf.all.ignore_routes_with_linkdown': 1,
    'net.ipv6.conf.all.ignore_routes_with_linkdown': 1,
    // Answers come over another port than requests go: a strict filter would drop them.
    'net.ipv4.conf.all.rp_filter': 2,
  };
  if (device.role !== 'server') return { ...common, 'net.ipv4.ip_forward': 1, 'net.ipv6.conf.all.forwarding': 1 };
  const ports = device.links.map((link) => portName(device.role, link.port, link.lane));
  // A server that believed router advertisements would get a default route from each leaf.
  const accept = ports.map((port) => [`net.ipv6.conf.${port}.accept_ra`, 0] as const);
  return { ...common, ...Object.fromEntries(accept) };
}
