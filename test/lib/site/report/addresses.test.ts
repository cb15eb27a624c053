import { Cidr, Power, Rack, ServerModel, Site, SwitchModel, Topology } from 'datahall';
import { addressTable } from '../../../../lib/site/report/addresses';
import { csv } from '../../../../lib/site/report/table';

const { SN5600, SN2201 } = SwitchModel;
const site = new Site('lab', {
  racks: { a: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(23) }) },
  servers: { s: ServerModel.NVME_2U.times(2) },
  fabrics: {
    main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, numbered: true }),
    oob: Topology.star({ hub: SN2201, leaf: SN2201, carries: ['management'] }),
  },
  addresses: {
    underlay: Cidr.of('10.0.0.0/12'),
    ipv6: Cidr.of('fd00:10::/48'),
    virtualIps: Cidr.of('198.51.100.0/24'),
  },
}).toFact();

describe('addressTable', () => {
  const lines = csv(addressTable(site)).split('\r\n');
  const of = (...cells: readonly string[]) => lines.filter((line) => line.startsWith(cells.join(',')));

  it('has each device of each fabric, and each end of a numbered link', () => {
    expect(of('main,lab-s-001,server')).toEqual([
      'main,lab-s-001,server,lab-a-01,4201000001,,,10.0.0.1,fd00:10::1,device',
      expect.stringMatching(
        /^main,lab-s-001,server,lab-a-01,4201000001,NIC port 1,lab-main-leaf-001,10\.2\..*,link$/,
      ) as string,
      expect.stringMatching(
        /^main,lab-s-001,server,lab-a-01,4201000001,NIC port 2,lab-main-leaf-002,10\.2\..*,link$/,
      ) as string,
    ]);
    expect(of('main,lab-main-spine-002,spine')).toHaveLength(1 + 2);
  });

  it('has the network of management controllers, which speak no BGP', () => {
    expect(of('oob,lab-s-001')).toEqual([
      'oob,lab-s-001,server,lab-a-01,,,,10.4.0.1,fd00:10:0:1000::1,management controller',
    ]);
    expect(of('oob,lab-oob-hub-001')[0]).toMatch(/,device$/);
  });

  it('has each address once', () => {
    const all = addressTable(site).rows.flatMap((row) => row.slice(7, 9));
    expect(new Set(all).size).toBe(all.length);
  });
});
