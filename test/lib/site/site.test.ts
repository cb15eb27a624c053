import fc from 'fast-check';
import {
  Bandwidth,
  Cidr,
  type NicFacts,
  PodNetwork,
  Power,
  Rack,
  type ServerGroup,
  ServerModel,
  Site,
  SwitchModel,
  Topology,
  type SiteOptions,
} from 'datahall';
import { addressProblems } from '../../../lib/site/addressing';
import { layoutOf } from '../../../lib/site/layout';
import { smallSite } from '../../support/small-site';

const main = Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 2 });
const twoNetworks: NicFacts = { roles: ['management', 'rdma'], ports: 1, speed: Bandwidth.gbps(100) };
const none = undefined as never;
const base: SiteOptions = {
  racks: { gpu: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(23) }) },
  servers: { h100: ServerModel.DGX_H100.times(4) },
  fabrics: { main },
  addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
};

describe('Site', () => {
  it.each<[string, () => unknown]>([
    ['DH1101', () => new Site('Oslo 1', base)],
    ['DH1101', () => new Site('oslo1', { ...base, servers: { 'h100.x': ServerModel.DGX_H100.times(1) } })],
    ['DH3013', () => new Site('oslo1', { ...base, podNetwork: PodNetwork.overlay() })],
    ['DH3009', () => new Site('oslo1', { ...base, servers: { h100: ServerModel.DGX_H100.times(1, { row: 'x' }) } })],
    ['DH3001', () => ServerModel.of('DGX-H300')],
    ['DH1004', () => ServerModel.DGX_H100.times(0)],
    ['DH1004', () => Rack.row(1.5, { units: 48, feeds: 2, feed: Power.kw(1) })],
    ['DH1002', () => Rack.row(1, { units: 48, feeds: 2, feed: 17 as never })],
    ['DH1004', () => Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 0 })],
    ['DH1004', () => Topology.ring({ switch: SwitchModel.SN5600, switches: 3, mtu: 100 })],
    ['DH3804', () => Topology.ring({ switch: SwitchModel.SN5600, switches: 2 })],
    ['DH3804', () => Topology.fatTree({ switch: SwitchModel.SN5600, k: 5 })],
    ['DH3804', () => Topology.fatTree({ switch: SwitchModel.SN5600, k: 66 })],
    ['DH3804', () => Topology.mesh({ switch: SwitchModel.SN5600, switches: 3, pairs: [[1, 4]] })],
    ['DH3801', () => SwitchModel.of('SN9999')],
    ['DH3806', () => ServerModel.custom({ ...ServerModel.CONTROL_1U.facts, nics: [twoNetworks] })],
    ['DH3014', () => new Site('oslo1', { ...base, servers: { h100: ServerModel.DGX_H100.times(1, { at: ['x'] }) } })],
  ])('refuses at once with %s', (code, make) => {
    expect(make).toThrow(new RegExp(`^${code} `));
  });

  it.each<[string, () => unknown]>([
    ['leaf', () => Topology.leafSpine({ leaf: none, spine: SwitchModel.SN5600, spines: 2 })],
    ['spine', () => Topology.railOptimised({ leaf: SwitchModel.SN5600, spine: none, spines: 2, rails: 8 })],
    ['hub', () => Topology.star({ hub: 'SN5600' as never, leaf: SwitchModel.SN5600 })],
    ['switch', () => Topology.fatTree({ switch: none, k: 4 })],
    ['switch', () => Topology.ring({ switch: none, switches: 4 })],
    ['switch', () => Topology.mesh({ switch: none, switches: 4 })],
    ['switches.x.model', () => Topology.graph({ switches: { x: { model: none } }, links: [], racks: {} })],
    ['racks', () => new Site('oslo1', { ...base, racks: none })],
    ['servers.h100', () => new Site('oslo1', { ...base, servers: { h100: ServerModel.DGX_H100 as never } })],
    ['fabrics.main', () => new Site('oslo1', { ...base, fabrics: { main: none } })],
    ['outside.edge', () => new Site('oslo1', { ...base, outside: { edge: {} as never } })],
    ['addresses.underlay', () => new Site('oslo1', { ...base, addresses: none })],
    [
      'addresses.pods',
      () => new Site('oslo1', { ...base, addresses: { ...base.addresses, pods: '10.1.0.0/16' as never } }),
    ],
    [
      'addresses.fabrics.main',
      () => new Site('oslo1', { ...base, addresses: { ...base.addresses, fabrics: { main: none } } }),
    ],
  ])('refuses what no compiler has looked at, and names it: %s', (field, make) => {
    expect(make).toThrow(`DH1006 '${field}' is of another kind`);
  });

  const uses = ['underlay', 'virtualIps', 'pods', 'services'] as const;
  const addresses = {
    underlay: Cidr.of('10.0.0.0/16'),
    virtualIps: Cidr.of('198.51.100.0/24'),
    pods: Cidr.of('10.244.0.0/16'),
    services: Cidr.of('10.96.0.0/12'),
  };

  it.each(uses.flatMap((use, at) => uses.slice(at + 1).map((other) => [use, other] as const)))(
    'has no address in %s and in %s: DH3012',
    (use, other) => {
      const overlapping = { ...addresses, [other]: addresses[use].slice(30, 7) };
      expect(() => new Site('oslo1', { ...base, addresses: overlapping })).toThrow(
        `DH3012 the networks '${other}' and '${use}' of the site share addresses`,
      );
    },
  );

  it('says the ranges of pods and services where they are known', () => {
    expect(new Site('oslo1', base).toFact()).toMatchObject({
      addresses: { underlay: '10.0.0.0/16', virtualIps: '198.51.100.0/24' },
      podNetwork: 'routed',
    });
    expect(new Site('oslo1', base).toFact().addresses).not.toHaveProperty('pods');
    expect(new Site('oslo1', { ...base, addresses, podNetwork: PodNetwork.overlay() }).toFact()).toMatchObject({
      addresses: { pods: '10.244.0.0/16', services: '10.96.0.0/12' },
      podNetwork: 'overlay',
    });
  });

  it('has hosts that talk to pods from the pod range where pods are in an overlay, and only there', () => {
    const hosts = (podNetwork?: PodNetwork) =>
      new Site('oslo1', { ...base, addresses, ...(podNetwork === undefined ? {} : { podNetwork }) }).hosts.map(String);
    expect(hosts()).toEqual(['10.0.0.0/16']);
    expect(hosts(PodNetwork.routed())).toEqual(['10.0.0.0/16']);
    expect(hosts(PodNetwork.overlay())).toEqual(['10.0.0.0/16', '10.244.0.0/16']);
  });

  it('has hosts with addresses of both families, and pods of the first one', () => {
    const both = new Site('oslo1', { ...base, addresses: { ...addresses, ipv6: Cidr.of('fd00:10::/32') } });
    expect(both.hosts.map(String)).toEqual(['10.0.0.0/16', 'fd00:10::/32']);
    expect(both.ipVersion).toBe(4);
    const pods = { ...addresses, pods: Cidr.of('fd00:20::/48') };
    expect(new Site('oslo1', { ...base, addresses: pods }).ipVersion).toBe(6);
  });

  it('takes servers for shares in order, so that a stage added last moves none', () => {
    const site = smallSite();
    expect(site.share({ h100: 2 }).servers('h100').names).toEqual(['lab-h100-001', 'lab-h100-002']);
    expect(site.share({ h100: 2 }).servers('h100').names).toEqual(['lab-h100-003', 'lab-h100-004']);
  });

  it('does not count out servers that another share named', () => {
    const site = smallSite();
    site.share({ h100: ['lab-h100-001', 'lab-h100-003'] });
    expect(site.share({ h100: 2 }).servers('h100').names).toEqual(['lab-h100-002', 'lab-h100-004']);
  });

  it('says how many servers are left: DH3003', () => {
    const site = smallSite();
    site.share({ h100: 3 });
    expect(site.share({ h100: 2 }).problems).toEqual([
      expect.objectContaining({
        code: 'DH3003',
        got: '2 servers',
        allowed: expect.stringContaining('at most 1') as string,
      }),
    ]);
  });

  it('refuses servers that it does not have: DH3007, and groups: DH3002', () => {
    const codes = smallSite()
      .share({ h100: ['lab-h100-009'], b200: 1 })
      .problems.map((problem) => problem.code);
    expect(codes).toEqual(['DH3007', 'DH3002']);
  });

  it('gives each share an eighth of the virtual IPs, and says when there are none left: DH3011', () => {
    const site = smallSite();
    const shares = Array.from({ length: 9 }, () => site.share({}));
    expect(shares.slice(0, 8).map(({ virtualIps }) => virtualIps.toString())).toEqual(
      [0, 32, 64, 96, 128, 160, 192, 224].map((last) => `198.51.100.${last}/27`),
    );
    expect(shares.slice(0, 8).flatMap(({ problems }) => problems)).toEqual([]);
    expect(shares[8]?.problems.map(({ code, got }) => [code, got])).toEqual([
      ['DH3011', 'share number 9 of 198.51.100.0/24'],
    ]);
  });

  it('gives a share more without moving what others have', () => {
    const site = smallSite();
    const [dev, production] = [site.share({ h100: 1 }), site.share({ h100: 2, control: 1 })];
    const more = dev.plus({ h100: 1, control: ['lab-control-003'] });
    expect(more.servers('h100').names).toEqual(['lab-h100-001', 'lab-h100-004']);
    expect(more.servers('control').names).toEqual(['lab-control-003']);
    expect(more.virtualIps).toBe(dev.virtualIps);
    expect(production.servers('h100').names).toEqual(['lab-h100-002', 'lab-h100-003']);
    expect(more.plus({ h100: 9 }).problems.map(({ code }) => code)).toEqual(['DH3003']);
  });

  it('fills the racks that came with the servers, and moves none when both are added', () => {
    const rackOf = (racks: Rack, servers: ServerGroup) => {
      const site = new Site('oslo1', { ...base, racks: { gpu: racks }, servers: { h100: servers } });
      const names = site.share({ h100: servers.count }).servers('h100').names;
      return names.map((name) => site.rackOf('h100', name).slice(-2));
    };
    const [racks, servers] = [Rack.row(2, base.racks['gpu']!.options), ServerModel.DGX_H100.times(4)];
    expect(rackOf(racks, servers)).toEqual(['01', '02', '01', '02']);
    expect(rackOf(racks.plus(1), servers.plus(2))).toEqual(['01', '02', '01', '02', '03', '03']);
    expect(rackOf(racks, servers.plus(2))).toEqual(['01', '02', '01', '02', '01', '02']);
  });

  it('keeps no more places in a rack than there are numbers for, all groups together: DH3018', () => {
    const row = Rack.row(2, { units: 200, feeds: 3, feed: Power.kw(200) });
    const make = (...kept: number[]) =>
      new Site('oslo1', {
        ...base,
        racks: { gpu: row, other: row },
        servers: Object.fromEntries(
          kept.map((perRack, at) => [`g${at}`, ServerModel.CONTROL_1U.times(2, { row: 'gpu', perRack })]),
        ),
      });
    expect(addressProblems(make(40, 24).toFact())).toContainEqual(
      expect.objectContaining({ code: 'DH3018', got: '64 places', allowed: 'at most 63, all groups together' }),
    );
    expect(addressProblems(make(40, 23).toFact())).toEqual([]);
    const ids = layoutOf(make(40, 23).toFact()).flatMap(({ servers }) => servers.map(({ id }) => id));
    expect(new Set(ids).size).toBe(4);
  });

  it('leaves servers where the user placed them', () => {
    const at = ['oslo1-gpu-02', 'oslo1-gpu-02', 'oslo1-gpu-01'];
    const site = new Site('oslo1', { ...base, servers: { h100: ServerModel.DGX_H100.times(3, { at }) } });
    expect([1, 2, 3].map((n) => site.rackOf('h100', `oslo1-h100-00${n}`))).toEqual(at);
    expect(() => new Site('oslo1', { ...base, servers: { h100: ServerModel.DGX_H100.times(2, { at }) } })).toThrow(
      /^DH1004 /,
    );
  });

  it('moves no server to another rack, and renames none, when servers are added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 2000 }), (count, more) => {
        const place = (total: number): string[] => {
          const site = new Site('oslo1', { ...base, servers: { h100: ServerModel.DGX_H100.times(total) } });
          return site
            .share({ h100: count })
            .servers('h100')
            .names.map((name) => `${name} ${site.rackOf('h100', name)}`);
        };
        expect(place(count + more)).toEqual(place(count));
      }),
      { numRuns: 25 },
    );
  });
});
