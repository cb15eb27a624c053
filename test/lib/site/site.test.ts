import fc from 'fast-check';
import { Cidr, Power, Rack, ServerModel, Site, SwitchModel, Topology, type SiteOptions } from 'datahall';
import { smallSite } from '../../support/small-site';

const fabric = Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 2 });
const base: SiteOptions = {
  racks: { gpu: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(23) }) },
  servers: { h100: ServerModel.DGX_H100.times(4) },
  fabric,
  addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
};

describe('Site', () => {
  it.each<[string, () => unknown]>([
    ['DH1101', () => new Site('Oslo 1', base)],
    ['DH1101', () => new Site('oslo1', { ...base, servers: { 'h100.x': ServerModel.DGX_H100.times(1) } })],
    [
      'DH3012',
      () => new Site('oslo1', { ...base, addresses: { ...base.addresses, virtualIps: Cidr.of('10.0.1.0/24') } }),
    ],
    ['DH3009', () => new Site('oslo1', { ...base, servers: { h100: ServerModel.DGX_H100.times(1, { row: 'x' }) } })],
    ['DH3001', () => ServerModel.of('DGX-H300')],
    ['DH1004', () => ServerModel.DGX_H100.times(0)],
    ['DH1004', () => Rack.row(1.5, { units: 48, feeds: 2, feed: Power.kw(1) })],
    ['DH1002', () => Rack.row(1, { units: 48, feeds: 2, feed: 17 as never })],
    ['DH1004', () => Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 64 })],
  ])('refuses at once with %s', (code, make) => {
    expect(make).toThrow(new RegExp(`^${code} `));
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
