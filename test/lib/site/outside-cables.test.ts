import { Bandwidth, CableMedium, Cidr, Length, OutsideRouter, Site, SwitchModel, Topology } from 'datahall';
import type { OutsideRouterOptions } from 'datahall';
import { wayMetres } from '../../../lib/network/proofs/way-length';
import { cablingProofs } from '../../../lib/site/cabling/proofs';
import { plannedCables } from '../../../lib/site/cabling/plan';
import type { SiteFact } from '../../../lib/site/facts';
import { outsideCables } from '../../../lib/site/outside-cables';
import { siteArtifacts } from '../../../lib/site/report/artifacts';
import { billOfMaterials } from '../../../lib/site/report/bill-of-materials';
import { cablesOf } from '../../../lib/site/report/cables';
import { cablingTable } from '../../../lib/site/report/cabling';
import { placesOf } from '../../../lib/site/report/places';
import { fabricOf } from '../../support/report-sites';
import { smallSite } from '../../support/small-site';

const { SN5600 } = SwitchModel;
const small = smallSite().options;
const [first, second] = ['lab-main-spine-001', 'lab-main-spine-002'];
const cabling = {
  media: CableMedium.known,
  rackPitch: Length.metres(0.6),
  rowPitch: Length.metres(2.4),
  slack: Length.metres(1),
  spares: 0.5,
};
const base: OutsideRouterOptions = {
  fabric: 'main',
  asn: 64_496,
  links: {
    [first]: { port: 60, addresses: [Cidr.of('192.0.2.0/31')], peerPort: 'et-0/0/1' },
    [second]: { port: 60, addresses: [Cidr.of('192.0.2.2/31')] },
  },
};
const device = { model: SN5600, rack: 'lab-core-01' };
const siteOf = (change: Partial<OutsideRouterOptions> = {}, cabled = false): SiteFact =>
  new Site('lab', {
    ...small,
    // The small site has its switches in no rack.
    fabrics: { main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, switchRow: 'core' }) },
    outside: { isp: OutsideRouter.of({ ...base, ...change }) },
    ...(cabled ? { cabling } : {}),
  }).toFact();
const outsideOf = (site: SiteFact) => outsideCables(site, fabricOf(site));
const plain = (cabled: boolean) => ({ ...siteOf({}, cabled), outside: [] });

describe('cables to outside routers', () => {
  it('begin at the port of the switch, with its speed', () => {
    const ends = outsideOf(siteOf()).map(({ router, device: { name }, link, bps }) => [
      router.name,
      name,
      link.port,
      bps,
    ]);
    expect(ends).toEqual([
      ['isp', first, 60, 800e9],
      ['isp', second, 60, 800e9],
    ]);
  });

  it('have the speed of a lane group, or that of the router', () => {
    const links = { [first]: { port: 60, lane: 1, addresses: [Cidr.of('192.0.2.0/31')] } };
    expect(outsideOf(siteOf({ links }))[0]?.bps).toBe(400e9);
    expect(outsideOf(siteOf({ links, speed: Bandwidth.gbps(200) }))[0]?.bps).toBe(200e9);
  });

  it.each([
    ['switch', { 'lab-main-spine-009': { port: 60, addresses: [Cidr.of('192.0.2.0/31')] } }],
    ['cage', { [first]: { port: 999, addresses: [Cidr.of('192.0.2.0/31')] } }],
  ])('are left out where there is no such %s, which a rule reports', (_, links) => {
    expect(outsideOf(siteOf({ links }))).toEqual([]);
  });

  it('are rows of the cabling table, with the port that its owner named', () => {
    const site = siteOf();
    const table = (fact: SiteFact) => cablingTable(fabricOf(fact), placesOf(fact), [], outsideOf(fact)).rows;
    const added = table(site).slice(table(plain(false)).length);
    expect(added.map((row) => [row[0], ...row.slice(1, 3), ...row.slice(5, 9), ...row.slice(9)])).toEqual([
      [
        `${first}:61`,
        first,
        'port 61',
        'isp',
        'et-0/0/1',
        ...['unknown', 'unknown', '800 Gbit/s', 'unknown'],
        'straight, 800 Gbit/s',
      ],
      [
        `${second}:61`,
        second,
        'port 61',
        'isp',
        'unknown',
        ...['unknown', 'unknown', '800 Gbit/s', 'unknown'],
        'straight, 800 Gbit/s',
      ],
    ]);
    const placed = siteOf({ device });
    expect(table(placed).at(-1)?.slice(7, 9)).toEqual(['lab-core-01', expect.any(Number)]);
    expect(table(placed).at(-1)?.[10]).toMatch(/^same r/);
  });

  it('share a breakout cable with what else is in the cage', () => {
    const links = {
      [first]: { port: 60, lane: 0, addresses: [Cidr.of('192.0.2.0/31')] },
    };
    const outside = {
      isp: OutsideRouter.of({ ...base, links }),
      wan: OutsideRouter.of({
        ...base,
        asn: 64_497,
        links: { [first]: { port: 60, lane: 1, addresses: [Cidr.of('192.0.2.2/31')] } },
      }),
    };
    const site = new Site('lab', { ...small, outside }).toFact();
    const cables = cablesOf(fabricOf(site), outsideOf(site)).filter(({ arms }) => arms[0]?.to.device.role === 'router');
    expect(
      cables.map(({ id, kind, arms }) => [id, kind, arms.map(({ from, to }) => [from.label, to.device.name])]),
    ).toEqual([
      [
        `${first}:61`,
        'breakout, 2 x 400 Gbit/s',
        [
          ['port 61/1', 'isp'],
          ['port 61/2', 'wan'],
        ],
      ],
    ]);
  });

  it('are in the bill of materials', () => {
    const count = (site: SiteFact, part: string) =>
      billOfMaterials(site)
        .filter((line) => line.part === part)
        .reduce((sum, line) => sum + line.count, 0);
    for (const cabled of [false, true]) {
      for (const change of [{}, { device }])
        expect(count(siteOf(change, cabled), 'cable') - count(plain(cabled), 'cable')).toBe(2);
    }
    const lines = billOfMaterials(siteOf({}, true)).filter(({ item }) => item.endsWith('to routers elsewhere'));
    expect(lines).toMatchObject([{ part: 'cable', item: 'straight, 800 Gbit/s, to routers elsewhere', count: 2 }]);
    // What leads out of the site is chosen with the owner of the other end.
    expect(count(siteOf({}, true), 'spare cable')).toBe(count(plain(true), 'spare cable'));
    expect(count(siteOf({ device }, true), 'spare cable')).toBeGreaterThan(count(plain(true), 'spare cable'));
  });

  it('have a length and a medium in the site, and none beyond it, which no rule asks for', () => {
    const cables = (site: SiteFact) => plannedCables(site).filter(({ arm }) => arm.to.device.name === 'isp');
    for (const { metres, medium, leaves } of cables(siteOf({ device }, true))) {
      expect(metres).toBeGreaterThan(1);
      expect([medium === null, leaves]).toEqual([false, false]);
    }
    expect(cables(siteOf({}, true)).map(({ metres, medium, leaves }) => [metres, medium, leaves])).toEqual([
      [null, null, true],
      [null, null, true],
    ]);
    expect(cablingProofs(siteOf({}, true)).map(({ claim, ok, value }) => [claim, ok, value])).toEqual(
      cablingProofs(plain(true)).map(({ claim, ok, value }) => [claim, ok, value]),
    );
    expect(wayMetres(siteOf({}, true), 'main', 3)).toBe(wayMetres(plain(true), 'main', 3));
    expect(wayMetres(plain(true), 'main', 3)).toBeGreaterThan(0);
  });

  it('are told and give what the versions of IP of a link have', () => {
    const links = {
      [first]: { port: 60, addresses: [Cidr.of('192.0.2.0/31'), Cidr.of('2001:db8::/127')] },
      [second]: { port: 60, addresses: [Cidr.of('192.0.2.2/31')] },
    };
    const addresses = { ...small.addresses, ipv6: Cidr.of('fd00:10::/48') };
    const site = new Site('lab', { ...small, addresses, outside: { isp: OutsideRouter.of({ ...base, links }) } });
    const report = siteArtifacts(site.toFact(), []).get('report.md');
    expect(report).toContain('| 192.0.2.1, 2001:db8::1 | 192.0.2.0, 2001:db8:: | 0.0.0.0/0, ::/0 |');
    expect(report).toContain('| 192.0.2.3 | 192.0.2.2 | 0.0.0.0/0 |');
  });

  it('are in all documents of a site', () => {
    const files = siteArtifacts(siteOf(), []);
    expect(files.get('cabling/main.csv')).toContain(`${first}:61,${first},port 61,`);
    expect(files.get('cabling/main.md')).toContain('| isp | et-0/0/1 |');
    expect(files.get('topology/main.svg')).toContain('<title>router: isp</title>');
    expect(files.get('topology/main.svg')).toContain('isp to lab-main-spine-001: 1 x 800 Gbit/s');
    expect(files.get('report.md')).toContain(
      `| isp | 64496 | main | ${first} | port 61 | 800 Gbit/s | 192.0.2.1 | 192.0.2.0 | 0.0.0.0/0 | 198.51.100.0/24 |`,
    );
    expect(files.get('addresses.csv')).toMatch(new RegExp(`main,${first},spine,.*,port 61,isp,192.0.2.1,,link`));
    expect(siteArtifacts(plain(false), []).get('topology/main.svg')).not.toContain('<title>router');
  });
});
