import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DevicePlan } from '../../../lib/network/addressing/device-plan';
import { frrConfig, type FrrOptions } from '../../../lib/network/config/frr';
import { frrSysctls } from '../../../lib/network/config/frr-host';
import { linuxPortName } from '../../../lib/network/config/port-names';
import { cabledPorts } from '../../../lib/network/config/ports';
import { eventually } from './eventually';
import { Leash } from './leash';

const run = promisify(execFile);
const DAEMONS = '/usr/lib/frr';

/** True where the daemons are installed and this user may make network namespaces. */
export function frrAvailable(): boolean {
  if (!['zebra', 'bfdd', 'bgpd'].every((daemon) => existsSync(join(DAEMONS, daemon)))) return false;
  try {
    execFileSync(
      'unshare',
      ['--net', 'sh', '-c', 'command -v vtysh && command -v ping && ip link add v1 type veth peer name v2'],
      {
        stdio: 'ignore',
      },
    );
    return true;
  } catch {
    return false;
  }
}

/** A route of a kernel, as `ip -j route` prints it. */
export interface KernelRoute {
  readonly dst: string;
  readonly nexthops?: readonly { readonly dev: string }[];
  readonly dev?: string;
}

/**
 * Devices that run: each a network namespace with zebra, bfdd and bgpd, each cable a pair of virtual interfaces. A
 * namespace lives as long as its processes, which end with this process: nothing is left on the machine.
 */
export class FrrLab {
  private constructor(
    readonly plans: readonly DevicePlan[],
    private readonly leash: Leash,
    private readonly holders: ReadonlyMap<string, number>,
  ) {}

  /** Starts all devices with the configurations that we write; returns before they have found each other. */
  static async start(plans: readonly DevicePlan[], options: FrrOptions = {}): Promise<FrrLab> {
    const leash = new Leash('frr');
    chmodSync(leash.folder, 0o711);
    const routers = new Set(plans.flatMap(({ outside = [] }) => outside.map(({ router }) => router)));
    const names = [...plans.map(({ name }) => name), ...routers];
    const holders = new Map(
      names.map((name) => [name, leash.start('unshare', ['--net', 'sleep', 'infinity'])!] as const),
    );
    const lab = new FrrLab(plans, leash, holders);
    try {
      await lab.wire();
      await Promise.all(plans.map((plan) => lab.boot(plan, options)));
      return lab;
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  stop(): Promise<unknown> {
    return this.leash.stop();
  }

  plan(name: string): DevicePlan {
    return this.plans.find((plan) => plan.name === name)!;
  }

  /** Runs a program on a device; throws with its output when it fails. */
  async on(device: string, program: string, ...args: readonly string[]): Promise<string> {
    this.leash.check();
    const target = String(this.holders.get(device)!);
    const { stdout } = await run('nsenter', ['-t', target, '-n', program, ...args], { encoding: 'utf8' });
    return stdout;
  }

  /** Runs a program on a device in a folder; an error carries what it wrote. */
  async play(
    device: string,
    program: string,
    args: readonly string[],
    options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  ): Promise<string> {
    const target = String(this.holders.get(device)!);
    try {
      return (await run('nsenter', ['-t', target, '-n', program, ...args], { encoding: 'utf8', ...options })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${stdout}\n${stderr}`, { cause: error });
    }
  }

  /** Starts a daemon on a device, its sockets and files in a folder. */
  daemon(device: string, name: string, folder: string, ...args: readonly string[]): void {
    const files = ['--vty_socket', folder, '-i', join(folder, `${name}.pid`), '-z', join(folder, 'zserv.api')];
    const common = ['-A', '127.0.0.1', '-f', '/dev/null', ...files];
    const target = String(this.holders.get(device)!);
    this.leash.start('nsenter', ['-t', target, '-n', join(DAEMONS, name), ...common, ...args]);
  }

  /** Gives commands to the daemons of a device. */
  vtysh(device: string, ...commands: readonly string[]): Promise<string> {
    const args = commands.flatMap((command) => ['-c', command]);
    return this.on(device, 'vtysh', '--vty_socket', this.folder(device), ...args);
  }

  /** Loads a configuration as `vtysh -b` does when a device starts. */
  async load(device: string, folder: string, config: string): Promise<void> {
    writeFileSync(join(folder, 'vtysh.conf'), '');
    writeFileSync(join(folder, 'frr.conf'), config);
    await this.on(device, 'vtysh', '--vty_socket', folder, '--config_dir', folder, '-b');
  }

  /** The routes that BGP gave to the kernel of a device: what packets follow, whatever the daemons believe. */
  async routes(device: string, version: 4 | 6 = 4): Promise<readonly KernelRoute[]> {
    const args = [`-${version}`, '-j', 'route', 'show', 'proto', 'bgp'];
    return JSON.parse((await this.on(device, 'ip', ...args)) || '[]') as readonly KernelRoute[];
  }

  /** Number of next hops that a kernel has for an address; 0 without a route. */
  async width(device: string, address: string): Promise<number> {
    const routes = await this.routes(device, address.includes(':') ? 6 : 4);
    const mine = routes.filter(({ dst }) => dst === address);
    return mine.reduce((sum, route) => sum + (route.nexthops?.length ?? 1), 0);
  }

  /** The servers whose loopbacks answer to a server. */
  async reached(from: string, servers: readonly string[], version: 'v4' | 'v6' = 'v4'): Promise<readonly string[]> {
    const ping = (name: string): string =>
      `(ping -q -n -c 1 -W 1 ${this.plan(name).loopback[version]!} >/dev/null && echo ${name}) &`;
    const out = await this.on(from, 'sh', '-c', `${servers.map(ping).join('\n')}\nwait`);
    return out
      .split('\n')
      .filter((line) => line !== '')
      .sort();
  }

  /** Takes cables between two devices down or up, as pulling and plugging would: both ends see it. */
  async cables(a: string, b: string, state: 'up' | 'down'): Promise<void> {
    const ports = this.plan(a)
      .links.filter(({ peer }) => peer === b)
      .map((link) => linuxPortName(this.plan(a).role, link.port, link.lane));
    for (const port of ports) await this.on(a, 'ip', 'link', 'set', port, state);
  }

  /** Takes all cables of a device down or up: it is lost, or comes back. */
  async device(name: string, state: 'up' | 'down'): Promise<void> {
    for (const port of cabledPorts(this.plan(name), linuxPortName))
      await this.on(name, 'ip', 'link', 'set', port.name, state);
  }

  /**
   * Boots an outside router, which tells and takes whatever it likes: what it must not is the site's affair.
   *
   * @param own addresses that it has, with their lengths
   * @param told prefixes that it tells
   */
  async outside(router: string, own: readonly string[], told: readonly string[]): Promise<void> {
    const ends = this.plans.flatMap(({ asn, outside = [] }) =>
      outside.filter((each) => each.router === router).map((session) => ({ ...session, site: asn })),
    );
    const folder = this.folder(router);
    const ports = ends.map((_, index) => `to${index}`);
    const addresses = ends.map(({ remote }, index) => `addr add ${remote.v4!}/31 dev to${index}`);
    const loopbacks = own.map((address) => `addr add ${address} dev lo`);
    const up = ['lo', ...ports].map((port) => `link set ${port} up`);
    writeFileSync(join(folder, 'up'), `${[...up, ...addresses, ...loopbacks].join('\n')}\n`);
    await this.on(router, 'ip', '-batch', join(folder, 'up'));
    await this.answers(router, 'zebra', folder);
    await Promise.all(['bfdd', 'bgpd'].map((daemon) => this.answers(router, daemon, folder)));
    const config = [
      'frr defaults datacenter',
      'no zebra nexthop kernel enable',
      `router bgp ${ends[0]!.asn}`,
      ' no bgp ebgp-requires-policy',
      ' no bgp network import-check',
      ` bgp router-id ${ends[0]!.remote.v4!}`,
      ' bgp bestpath as-path multipath-relax',
      ...ends.map(({ local, site }) => ` neighbor ${local.v4!} remote-as ${site}`),
      ...ends.flatMap(({ local, bfd }) => (bfd ? [` neighbor ${local.v4!} bfd`] : [])),
      ' address-family ipv4 unicast',
      ...told.map((prefix) => `  network ${prefix}`),
      ' exit-address-family',
      'exit',
    ];
    await this.load(router, folder, `${config.join('\n')}\n`);
  }

  /** A folder for the files of a device. */
  folder(device: string): string {
    const folder = join(this.leash.folder, device);
    if (!existsSync(folder)) {
      mkdirSync(folder);
      execFileSync('chown', ['frr:frr', folder]); // The daemons give up root.
    }
    return folder;
  }

  private async wire(): Promise<void> {
    for (const name of this.holders.keys()) await eventually(`${name} has a namespace`, () => this.isApart(name));
    const lines = this.plans.flatMap((plan) =>
      plan.links
        .filter(({ peer }) => plan.name < peer)
        .map((link) => {
          const far = linuxPortName(link.peerRole, link.peerPort, link.peerLane);
          const near = linuxPortName(plan.role, link.port, link.lane);
          const [here, there] = [this.holders.get(plan.name)!, this.holders.get(link.peer)!];
          return `link add ${near} netns ${here} mtu ${plan.mtu} type veth peer name ${far} netns ${there} mtu ${plan.mtu}`;
        }),
    );
    const count = new Map<string, number>();
    for (const { name, role, outside = [] } of this.plans)
      for (const { router, port, lane, mtu } of outside) {
        const index = count.get(router) ?? 0;
        count.set(router, index + 1);
        const [here, there] = [this.holders.get(name)!, this.holders.get(router)!];
        const near = linuxPortName(role, port, lane);
        lines.push(
          `link add ${near} netns ${here} mtu ${mtu} type veth peer name to${index} netns ${there} mtu ${mtu}`,
        );
      }
    const file = join(this.leash.folder, 'cables');
    writeFileSync(file, `${lines.join('\n')}\n`);
    await run('ip', ['-batch', file]);
  }

  /** Undefined until the holder of a namespace has left that of this process. */
  private async isApart(name: string): Promise<true | undefined> {
    const own = await readlink('/proc/self/ns/net');
    return (await readlink(`/proc/${this.holders.get(name)!}/ns/net`)) === own ? undefined : true;
  }

  private async boot(plan: DevicePlan, options: FrrOptions): Promise<void> {
    const { name } = plan;
    const folder = this.folder(name);
    const ports = cabledPorts(plan, linuxPortName).map((port) => port.name);
    const up = ['lo', ...ports].map((port) => `link set ${port} up`);
    writeFileSync(join(folder, 'up'), `${up.join('\n')}\n`);
    await this.on(name, 'ip', '-batch', join(folder, 'up'));
    const settings = Object.entries(frrSysctls(plan)).map(([key, value]) => `${key}=${value}`);
    await this.on(name, 'sysctl', '-q', '-w', ...settings);
    await this.answers(name, 'zebra', folder);
    await Promise.all(['bfdd', 'bgpd'].map((daemon) => this.answers(name, daemon, folder)));
    await this.load(name, folder, frrConfig(plan, options));
  }

  private async answers(device: string, daemon: string, folder: string): Promise<void> {
    const own = daemon === 'bfdd' ? ['--bfdctl', join(folder, 'bfdd.sock')] : [];
    this.daemon(device, daemon, folder, ...own);
    const ask = async (): Promise<true> => {
      await this.on(device, 'vtysh', '--vty_socket', folder, '-d', daemon, '-c', 'show version');
      return true;
    };
    await eventually(`${daemon} of ${device} answers`, ask, { check: () => this.leash.check() });
  }
}
