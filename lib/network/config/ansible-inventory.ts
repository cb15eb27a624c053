import { fail } from '../../errors/datahall-error';
import { invalidHost } from '../../errors/network-config';
import type { DeviceLink, DevicePlan } from '../addressing/device-plan';
import { ansibleYaml } from './ansible-yaml';
import { changeDomains } from './domains';
import { frrConfig, type FrrOptions } from './frr';
import { frrSysctls } from './frr-host';
import { outsideNeighbors } from './frr-outside';
import { cabledPorts } from './ports';
import { sessionsOf } from './sessions';
import { linuxPortName } from './port-names';
import { sonicConfigDb, type SonicOptions } from './sonic';

/** How devices are written for Ansible. */
export interface AnsibleOptions {
  /** How FRRouting is configured. @default - as {@link frrConfig} does */
  readonly frr?: FrrOptions;
  /** Hardware of the switches that run SONiC, by name. @default - all devices run FRRouting */
  readonly sonic?: Readonly<Record<string, SonicOptions>>;
  /** Address that Ansible reaches a device at. @default - its name */
  readonly host?: (device: DevicePlan) => string;
}

/**
 * The inventory of a site, by path of the file: `inventory.yml` with a group a failure domain, what the role of the
 * collection is told of each device in `host_vars`, and the configurations in `files`.
 *
 * @param devices all devices of a site
 * @param options how they are written and reached
 * @throws DH3840, DH3841 and DH3842 for a device that SONiC cannot be configured on, DH3881 for a host that is none
 */
export function ansibleInventory(
  devices: readonly DevicePlan[],
  options: AnsibleOptions = {},
): Readonly<Record<string, string>> {
  const { sonic = {}, frr = {} } = options;
  const files: Record<string, string> = { 'inventory.yml': ansibleYaml(inventory(devices, options)) };
  const byName = new Map(devices.map((device) => [device.name, device]));
  for (const device of devices) {
    const hardware = sonic[device.name];
    files[`host_vars/${device.name}.yml`] = ansibleYaml(hostVars(device, byName, options));
    if (hardware !== undefined)
      files[`files/${device.name}/config_db.json`] = `${JSON.stringify(sonicConfigDb(device, hardware), null, 2)}\n`;
    else files[`files/${device.name}/frr.conf`] = frrConfig(device, frr);
  }
  return files;
}

function inventory(devices: readonly DevicePlan[], { host, sonic = {} }: AnsibleOptions): unknown {
  const hosts = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));
  const all = devices.map((device) => [
    device.name,
    host === undefined ? null : { ansible_host: checkedHost(device.name, host(device)) },
  ]);
  const domains = changeDomains(devices).map(({ name, devices: own }) => [name, { hosts: hosts(own) }]);
  const switches = Object.keys(sonic);
  return {
    all: {
      hosts: Object.fromEntries(all) as unknown,
      children: {
        ...(Object.fromEntries(domains) as Readonly<Record<string, unknown>>),
        ...(switches.length === 0 ? {} : { sonic: { hosts: hosts(switches) } }),
      },
    },
  };
}

/** What Ansible would read as a template, or as an option of ssh, is no host. */
function checkedHost(device: string, host: string): string {
  const good = typeof host === 'string' && /^[A-Za-z0-9][A-Za-z0-9.:_-]*$/.test(host);
  return good ? host : fail(invalidHost(device, host));
}

function hostVars(device: DevicePlan, byName: ReadonlyMap<string, DevicePlan>, options: AnsibleOptions): unknown {
  const portName = options.frr?.portName ?? linuxPortName;
  return {
    device_system: options.sonic?.[device.name] === undefined ? 'frr' : 'sonic',
    ...{
      device_role: device.role,
      device_rack: device.rack,
      device_asn: device.asn,
      device_router_id: device.routerId,
    },
    ...{ device_loopback_v4: device.loopback.v4, device_loopback_v6: device.loopback.v6 },
    device_port_mtus: Object.fromEntries(cabledPorts(device, portName).map(({ name, mtu }) => [name, mtu])),
    device_sysctls: frrSysctls(device, portName),
    device_sessions: sessionsOf(device, portName).length + outsideNeighbors(device).length,
    device_paths: expectedPaths(device, byName),
  };
}

const TIERS = ['server', 'leaf', 'spine', 'core'] as const;

/**
 * A device with links to the tier above it has a route by all of them, if anything lies beyond: of several fabrics, by
 * those of the widest.
 */
function expectedPaths({ name, role, links }: DevicePlan, devices: ReadonlyMap<string, DevicePlan>): number {
  const fabrics = new Map<string, DeviceLink[]>();
  for (const link of links) {
    if (TIERS.indexOf(link.peerRole) <= TIERS.indexOf(role)) continue;
    const fabric = devices.get(link.peer)?.fabric ?? '';
    fabrics.set(fabric, [...(fabrics.get(fabric) ?? []), link]);
  }
  const widths = [...fabrics.values()].map((up) => {
    const [first] = up;
    const beside = first === undefined ? [] : (devices.get(first.peer)?.links ?? []);
    const shared = beside.some(({ peer, peerRole }) => {
      const other = peerRole === role && peer !== name ? devices.get(peer) : undefined;
      return other !== undefined && up.every((link) => other.links.some((each) => each.peer === link.peer));
    });
    return shared ? up.length : 1;
  });
  return Math.max(1, ...widths);
}
