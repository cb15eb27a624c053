import { Cidr, Power, Rack, ServerModel, Site, type SiteAddresses, SwitchModel, Topology } from 'datahall';

const { SN5600 } = SwitchModel;
const good = { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') };

function make(addresses: Partial<SiteAddresses>): Site {
  return new Site('lab', {
    racks: { a: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(23) }) },
    servers: { s: ServerModel.NVME_2U.times(4) },
    fabrics: { main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2 }) },
    addresses: { ...good, ...addresses },
  });
}

describe('networks of a site', () => {
  it.each([
    ['underlay', '169.254.0.0/16'],
    ['underlay', '127.0.0.0/8'],
    ['virtualIps', '224.1.0.0/24'],
    ['virtualIps', '0.0.0.0/24'],
    ['pods', '169.254.0.0/20'],
    ['services', 'ff00::/64'],
    ['ipv6', 'fe80::/64'],
  ])('refuses %s in %s, which hosts cannot have: DH3020', (use, network) => {
    expect(() => make({ [use]: Cidr.of(network) })).toThrow(`DH3020 addresses of '${use}' are kept for`);
  });

  it('refuses a range for a fabric that hosts cannot have: DH3020', () => {
    expect(() => make({ fabrics: { main: Cidr.of('224.0.0.0/16') } })).toThrow("DH3020 addresses of 'fabrics.main'");
  });

  it('refuses a range for a fabric that is not there: DH3019', () => {
    expect(() => make({ fabrics: { mian: Cidr.of('172.16.0.0/16') } })).toThrow(/DH3019 [^]*'mian'[^]*one of 'main'/);
  });

  it.each([
    ['IPv4 as the second underlay', { ipv6: Cidr.of('172.16.0.0/16') }],
    ['IPv6 twice', { underlay: Cidr.of('fd00:1::/48'), ipv6: Cidr.of('fd00:2::/48') }],
  ])('refuses %s: DH3021', (_, addresses) => {
    expect(() => make(addresses)).toThrow(/^DH3021 /);
  });

  it.each([
    [{ underlay: Cidr.of('10.0.0.0/27') }, 'prefix of underlay'],
    [{ fabrics: { main: Cidr.of('172.16.0.0/29') } }, 'prefix of fabrics.main'],
    [{ ipv6: Cidr.of('fd00::/122') }, 'prefix of ipv6'],
  ])('refuses %j, which cannot be split: DH1004', (addresses, field) => {
    expect(() => make(addresses)).toThrow(new RegExp(`^DH1004 .*'${field}'`));
  });
});
