import { Cidr, Power, Rack, ServerModel, Site, SwitchModel, Topology } from 'datahall';
import { devicesOf } from '../../../lib/site/addressing';

/** Address and AS number of each device of a site with so many rows, each with two racks of four servers. */
function devices(count: number, rows?: number): ReadonlyMap<string, string> {
  const named = <T>(of: (row: string) => T) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`r${index}`, of(`r${index}`)]));
  const kept = { racksPerLeaf: 2, ...(rows === undefined ? {} : { rows }) };
  const classes = { leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 2 };
  const site = new Site('lab', {
    racks: named(() => Rack.row(2, { units: 48, feeds: 2, feed: Power.kw(23) })),
    servers: named((row) => ServerModel.CONTROL_1U.times(4, { row })),
    fabrics: { main: Topology.leafSpine({ ...classes, ...kept }) },
    addresses: { underlay: Cidr.of('10.0.0.0/8'), virtualIps: Cidr.of('198.51.100.0/24') },
  });
  const all = devicesOf(site.toFact()).fabrics.flatMap((fabric) => fabric.devices);
  return new Map(all.map(({ name, asn, loopback }) => [name, JSON.stringify([asn, loopback])]));
}

describe('numbers of servers', () => {
  const moved = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] =>
    [...before].filter(([name, numbers]) => after.get(name) !== numbers).map(([name]) => name);

  it('are kept for eight rows', () => {
    expect(moved(devices(3, 8), devices(8, 8))).toEqual([]);
  });

  it('are kept for as many rows as the switches have numbers for', () => {
    expect(moved(devices(8, 16), devices(9, 16))).toEqual([]);
    expect(moved(devices(8, 9), devices(9, 9))).toEqual([]);
    // Without room, those in the second rack of each row move.
    expect(moved(devices(8), devices(9))).toContain('lab-r1-002');
  });
});
