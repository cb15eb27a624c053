import {
  AsnPlan,
  Bandwidth,
  Cidr,
  Model,
  OutsideRouter,
  type OutsideRouterOptions,
  Site,
  type SiteOptions,
  SwitchModel,
  Topology,
} from 'datahall';
import type { DevicePlan } from '../../../lib/network/addressing/device-plan';
import { ansibleInventory } from '../../../lib/network/config/ansible-inventory';
import { changeDomains } from '../../../lib/network/config/domains';
import { frrConfig } from '../../../lib/network/config/frr';
import { sonicConfigDb } from '../../../lib/network/config/sonic';
import { DEVICE_CONFIGURATION } from '../../../lib/network/facts';
import { outsideFiltered } from '../../../lib/network/rules/outside-filtered';
import { outsideRedundant } from '../../../lib/network/rules/outside-redundant';
import { devicesOf } from '../../../lib/site/addressing';
import { SITE, type SiteFact } from '../../../lib/site/facts';
import { rackLoads } from '../../../lib/site/rack-loads';
import { billOfMaterials } from '../../../lib/site/report/bill-of-materials';
import { smallSite } from '../../support/small-site';

const { SN5600 } = SwitchModel;
const [first, second] = ['lab-main-spine-001', 'lab-main-spine-002'];
const link = (address: string, port = 60) => ({ port, addresses: [Cidr.of(address)] });
const base: OutsideRouterOptions = {
  fabric: 'main',
  asn: 64_496,
  links: { [first]: link('192.0.2.0/31'), [second]: link('192.0.2.2/31') },
};
const small = smallSite().options;
const router = (change: Partial<OutsideRouterOptions> = {}) => OutsideRouter.of({ ...base, ...change });
const site = (outside: Readonly<Record<string, OutsideRouter>>, options: Partial<SiteOptions> = {}) =>
  new Site('lab', { ...small, ...options, outside });
const planned = (...args: Parameters<typeof site>) => {
  const it = site(...args);
  return devicesOf(it.toFact(), it.routing);
};
const device = (name: string, ...args: Parameters<typeof site>): DevicePlan =>
  planned(...args).fabrics[0]!.devices.find((each) => each.name === name)!;
const codes = (...args: Parameters<typeof site>) => planned(...args).problems.map(({ code }) => code);

describe('outside routers of a site', () => {
  it('change nothing of devices but the sessions of borders, and what switches pass on', () => {
    const plain = devicesOf(new Site('lab', small).toFact(), smallSite().routing).fabrics[0]!.devices;
    const with_ = planned({ isp: router() }).fabrics[0]!.devices;
    expect(with_.map((each) => ({ ...each, beyond: undefined, outside: undefined }))).toEqual(plain);
    expect(with_.filter(({ outside }) => outside !== undefined).map(({ name }) => name)).toEqual([first, second]);
    expect(with_.filter(({ role, beyond }) => (role === 'server') !== (beyond === undefined))).toEqual([]);
  });

  it('have one end of a link, and the site the other', () => {
    const [session] = device(first, { isp: router() }).outside!;
    expect(session).toMatchObject({ local: { v4: '192.0.2.1', v6: null }, remote: { v4: '192.0.2.0' }, bps: 800e9 });
    const [other] = device(first, { isp: router({ siteEnd: 'even' }) }).outside!;
    expect(other).toMatchObject({ local: { v4: '192.0.2.0' }, remote: { v4: '192.0.2.1' } });
  });

  it('are told virtual IPs, and servers where it is said', () => {
    expect(device(first, { isp: router() }).outside![0]!.tells).toEqual({ v4: ['198.51.100.0/24'], v6: [] });
    const { tells } = device(first, { isp: router({ servers: true }) }).outside![0]!;
    expect(tells.v4).toEqual(['198.51.100.0/24', '10.0.0.0/19']);
  });

  it('speak IPv6 where their links and the fabric do', () => {
    const links = { [first]: { port: 60, addresses: [Cidr.of('192.0.2.0/31'), Cidr.of('2001:db8::/127')] } };
    const addresses = { ...small.addresses, ipv6: Cidr.of('fd00:10::/48') };
    const text = frrConfig(device(first, { isp: router({ links }) }, { addresses }));
    expect(text).toContain(' neighbor 2001:db8:: peer-group OUTSIDE-isp-V6\n');
    expect(text).toContain('ipv6 prefix-list OUTSIDE-isp-V6-IN seq 5 permit ::/0\n');
    // There are no virtual IPs of this version to tell.
    expect(text).toContain('ipv6 prefix-list OUTSIDE-isp-V6-OUT seq 5 deny any\n');
  });

  it('are in host variables: sessions that are waited for, and sizes of packets', () => {
    const plans = planned({ isp: router() }).fabrics[0]!.devices;
    const text = ansibleInventory(plans)[`host_vars/${first}.yml`]!;
    expect(text).toContain('device_sessions: 5');
    expect(text).toContain('swp61: 1500');
    expect(text).toContain('swp1: 9000');
  });

  it('keep the leaves that they are joined to in different domains of change', () => {
    const leaves = ['lab-main-leaf-001', 'lab-main-leaf-003'];
    const links = { [leaves[0]!]: link('192.0.2.0/31', 40), [leaves[1]!]: link('192.0.2.2/31', 40) };
    const domains = changeDomains(planned({ isp: router({ links }) }).fabrics[0]!.devices);
    for (const { devices } of domains) expect(leaves.every((leaf) => devices.includes(leaf))).toBe(false);
  });

  it('are neighbours of SONiC', () => {
    const fabrics = { main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, numbered: true }) };
    const lanes = (port: number) => Array.from({ length: 8 }, (_, lane) => port * 8 + lane);
    const cage = (port: number) => ({ name: `Ethernet${port * 8}`, index: port, lanes: lanes(port) });
    const hardware = { hwsku: 'x', platform: 'x', mac: '02:00:00:00:00:01', cage };
    const tables = sonicConfigDb(device(first, { isp: router() }, { fabrics }), hardware);
    expect(tables['BGP_NEIGHBOR']!['192.0.2.0']).toMatchObject({ asn: '64496', local_addr: '192.0.2.1', name: 'isp' });
    expect(tables['INTERFACE']).toHaveProperty(['Ethernet480|192.0.2.1/31']);
    expect(tables['PORT']!['Ethernet480']).toMatchObject({ mtu: '1500', speed: '800000' });
  });

  it.each<[string, Partial<OutsideRouterOptions>, Partial<SiteOptions>?]>([
    ['DH3851', { fabric: 'other' }],
    ['DH3851', { links: { nobody: link('192.0.2.0/31') } }],
    ['DH3852', { links: { [first]: link('192.0.2.0/31', 0) } }],
    ['DH3852', { links: { [first]: link('192.0.2.0/31', 64) } }],
    ['DH3853', { links: { [first]: link('10.0.0.0/31') } }],
    ['DH3853', { links: { [first]: link('192.0.2.0/31'), [second]: link('192.0.2.0/31') } }],
    ['DH3853', { gives: [Cidr.of('198.51.100.0/25')] }],
    ['DH3856', { links: { [first]: link('2001:db8::/127') } }],
    ['DH3809', { asn: 4_200_000_000 }],
    ['DH3809', { asn: 4_200_010_001 }],
    ['DH3809', { asn: 4_200_009_999 }],
    ['DH3803', { speed: Bandwidth.gbps(25) }],
  ])('are refused with %s: %j', (code, wrong, options = {}) => {
    expect([...new Set(codes({ isp: router(wrong) }, options))]).toEqual([code]);
  });

  it('take arms of a cage that is broken out', () => {
    const arm = (lane: number) => ({ [first]: { ...link(`192.0.2.${2 * lane}/31`), lane } });
    const two = { a: router({ links: arm(0) }), b: router({ links: arm(1) }) };
    expect(codes(two)).toEqual([]);
    expect(device(first, two).outside!.map(({ bps }) => bps)).toEqual([400e9, 400e9]);
    expect(codes({ ...two, c: router({ links: { [first]: link('192.0.2.8/31') } }) })).toEqual(['DH3852']);
    expect(
      codes({ a: router({ links: arm(0) }), b: router({ links: { [first]: { ...link('192.0.2.6/31'), lane: 0 } } }) }),
    ).toEqual(['DH3852']);
  });

  it('may have a number that is taken, since they took it', () => {
    expect(codes({ isp: router() }, { asns: AsnPlan.fourByte({ taken: [64_496] }) })).toEqual([]);
  });
});

describe('the rules of outside routers', () => {
  const fact = (outside: Readonly<Record<string, OutsideRouter>>) =>
    ({ kind: SITE.name, path: 'platform', stage: '', ...site(outside).toFact() }) as never;
  const one = { links: { [first]: link('192.0.2.0/31') } };
  const other = { links: { [second]: link('192.0.2.2/31') } };

  it('warn of one switch with the only way out: DH3854', () => {
    const found = (outside: Readonly<Record<string, OutsideRouter>>) =>
      outsideRedundant.check(new Model([fact(outside)])).map(({ problem }) => problem.code);
    expect(found({ isp: router() })).toEqual([]);
    expect(found({ isp: router(one) })).toEqual(['DH3854']);
    expect(found({ isp: router(one), other: router(other) })).toEqual([]);
    const part = { ...one, gives: [Cidr.of('172.16.0.0/12')] };
    expect(found({ part: router(part), isp: router(other) })).toEqual(['DH3854']);
    expect(found({ part: router(part) })).toEqual(['DH3854']);
  });

  it('do not let SONiC tell them everything: DH3855', () => {
    const configured = (system: 'frr' | 'sonic') =>
      ({
        ...{ kind: DEVICE_CONFIGURATION.name, path: 'network', stage: '', site: 'lab', fabric: 'main', system },
        ...{ devices: {}, rollout: 'none' },
      }) as never;
    const check = (system: 'frr' | 'sonic') =>
      outsideFiltered.check(new Model([fact({ isp: router() }), configured(system)]));
    expect(check('frr')).toEqual([]);
    expect(check('sonic').map(({ problem }) => problem.code)).toEqual(['DH3855', 'DH3855']);
  });
});

describe('outside routers that stand in the site', () => {
  const own = (change: Partial<SwitchModel['facts']> = {}, rack = 'lab-core-01') => {
    const model = SwitchModel.custom({ ...SN5600.facts, name: 'border', rackUnits: 3, ...change });
    return { isp: router({ device: { model, rack } }) };
  };

  it('count in their rack and in the bill', () => {
    const [plain, with_] = [new Site('lab', small).toFact(), site(own()).toFact()];
    const load = (fact: SiteFact) => rackLoads(fact).find(({ rack }) => rack === 'lab-core-01')!;
    expect(load(with_).units - load(plain).units).toBe(3);
    expect(load(with_).watts - load(plain).watts).toBe(3000);
    expect(billOfMaterials(with_).filter(({ part }) => part === 'router')).toMatchObject([
      { item: 'border', count: 1, rackUnits: 3, watts: 3000, use: 'isp, at main' },
    ]);
    expect(codes(own())).toEqual([]);
  });

  it.each<[string, string, ReturnType<typeof own>]>([
    ['fewer ports than links', 'DH3802', own({ ports: [{ ...SN5600.facts.ports[0]!, count: 1 }] })],
    ['ports of another speed', 'DH3803', own({ ports: SwitchModel.SN4600C.facts.ports })],
    ['a rack that is not there', 'DH3851', own({}, 'lab-core-09')],
  ])('have no %s: %s', (_, code, routers) => {
    expect(codes(routers)).toEqual([code]);
  });
});
