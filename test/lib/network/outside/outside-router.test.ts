import { Bandwidth, Cidr, OutsideRouter, type OutsideRouterOptions } from 'datahall';

const links = { spine: { port: 1, addresses: [Cidr.of('192.0.2.0/31')] } };
const base: OutsideRouterOptions = { fabric: 'main', asn: 64_496, links };
const on = (...addresses: string[]) => ({
  links: { spine: { port: 1, addresses: addresses.map((each) => Cidr.of(each)) } },
});

describe('OutsideRouter', () => {
  it('gives a default route, is told virtual IPs alone, and has no more than it needs', () => {
    expect(OutsideRouter.of(base).spec).toEqual({
      ...{ fabric: 'main', asn: 64_496, gives: null, servers: false, maxPrefixes: 17, bfd: false },
      ...{ siteEnd: 'odd', mtu: 1500, bps: null },
      links: [{ switch: 'spine', port: 1, lane: null, addresses: ['192.0.2.0/31'] }],
    });
  });

  it('says what it was told', () => {
    const gives = [Cidr.of('172.16.0.0/12')];
    const told = { ...base, gives, servers: true, maxPrefixes: 3, bfd: true, siteEnd: 'even', mtu: 9000 } as const;
    expect(OutsideRouter.of({ ...told, speed: Bandwidth.gbps(100) }).spec).toMatchObject({
      ...{ gives: ['172.16.0.0/12'], servers: true, maxPrefixes: 3, bfd: true, siteEnd: 'even', mtu: 9000, bps: 100e9 },
    });
  });

  it('may have an address of each version', () => {
    expect(
      OutsideRouter.of({ ...base, ...on('192.0.2.0/31', '2001:db8::/127') }).spec.links[0]?.addresses,
    ).toHaveLength(2);
  });

  it.each<[string, Partial<OutsideRouterOptions>]>([
    ['DH3850', on()],
    ['DH3850', on('192.0.2.0/30')],
    ['DH3850', on('2001:db8::/64')],
    ['DH3850', on('192.0.2.0/31', '192.0.2.2/31')],
    ['DH1004', { links: {} }],
    ['DH1004', { asn: 0 }],
    ['DH1004', { mtu: 100 }],
    ['DH1004', { maxPrefixes: 0 }],
    ['DH1004', { links: { spine: { ...links.spine, port: -1 } } }],
  ])('refuses with %s: %j', (code, wrong) => {
    expect(() => OutsideRouter.of({ ...base, ...wrong })).toThrow(code);
  });
});
