import fc from 'fast-check';
import { AsnPlan, Cidr, Power, Rack, ServerModel, Site, type SiteAddresses, SwitchModel, Topology } from 'datahall';
import { addressProblems, devicesOf } from '../../../../lib/site/addressing';

const { SN5600 } = SwitchModel;
const addresses = { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') };
const clos = (spines = 2, numbered = true) => Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines, numbered });

/** A fabric for what no server here has. */
const idle = () => Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, carries: ['rdma'] });

interface Parts {
  readonly racks?: number;
  readonly more?: number;
  readonly topology?: Topology;
  readonly addresses?: SiteAddresses;
  readonly asns?: AsnPlan;
  readonly fabrics?: number;
  readonly groups?: number;
  readonly servers?: number;
}

const wider = { ...addresses, underlay: Cidr.of('10.0.0.0/8') };
/** A leaf a rack, with one port a server. */
const dense = () => Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, homing: 1, racksPerLeaf: 1 });

function plan({
  racks = 4,
  more = 0,
  topology = clos(),
  fabrics: fabricCount = 1,
  groups = 1,
  servers: count = racks * 2,
  ...rest
}: Parts) {
  const row = Rack.row(racks, { units: 48, feeds: 2, feed: Power.kw(17) });
  const servers = ServerModel.NVME_2U.times(count);
  const site = new Site('lab', {
    racks: { a: more === 0 ? row : row.plus(more) },
    servers: {
      s: more === 0 ? servers : servers.plus(more),
      ...Object.fromEntries(Array.from({ length: groups - 1 }, (_, at) => [`g${at}`, ServerModel.NVME_2U.times(2)])),
    },
    fabrics: {
      f: topology,
      ...Object.fromEntries(Array.from({ length: fabricCount - 1 }, (_, at) => [`h${at}`, idle()])),
    },
    addresses,
    ...rest,
  });
  const { fabrics, problems } = devicesOf(site.toFact());
  return { devices: fabrics[0]!.devices, problems, site: site.toFact() };
}

const ends = (parts: Parts) =>
  plan(parts).devices.flatMap(({ name, links }) => links.map((link) => ({ name, ...link })));

describe('planDevices', () => {
  it('gives each device an address and each router an AS number of its own; spines share theirs', () => {
    const { devices, problems } = plan({});
    expect(problems).toEqual([]);
    expect(new Set(devices.map(({ loopback }) => loopback.v4)).size).toBe(devices.length);
    const asns = (role: string) => devices.filter((each) => each.role === role).map(({ asn }) => asn);
    expect(new Set(asns('spine'))).toEqual(new Set([4_200_000_000]));
    expect(new Set(asns('leaf')).size).toBe(asns('leaf').length);
    expect(new Set(asns('server')).size).toBe(asns('server').length);
  });

  it('gives both ends of a link the two addresses of a /31, which no other link has', () => {
    const all = ends({});
    for (const { local, remote } of all) {
      const [even, odd] = [local.v4!, remote.v4!].sort(
        (a, b) => Number(a.split('.').pop()) - Number(b.split('.').pop()),
      );
      expect(Cidr.of(`${even}/31`).includes(odd!)).toBe(true);
    }
    expect(new Set(all.map(({ local }) => local.v4)).size).toBe(all.length);
  });

  it('tells both ends of a link the same', () => {
    const all = ends({});
    const key = (name: string, port: number, lane: number | null) => `${name} ${port} ${lane}`;
    const byPort = new Map(all.map((end) => [key(end.name, end.port, end.lane), end]));
    for (const end of all) {
      const other = byPort.get(key(end.peer, end.peerPort, end.peerLane))!;
      expect([other.peer, other.local, other.remote, other.bps]).toEqual([end.name, end.remote, end.local, end.bps]);
    }
  });

  it('has no addresses on links that are not numbered', () => {
    const all = ends({ topology: clos(2, false) });
    expect(all.every(({ local, remote }) => local.v4 === null && remote.v6 === null)).toBe(true);
  });

  it('plans IPv6 beside IPv4, and alone', () => {
    const ipv6 = Cidr.of('fd00:10::/48');
    expect(plan({ addresses: { ...addresses, ipv6 } }).devices[0]?.loopback).toEqual({
      v4: '10.0.0.1',
      v6: 'fd00:10::1',
    });
    const alone = plan({ addresses: { underlay: ipv6, virtualIps: Cidr.of('fd00:11::/64') } });
    expect(alone.problems).toEqual([]);
    expect(alone.devices[0]?.loopback).toEqual({ v4: null, v6: 'fd00:10::1' });
    expect(new Set(alone.devices.map(({ routerId }) => routerId)).size).toBe(alone.devices.length);
    expect(alone.devices[0]?.routerId).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });

  it('takes the range that a fabric was given', () => {
    const fabrics = { f: Cidr.of('172.16.0.0/16') };
    expect(plan({ addresses: { ...addresses, fabrics } }).devices[0]?.loopback.v4).toBe('172.16.0.1');
  });

  it.each<[string, string, Parts]>([
    ['too small a range', 'DH3808', { addresses: { ...addresses, underlay: Cidr.of('10.0.0.0/24') } }],
    ['an AS number in use', 'DH3809', { asns: AsnPlan.fourByte({ taken: [4_200_010_000] }) }],
    [
      'too few AS numbers of two bytes',
      'DH3883',
      { racks: 400, topology: dense(), addresses: wider, asns: AsnPlan.twoByte() },
    ],
    ['more fabrics than parts', 'DH3882', { fabrics: 5 }],
  ])('reports %s, also without writing out any address', (_, code, parts) => {
    const { problems, site } = plan(parts);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(addressProblems(site)).toEqual(problems);
  });

  it('finds too few addresses of links by the last port alone, as by writing out each', () => {
    const ranges = fc.record({ prefix: fc.integer({ min: 14, max: 24 }), spines: fc.integer({ min: 1, max: 4 }) });
    let found = 0;
    fc.assert(
      fc.property(ranges, fc.boolean(), ({ prefix, spines }, numbered) => {
        const underlay = Cidr.of(`10.0.0.0/${prefix}`);
        const { problems, site } = plan({ topology: clos(spines, numbered), addresses: { ...addresses, underlay } });
        expect(addressProblems(site)).toEqual(problems);
        found += problems.length > 0 ? 1 : 0;
      }),
    );
    expect(found).toBeGreaterThan(0);
  });

  it('names each AS number that is in use, once: DH3809', () => {
    const taken = [4_200_000_000, 4_200_010_001, 4_201_000_001];
    const given = plan({ asns: AsnPlan.fourByte({ taken }) }).problems.map(({ got }) => got);
    expect(given.map((got) => Number(got.split(',')[0])).sort((a, b) => a - b)).toEqual(taken);
  });

  it('says how large the range must be, for the device that needs the most: DH3808', () => {
    const { problems } = plan({ addresses: { ...addresses, underlay: Cidr.of('10.0.0.0/24') } });
    const [servers] = problems.filter(({ what }) => what.includes('of servers'));
    expect(servers).toMatchObject({
      what: "the range of addresses of servers of the fabric 'f' is too small",
      got: '10.0.0.0/27, with room for 32',
      allowed: 'room for the highest number that is kept, 1539: a range of /20 or larger for the fabric',
    });
    const [last] = plan({ addresses: { ...addresses, underlay: Cidr.of('10.0.0.0/18') } }).problems;
    expect(last?.what).toContain('links');
    expect(
      plan({ racks: 400, topology: dense(), addresses: wider, asns: AsnPlan.twoByte() }).problems[0],
    ).toMatchObject({
      what: "there are too few AS numbers of leaves of the fabric 'f'",
    });
  });

  it('has AS numbers of two bytes for 60 leaves and 943 servers', () => {
    const numbers = (count: number) => {
      const { devices, problems } = plan({
        racks: 60,
        servers: count,
        topology: dense(),
        addresses: wider,
        asns: AsnPlan.twoByte(),
      });
      return {
        asns: devices.filter(({ role }) => role !== 'spine').map(({ asn }) => asn),
        codes: problems.map(({ code }) => code),
      };
    };
    const { asns, codes } = numbers(943);
    expect(codes).toEqual([]);
    expect(new Set(asns).size).toBe(60 + 943);
    expect([Math.min(...asns), Math.max(...asns)]).toEqual([64_532, 65_534]);
    expect(numbers(944).codes).toEqual(['DH3883']);
  });

  it('renumbers no AS number of two bytes when racks and servers are added, nor groups and fabrics that are kept', () => {
    const options = { asns: AsnPlan.twoByte({ fabrics: 2, groups: 3 }), topology: dense() };
    const numbers = (parts: Parts) => plan({ ...options, ...parts }).devices.map(({ name, asn }) => `${name} ${asn}`);
    const before = numbers({ racks: 3 });
    const after = new Set(numbers({ racks: 3, more: 2, fabrics: 2, groups: 2 }));
    expect(before.filter((each) => !after.has(each))).toEqual([]);
  });

  it('renumbers nothing when racks, servers and spines are added', () => {
    const facts = (parts: Parts) =>
      plan(parts).devices.flatMap(({ name, asn, loopback, links }) => [
        `${name} ${asn} ${loopback.v4}`,
        ...links.map(({ port, lane, local, peer }) => `${name} ${port}/${lane} ${local.v4} ${peer}`),
      ]);
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), fc.nat(2), (racks, more, spines) => {
        const before = facts({ racks: racks + 1 });
        const after = new Set(facts({ racks: racks + 1, more, topology: clos(2 + spines) }));
        expect(before.filter((fact) => !after.has(fact))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  /** Leaves of two classes in one graph: their ports are numbered with the stride of the larger one. */
  const twoClasses = (racks: number) => {
    const names = Array.from({ length: racks }, (_, at) => `leaf-${at + 1}`);
    const up = { model: SN5600, role: 'spine' } as const;
    return Topology.graph({
      switches: {
        ...Object.fromEntries(names.map((name, at) => [name, { model: at % 2 === 0 ? wide() : SN5600 }])),
        ...{ up, other: up },
      },
      links: names.flatMap((name) => [[name, 'up', 2] as const, [name, 'other'] as const]),
      racks: Object.fromEntries(names.map((name, at) => [`lab-a-${String(at + 1).padStart(2, '0')}`, [name]])),
      numbered: true,
    });
  };
  const shapes: Readonly<Record<string, (racks: number, spines: number) => Topology>> = {
    'leaf-spine': (_, spines) => clos(spines),
    'leaf-spine of two classes': (_, spines) =>
      Topology.leafSpine({ leaf: SN5600, spine: wide(), spines, numbered: true, racksPerLeaf: 1 }),
    rails: (_, spines) =>
      Topology.railOptimised({ leaf: SN5600, spine: SN5600, spines, rails: 2, carries: ['frontend'], numbered: true }),
    star: () => Topology.star({ leaf: SN5600, hub: SN5600, racksPerLeaf: 1, numbered: true }),
    'fat-tree': () => Topology.fatTree({ switch: SN5600, k: 8, numbered: true }),
    ring: (racks) => Topology.ring({ switch: SN5600, switches: Math.max(3, racks), numbered: true }),
    mesh: (racks) => Topology.mesh({ switch: SN5600, switches: Math.max(2, racks), numbered: true }),
    graph: (racks) => twoClasses(racks),
  };

  it.each(Object.keys(shapes))('gives no two ends of cables, and no two devices, of a %s one address', (shape) => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 4 }), (racks, spines) => {
        const topology = shapes[shape]!(racks, spines);
        const wider = { ...addresses, underlay: Cidr.of('10.0.0.0/8'), ipv6: Cidr.of('fd00:10::/48') };
        const { devices, problems } = plan({ racks, topology, addresses: wider });
        expect(problems).toEqual([]);
        for (const version of ['v4', 'v6'] as const) {
          const own = devices.map(({ loopback }) => loopback[version]);
          const cabled = devices.flatMap(({ links }) => links.map(({ local }) => local[version]));
          const all = [...own, ...cabled];
          expect(all).not.toContain(null);
          expect(new Set(all).size).toBe(all.length);
        }
        const numbers = devices.filter(({ role }) => role === 'leaf' || role === 'server').map(({ asn }) => asn);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
      { numRuns: 12 },
    );
  });
});

function wide(): SwitchModel {
  return SwitchModel.custom({
    ...SN5600.facts,
    name: 'wide',
    ports: SN5600.facts.ports.map((each) => ({ ...each, count: 96 })),
  });
}
