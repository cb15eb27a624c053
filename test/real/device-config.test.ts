import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DevicePlan, OutsideSession } from '../../lib/network/addressing/device-plan';
import { playbookArguments } from '../../lib/network/config/ansible-paths';
import { ciliumPeers } from '../../lib/network/config/cilium-peers';
import { frrConfig } from '../../lib/network/config/frr';
import { metallbPeers } from '../../lib/network/config/metallb-peers';
import { sonicConfigDb, type SonicConfigDb, type SonicOptions } from '../../lib/network/config/sonic';
import { leafSpine, mesh, plansOf, ring, star } from '../support/device-plans';
import { ansibleEnvironment, ansibleProject, SITE } from '../support/real/ansible-project';
import type { KubernetesObject } from '../support/real/api';
import { applyCrds, applyStrict } from '../support/real/apply';
import { CONTROL_PLANE, found } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { eventually } from '../support/real/eventually';
import { FrrLab } from '../support/real/frr-lab';
import { sitePlans, TOPOLOGIES } from '../support/site-plans';
import { yanglint } from '../support/real/sonic-yang';

const folder = mkdtempSync(join(tmpdir(), 'datahall-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cluster = {
  asn: 64_600,
  ranges: ['10.255.0.0/24', 'fd00:255::/64'],
  virtualIps: ['198.51.100.0/24', '2001:db8:1::/64'],
};
/** A router outside, of both versions, on a port that no drawing uses. */
const outside: OutsideSession = {
  ...{ router: 'isp', asn: 64_496, port: 30, lane: null, bps: 400e9, mtu: 1500, maxPrefixes: 17, bfd: true },
  local: { v4: '192.0.2.1', v6: '2001:db8::1' },
  remote: { v4: '192.0.2.0', v6: '2001:db8::' },
  takes: { v4: ['0.0.0.0/0'], v6: ['::/0'] },
  tells: { v4: ['198.51.100.0/24'], v6: ['2001:db8:1::/64'] },
};
const border = (plan: DevicePlan): DevicePlan => ({ ...plan, beyond: outside.takes, outside: [outside] });
const shapes = { ring: ring(5), star: star(4), mesh: mesh(4), 'leaf-spine': leafSpine(4, 2) };
const devices = Object.entries(shapes).flatMap(([shape, drawing]) =>
  [true, false].flatMap((numbered) =>
    (['v4', 'v6', 'both'] as const).flatMap((versions) =>
      plansOf(drawing, { numbered, versions, cluster }).map((plan) => ({ shape, numbered, versions, plan })),
    ),
  ),
);

describeReal(['vtysh'], 'every configuration of FRRouting', () => {
  it(`is taken by vtysh: ${devices.length} of them`, () => {
    for (const [index, { plan }] of devices.entries()) {
      const file = join(folder, `${index}.conf`);
      const whole = plan.role === 'server' ? plan : border(plan);
      writeFileSync(file, frrConfig(whole, { drained: index % 2 === 0 }));
      execFileSync(found('vtysh'), ['-C', '-f', file], { stdio: 'pipe' });
    }
  });

  it.each(Object.entries(TOPOLOGIES))('is taken by vtysh for the devices of a site with a %s', (_, topology) => {
    const plans = [true, false].flatMap((numbered) => sitePlans(topology(numbered)));
    expect(plans.length).toBeGreaterThan(8);
    for (const plan of plans) {
      const file = join(folder, `${plan.name}.conf`);
      writeFileSync(file, frrConfig(plan));
      execFileSync(found('vtysh'), ['-C', '-f', file], { stdio: 'pipe' });
    }
  });

  it('is refused with a word that FRRouting does not know', () => {
    const file = join(folder, 'bad.conf');
    writeFileSync(file, frrConfig(devices[0]!.plan).replace('multipath-relax', 'multipath-relaxed'));
    expect(() => execFileSync(found('vtysh'), ['-C', '-f', file], { stdio: 'pipe' })).toThrow('Unknown command');
  });
});

const hardware = (ports: number): SonicOptions => ({
  ...{ hwsku: 'Force10-S6000', platform: 'x86_64-kvm_x86_64-r0', mac: '02:00:00:00:01:01' },
  cage: (port) => ({
    ...{ name: `Ethernet${port * 8}`, index: port + 1, ports, fec: 'rs' },
    lanes: Array.from({ length: 8 }, (_, lane) => port * 8 + lane),
  }),
});

/** Cages with a link on a lane are broken out, the others are whole. */
const brokenOut = ({ links }: DevicePlan, ports: number): SonicOptions => ({
  ...hardware(1),
  cage: (port) => ({
    ...hardware(links.some((link) => link.port === port && link.lane !== null) ? ports : 1).cage(port),
  }),
});

describeReal(['yanglint', 'data'], "every config_db.json, by SONiC's own models", () => {
  const switches = devices.filter(({ numbered, plan }) => numbered && plan.role !== 'server').map(({ plan }) => plan);
  const good = (): SonicConfigDb => sonicConfigDb(switches[0]!, hardware(1));

  it(`is taken: ${switches.length} of them`, () => {
    for (const plan of switches) yanglint(sonicConfigDb(plan, hardware(1)), folder);
  });

  it.each(Object.entries(TOPOLOGIES))('is taken for the switches of a site with a %s', (_, topology) => {
    const own = sitePlans(topology(true)).filter(({ role }) => role !== 'server');
    // Those of one role differ in numbers alone: the first and the last are enough.
    const roles = [...new Set(own.map(({ role }) => role))].map((role) => own.filter((each) => each.role === role));
    const some = new Set(roles.flatMap((each) => [each[0]!, each.at(-1)!]));
    expect(some.size).toBeGreaterThan(1);
    for (const plan of some) {
      const lanes = new Set(plan.links.flatMap(({ lane }) => (lane === null ? [] : [lane])));
      const config = sonicConfigDb(plan, brokenOut(plan, lanes.size === 0 ? 1 : 4));
      expect(Object.keys(config['BGP_NEIGHBOR'] ?? {})).toHaveLength(plan.links.length);
      yanglint(config, folder);
    }
  });

  it('is taken with a router outside', () => {
    yanglint(sonicConfigDb(border(switches[0]!), hardware(1)), folder);
  });

  it('is taken with cages that are broken out', () => {
    const [plan] = switches;
    const links = plan!.links.map((link, index) => ({ ...link, port: index >> 1, lane: index & 1 }));
    yanglint(sonicConfigDb({ ...plan!, links }, hardware(2)), folder);
  });

  it.each<[string, (tables: SonicConfigDb) => SonicConfigDb, string]>([
    [
      'a port that is not there',
      (it) => Object.fromEntries(Object.entries(it).filter(([table]) => table !== 'PORT')),
      'no target instance',
    ],
    [
      'the role that everybody else would write',
      (it) => ({ ...it, DEVICE_METADATA: { localhost: { ...it['DEVICE_METADATA']!['localhost'], type: 'Leaf' } } }),
      'Leaf',
    ],
    [
      'a field that nobody knows',
      (it) => ({ ...it, PORT: { Ethernet0: { ...it['PORT']!['Ethernet0'], color: 'red' } } }),
      'color',
    ],
  ])('is refused with %s', (_, broken, complaint) => {
    expect(() => yanglint(broken(good()), folder)).toThrow(complaint);
  });
});

const COLLECTION = 'collections/ansible_collections/datahall/site';
const project = (name: string, ...rest: Tail<Parameters<typeof ansibleProject>>): string =>
  ansibleProject(join(folder, name), ...rest);
const environment = (): NodeJS.ProcessEnv => ansibleEnvironment(folder);
type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;

describeReal(['ansible-playbook', 'ansible-lint'], 'the collection for Ansible', () => {
  const root = project('lint', plansOf(leafSpine(4, 2), { numbered: true, cluster }), { spine2: hardware(1) });
  const run = (program: string, args: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}): string =>
    execFileSync(program, args, { cwd, env: { ...environment(), ...more }, stdio: 'pipe', encoding: 'utf8' });

  it('has the syntax of Ansible, and is found beside the playbook without being installed', () => {
    run(found('ansible-playbook'), [...playbookArguments(SITE), '--syntax-check'], root);
    const tasks = run(found('ansible-playbook'), [...playbookArguments(SITE), '--list-tasks'], root);
    expect(tasks).toContain('Configure spines');
    expect(tasks).toContain('datahall.site.device : Configure FRRouting');
  });

  it.each<[string, () => string]>([
    ['of leaves and spines, one with SONiC', () => root],
    [
      'with borders to a router outside, of both versions of IP, one with SONiC',
      () => {
        const plans = plansOf(leafSpine(2, 2), { numbered: true, versions: 'both', cluster });
        const borders = plans.map((plan) => (plan.role === 'spine' ? border(plan) : plan));
        const made = project('lint-outside', borders, { spine2: hardware(1) });
        const frr = readFileSync(join(made, 'inventories', SITE, 'files/spine1/frr.conf'), 'utf8');
        expect(frr).toContain('neighbor 2001:db8:: ');
        expect(existsSync(join(made, 'inventories', SITE, 'files/spine2/config_db.json'))).toBe(true);
        return made;
      },
    ],
    ['of an unnumbered ring', () => project('lint-ring', plansOf(ring(5), { versions: 'both' }))],
  ])('is clean by the production profile of ansible-lint: %s', (_, make) => {
    const made = make();
    // A generated collection has no repository of its own; offline, its own name must be found.
    const args = ['--offline', '--profile', 'production', '--strict', '--nocolor', '-x', 'galaxy[no-repository]'];
    const where = { ANSIBLE_COLLECTIONS_PATH: join(made, 'collections') };
    run(found('ansible-lint'), args, join(made, COLLECTION), where);
    run(found('ansible-lint'), [...args, `${SITE}.yml`, 'inventories'], made, where);
  });

  it('is built, installed and called by its name, by ansible-galaxy, and again when its content has changed', () => {
    const galaxy = join(dirname(realpathSync(found('ansible-playbook'))), 'ansible-galaxy');
    const installed = { ANSIBLE_COLLECTIONS_PATH: join(folder, 'installed') };
    const install = (from: string): string => {
      const [archive] =
        run(galaxy, ['collection', 'build', '--force'], join(from, COLLECTION)).match(/\/\S+\.tar\.gz/) ?? [];
      return run(
        galaxy,
        ['collection', 'install', '--offline', archive!, '-p', join(folder, 'installed')],
        from,
        installed,
      );
    };
    expect(install(root)).toContain('datahall.site:1.0.0');
    const inventory = join(root, 'inventories', SITE, 'inventory.yml');
    const tasks = run(
      found('ansible-playbook'),
      ['-i', inventory, 'datahall.site.lab_1', '--list-tasks'],
      folder,
      installed,
    );
    expect(tasks).toContain('datahall.site.device : Configure SONiC');
    install(project('grown', plansOf(leafSpine(4, 3))));
    const playbook = join(folder, 'installed/ansible_collections/datahall/site/playbooks/lab_1.yml');
    const grown = join(folder, 'grown', COLLECTION, 'playbooks/lab_1.yml');
    expect(readFileSync(playbook, 'utf8')).toBe(readFileSync(grown, 'utf8'));
  });
});

describeReal([...CONTROL_PLANE, 'data'], "MetalLB's side of the sessions", () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await startControlPlane('metallb-peers');
    await applyCrds(plane, ['metallb'], new Set(['BGPPeer']));
  });
  afterAll(() => plane?.stop());

  it('is taken by an API server, strictly', async () => {
    const peers = metallbPeers(plansOf(leafSpine(4, 2), { cluster }));
    await applyStrict(plane, [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'metallb-system' } },
      ...(peers as readonly KubernetesObject[]),
    ]);
    expect(peers).toHaveLength(8);
  });
});

describeReal([...CONTROL_PLANE, 'cilium'], "Cilium's side of the sessions", () => {
  const plans = plansOf(leafSpine(4, 2), { cluster, versions: 'both' }).map((plan) =>
    plan.role === 'server' ? { ...plan, rack: plan.name === 'server1' ? 'r01' : 'r02' } : plan,
  );
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await startControlPlane('cilium-peers');
    await applyCrds(plane, ['cilium']);
  });
  afterAll(() => plane?.stop());

  it('is taken by an API server with its definitions, strictly', async () => {
    const objects = ciliumPeers(plans);
    expect([...new Set(objects.map(({ kind }) => kind))]).toEqual([
      ...['CiliumBGPClusterConfig', 'CiliumBGPPeerConfig', 'CiliumBGPAdvertisement', 'CiliumLoadBalancerIPPool'],
    ]);
    expect(await applyStrict(plane, objects as readonly KubernetesObject[])).toHaveLength(objects.length);
  });

  it('is refused with a field that Cilium does not know, such as BFD', async () => {
    const [first] = ciliumPeers(plans) as readonly KubernetesObject[];
    const broken = { ...first!, spec: { ...(first!['spec'] as object), bfdProfile: 'fabric' } };
    await expect(applyStrict(plane, [broken])).rejects.toThrow('bfdProfile');
  });
});

describeReal(['frr', 'ansible-playbook'], 'a run of Ansible against running daemons', () => {
  const plans = plansOf(leafSpine(2, 2));
  let lab: FrrLab;
  let root: string;
  beforeAll(async () => {
    lab = await FrrLab.start(plans, { bfdInterval: 400 });
    root = project('run', plans);
    await eventually('all is up', async () => (await lab.width('leaf1', '10.255.1.2')) > 1 || undefined);
  });
  afterAll(() => lab?.stop());

  const play = (
    device: string,
    variables: Readonly<Record<string, unknown>> = {},
    ...more: readonly string[]
  ): Promise<string> => {
    const own = lab.folder(device);
    const reload = ['/usr/lib/frr/frr-reload.py', '--reload', '--vty_socket', own, '--confdir', own, '--rundir', own];
    const extra = {
      ...{ ansible_connection: 'local', ansible_become: false, ansible_python_interpreter: '/usr/bin/python3' },
      ...{
        device_frr_folder: own,
        device_sysctl_folder: own,
        device_interfaces_folder: own,
        device_frr_vtysh: ['vtysh', '--vty_socket', own],
      },
      ...{ device_frr_reload: [...reload, join(own, 'frr.conf')], ...variables },
    };
    const args = [...playbookArguments(SITE), '--limit', device, '-e', JSON.stringify(extra), ...more];
    return lab.play(device, found('ansible-playbook'), args, { cwd: root, env: environment() });
  };
  const sizeOf = async (device: string, port: string): Promise<number> => {
    const [link] = JSON.parse(await lab.on(device, 'ip', '-j', 'link', 'show', 'dev', port)) as { mtu: number }[];
    return link!.mtu;
  };
  const installed = (device: string): string => readFileSync(join(lab.folder(device), 'frr.conf'), 'utf8');

  it('shows what would change, and changes nothing', async () => {
    const before = installed('leaf1');
    await lab.on('leaf1', 'ip', 'link', 'set', 'swp2', 'mtu', '1500');
    for (const mode of [[], ['--check']]) {
      const out = await play('leaf1', {}, ...mode);
      expect(out).toContain('+  receive-interval 300');
      expect(out).toContain('swp2: 1500 -> 9000');
      expect(out).not.toContain('swp1: ');
    }
    expect(await play('leaf1', { apply: true }, '--check')).toContain('swp2: 1500 -> 9000');
    expect(await sizeOf('leaf1', 'swp2')).toBe(1500);
    expect(existsSync(join(lab.folder('leaf1'), 'fabric'))).toBe(false);
    expect(installed('leaf1')).toBe(before);
    expect(await lab.vtysh('leaf1', 'show running-config')).toContain('receive-interval 400');
  });

  it('installs, reloads without a lost session, keeps the old file, and records the result', async () => {
    const drops = async (): Promise<readonly number[]> => {
      const neighbors = JSON.parse(await lab.vtysh('leaf1', 'show bgp neighbors json')) as object;
      return Object.values(neighbors).map((neighbor: { connectionsDropped: number }) => neighbor.connectionsDropped);
    };
    const before = await drops();
    await play('leaf1', { apply: true });
    expect(await drops()).toEqual(before);
    expect(installed('leaf1')).toBe(frrConfig(lab.plan('leaf1')));
    expect(await lab.vtysh('leaf1', 'show running-config')).not.toContain('receive-interval 400');
    expect(readdirSync(lab.folder('leaf1')).filter((name) => /^frr\.conf\..*~$/.test(name))).toHaveLength(1);
    expect(await sizeOf('leaf1', 'swp2')).toBe(9000);
    expect(readFileSync(join(lab.folder('leaf1'), 'fabric'), 'utf8')).toContain(
      'auto swp2\niface swp2 inet manual\n    mtu 9000\n',
    );
    const result: unknown = JSON.parse(readFileSync(join(root, 'inventories', SITE, 'results/leaf1.json'), 'utf8'));
    expect(result).toMatchObject({ device: 'leaf1', applied: true, changed: true, sessions: 3, paths: 2 });
  });

  it('changes nothing the second time', async () => {
    expect(await play('leaf1', { apply: true })).toMatch(/changed=0 .*failed=0/);
  });

  it('refuses a broken configuration, in a dry run too', async () => {
    const file = join(root, 'inventories', SITE, 'files/leaf2/frr.conf');
    const before = installed('leaf2');
    writeFileSync(file, `${readFileSync(file, 'utf8')}no such command\n`);
    await expect(play('leaf2')).rejects.toThrow('Unknown command');
    await expect(play('leaf2', { apply: true })).rejects.toThrow('Unknown command');
    expect(installed('leaf2')).toBe(before);
    expect(existsSync(join(root, 'inventories', SITE, 'results/leaf2.json'))).toBe(false);
  });

  it('fails when a session does not come back', async () => {
    await lab.cables('leaf1', 'spine1', 'down');
    await expect(play('leaf1', { apply: true, device_sessions_retries: 2 })).rejects.toThrow('Wait for all sessions');
    await lab.cables('leaf1', 'spine1', 'up');
  });
});
