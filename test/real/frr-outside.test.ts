import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cidr, OutsideRouter, Power, Rack, ServerModel, Site, SwitchModel, Topology } from 'datahall';
import { devicesOf } from '../../lib/site/addressing';
import { describeReal } from '../support/real/describe-real';
import { eventually } from '../support/real/eventually';
import { FrrLab } from '../support/real/frr-lab';
import { speaker } from '../support/real/speaker';

const { SN5600 } = SwitchModel;
const VIRTUAL_IP = '198.51.100.10';

/** Two racks below two leaves and two spines. The provider is joined to the spines, the company to the leaves. */
function site(): Site {
  const link = (port: number, text: string) => ({ port, addresses: [Cidr.of(text)] });
  return new Site('lab', {
    racks: { a: Rack.row(2, { units: 48, feeds: 2, feed: Power.kw(17) }) },
    servers: { s: ServerModel.NVME_2U.times(2) },
    fabrics: { f: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, racksPerLeaf: 2 }) },
    addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
    outside: {
      provider: OutsideRouter.of({
        ...{ fabric: 'f', asn: 64_496, bfd: true },
        links: { 'lab-f-spine-001': link(60, '192.0.2.0/31'), 'lab-f-spine-002': link(60, '192.0.2.2/31') },
      }),
      company: OutsideRouter.of({
        ...{ fabric: 'f', asn: 64_497, servers: true, siteEnd: 'even', gives: [Cidr.of('172.16.0.0/12')] },
        links: { 'lab-f-leaf-001': link(40, '192.0.2.4/31'), 'lab-f-leaf-002': link(40, '192.0.2.6/31') },
      }),
    },
  });
}

describeReal(['frr'], 'FRRouting with routers that are not of the site', () => {
  const planned = devicesOf(site().toFact(), site().routing);
  const plans = planned.fabrics[0]!.devices;
  const [one, two] = plans.filter(({ role }) => role === 'server');
  const leaves = plans.filter(({ role }) => role === 'leaf');
  const told = { provider: ['203.0.113.0/24', '10.0.0.0/24', '198.51.100.0/25'], company: ['172.17.0.0/16'] };
  let lab: FrrLab;

  const pings = (from: string, to: string, source: string) =>
    eventually(`${from} reaches ${to}`, () => lab.on(from, 'ping', '-n', '-c1', '-W1', '-I', source, to));
  const known = async (device: string): Promise<readonly string[]> =>
    (await lab.routes(device)).map(({ dst }) => dst).sort();

  beforeAll(async () => {
    expect(planned.problems).toEqual([]);
    lab = await FrrLab.start(plans);
    await lab.outside('provider', ['203.0.113.1/32'], ['0.0.0.0/0', ...told.provider]);
    await lab.outside('company', ['172.16.0.1/32'], ['0.0.0.0/0', '172.16.0.0/12', ...told.company]);
    await pings('company', one!.loopback.v4!, '172.16.0.1');
    await lab.on(one!.name, 'ip', 'addr', 'add', `${VIRTUAL_IP}/32`, 'dev', 'lo');
    await speaker(lab, one!.name, leaves, `${VIRTUAL_IP}/32`);
    await pings('provider', VIRTUAL_IP, '203.0.113.1');
  });
  afterAll(() => lab?.stop());

  it('lets servers reach what the routers give, by both borders', async () => {
    await pings(two!.name, '172.16.0.1', two!.loopback.v4!);
    expect(await lab.width(two!.name, 'default')).toBe(2);
    expect(await lab.width(two!.name, '172.16.0.0/12')).toBe(2);
  });

  it('tells each router what it may know, and carries nothing between them', async () => {
    expect(await known('provider')).toEqual([VIRTUAL_IP]);
    expect(await known('company')).toEqual([one!.loopback.v4!, two!.loopback.v4!, VIRTUAL_IP].sort());
    await expect(lab.on('provider', 'ping', '-n', '-c1', '-W1', '172.16.0.1')).rejects.toThrow();
  });

  it('keeps the AS numbers of its devices inside', async () => {
    const text = await lab.vtysh('provider', `show bgp ipv4 unicast ${VIRTUAL_IP}/32 json`);
    const { paths } = JSON.parse(text) as { paths: readonly { aspath: { string: string } }[] };
    expect(new Set(paths.map(({ aspath }) => aspath.string))).toEqual(
      new Set([String(lab.plan('lab-f-spine-001').asn)]),
    );
  });

  it('believes no router that gives more than it may', async () => {
    const everywhere = await Promise.all(plans.map(async ({ name }) => ({ name, routes: await known(name) })));
    for (const { routes } of everywhere)
      for (const wrong of [...told.provider, ...told.company]) expect(routes).not.toContain(wrong);
    expect(await lab.vtysh('lab-f-leaf-001', 'show bgp ipv4 unicast 0.0.0.0/0 json')).not.toContain('64497');
  });

  it('is written as FRRouting writes it, so that a reload ends no session', async () => {
    for (const border of ['lab-f-spine-001', 'lab-f-leaf-001']) {
      const own = lab.folder(border);
      const folders = ['--vty_socket', own, '--confdir', own, '--rundir', own];
      const reload = (file: string) =>
        lab.on(border, '/usr/lib/frr/frr-reload.py', '--test', ...folders, join(own, file));
      expect(await reload('frr.conf')).not.toMatch(/neighbor|prefix-list|router bgp/);
      const text = readFileSync(join(own, 'frr.conf'), 'utf8');
      writeFileSync(join(own, 'other.conf'), text.replace('maximum-prefix 17 restart', 'maximum-prefix 18 restart'));
      expect(await reload('other.conf')).toContain('maximum-prefix 18');
    }
  });

  it('reaches the outside by the other border when one is lost', async () => {
    await lab.device('lab-f-spine-001', 'down');
    await pings('provider', VIRTUAL_IP, '203.0.113.1');
    expect(await lab.width('provider', VIRTUAL_IP)).toBe(1);
    await lab.device('lab-f-spine-001', 'up');
    await eventually('both are back', async () => (await lab.width('provider', VIRTUAL_IP)) === 2 || undefined);
    await lab.device('lab-f-leaf-001', 'down');
    await pings(two!.name, '172.16.0.1', two!.loopback.v4!);
    await lab.device('lab-f-leaf-001', 'up');
  });
});
