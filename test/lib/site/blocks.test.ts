import { Cidr, Power, Rack, ServerModel, Site, SwitchModel, Topology } from 'datahall';
import { blocksOf } from '../../../lib/site/blocks';

const { SN5600 } = SwitchModel;

function blocks(topology: Topology): ReadonlyMap<string, string> {
  const site = new Site('lab', {
    racks: { a: Rack.row(4, { units: 48, feeds: 2, feed: Power.kw(60) }) },
    servers: { s: ServerModel.NVME_2U.times(8) },
    fabrics: { f: topology },
    addresses: { underlay: Cidr.of('10.0.0.0/8'), virtualIps: Cidr.of('198.51.100.0/24') },
  });
  return blocksOf(site.toFact());
}

const leafSpine = Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, racksPerLeaf: 2 });
const expected = ['01', '02', '03', '04'].map((rack, at) => [`lab-a-${rack}`, `lab-f-0${at < 2 ? 1 : 2}`]);

describe('blocksOf', () => {
  it('names the racks that share their leaves', () => {
    expect([...blocks(leafSpine)].sort()).toEqual(expected);
  });

  it('is the same where somebody plugged a cable in', () => {
    const lane = { device: 'lab-f-leaf-001', port: 20, lane: 0 };
    expect([...blocks(leafSpine.cabled([{ from: lane, to: { device: 'lab-s-001', port: 0 } }]))].sort()).toEqual(
      expected,
    );
  });

  it('is nothing for a graph, whose leaves are of no group', () => {
    const racks = { 'lab-a-01': ['x'] };
    expect(blocks(Topology.graph({ switches: { x: { model: SN5600 } }, links: [], racks }))).toEqual(new Map());
  });
});
