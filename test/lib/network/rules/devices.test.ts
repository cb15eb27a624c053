import {
  Bandwidth,
  Cidr,
  Model,
  Power,
  Rack,
  ServerModel,
  Site,
  SwitchModel,
  Topology,
  type GraphSwitch,
} from 'datahall';
import { fabricRedundant } from '../../../../lib/network/rules/fabric-redundant';
import { railsMatch } from '../../../../lib/network/rules/rails-match';
import { switchesPlaced } from '../../../../lib/network/rules/switches-placed';
import type { Rule } from '../../../../lib/rules/rule';
import { SITE, type SiteFact } from '../../../../lib/site/facts';
import { rackLoads } from '../../../../lib/site/rack-loads';
import { bondsRouted } from '../../../../lib/site/rules/bonds-routed';
import { nicsCabled, serversHaveNics } from '../../../../lib/site/rules/nics-cabled';
import { builtOf, serverOf, siteOf, switchOf } from '../../../support/fabrics';
import { smallSite } from '../../../support/small-site';

const model = switchOf(64);
const problemsOf = (rule: Rule, site: SiteFact) =>
  rule.check(new Model([{ kind: SITE.name, path: 'platform', stage: '', ...site }])).map(({ problem }) => problem);

describe('switches in racks', () => {
  const graph = (two: Partial<GraphSwitch>) =>
    siteOf(
      Topology.graph({
        switches: { one: { model, rack: 'lab-a-01' }, two: { model, ...two } },
        links: [['one', 'two']],
        racks: { 'lab-a-01': ['one', 'two'] },
      }),
      2,
      serverOf(2).times(1),
    );

  it('are counted there, and missed where nobody said: DH3873', () => {
    expect(problemsOf(switchesPlaced, smallSite().toFact())).toEqual([]);
    expect(problemsOf(switchesPlaced, graph({ rack: 'lab-a-02' }))).toEqual([]);
    const loads = rackLoads(graph({ rack: 'lab-a-02' }));
    expect(loads.map(({ rack, units }) => [rack, units])).toEqual([
      ['lab-a-01', 2],
      ['lab-a-02', 1],
    ]);
    expect(problemsOf(switchesPlaced, graph({}))).toMatchObject([{ code: 'DH3873', got: 'two' }]);
  });

  it('are named as far as there is room: DH3873', () => {
    const fabric = siteOf(Topology.ring({ switch: model, switches: 9 }), 2, serverOf(1).times(2));
    expect(problemsOf(switchesPlaced, fabric)[0]?.got).toMatch(/^lab-f-switch-003, .*-007 and 2 more$/);
  });

  it('stand where the user says in every topology', () => {
    const topology = Topology.leafSpine({ leaf: model, spine: model, spines: 2 });
    const moved = siteOf(topology.placed({ 'lab-f-spine-001': 'lab-a-02' }), 2, serverOf(2).times(2));
    const rackOf = (site: SiteFact) => builtOf(site).fabric.nodes.find(({ name }) => name === 'lab-f-spine-001')?.rack;
    expect(rackOf(siteOf(topology, 2, serverOf(2).times(2)))).toBe('lab-a-01');
    expect(rackOf(moved)).toBe('lab-a-02');
  });
});

describe('NICs', () => {
  const rails = (count: number) =>
    siteOf(
      Topology.railOptimised({ leaf: model, spine: model, spines: 2, rails: count }),
      2,
      serverOf(8, 100, 'rdma').times(2),
    );

  it.each([
    [4, "NICs of one server 's' share a rail of the fabric 'f'", '4 rails for 8 ports'],
    [12, "rails of the fabric 'f' have no NIC of the servers 's'", '12 rails for 8 ports'],
  ])('do not match %i rails: DH3875', (count, what, got) => {
    expect(problemsOf(railsMatch, rails(count))).toMatchObject([{ code: 'DH3875', what, got }]);
    expect(problemsOf(railsMatch, rails(8))).toEqual([]);
  });

  const onlyRdma = siteOf(
    Topology.leafSpine({ leaf: model, spine: model, spines: 2, carries: ['rdma'] }),
    2,
    serverOf(2, 100, 'frontend').times(2),
  );

  it('are joined to a fabric that carries what they are for: DH3876', () => {
    expect(problemsOf(nicsCabled, smallSite().toFact())).toEqual([]);
    expect(problemsOf(nicsCabled, onlyRdma)).toMatchObject([
      { code: 'DH3876', got: 'frontend', allowed: "one of 'rdma', which the fabrics carry" },
    ]);
  });

  it('are what servers need: DH3877', () => {
    const without = ServerModel.custom({ ...ServerModel.CONTROL_1U.facts, name: 'bare', nics: [] });
    const site = new Site('lab', {
      racks: { a: Rack.row(1, { units: 48, feeds: 2, feed: Power.kw(5) }) },
      servers: { s: without.times(1) },
      fabrics: {},
      addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
    });
    expect(problemsOf(serversHaveNics, site.toFact())).toMatchObject([{ code: 'DH3877' }]);
    expect(problemsOf(serversHaveNics, onlyRdma)).toEqual([]);
  });

  it('are not bonded where hosts route: DH3023', () => {
    const { facts } = serverOf(2);
    const bonded = ServerModel.custom({ ...facts, nics: facts.nics!.map((nic) => ({ ...nic, bond: true })) });
    const on = (own: ServerModel, homing: number, infiniband = false) => {
      const { SN5600, QM9700 } = SwitchModel;
      const made = infiniband ? QM9700 : SN5600;
      return siteOf(Topology.leafSpine({ leaf: made, spine: made, spines: 2, homing }), 2, own.times(2));
    };
    expect(problemsOf(bondsRouted, on(serverOf(2), 2))).toEqual([]);
    expect(problemsOf(bondsRouted, on(bonded, 2, true))).toEqual([]);
    expect(problemsOf(bondsRouted, on(bonded, 2))).toMatchObject([
      { code: 'DH3023', got: 'a bond over 2 leaves, which share no state' },
    ]);
    expect(problemsOf(bondsRouted, on(bonded, 1))[0]?.got).toBe('a bond on one leaf');
  });

  it('keep a bonded NIC where hosts do not route, and need it where a lost leaf must cut off nobody', () => {
    const { facts } = serverOf(2, 1);
    const one = { ports: 1, speed: Bandwidth.gbps(1) } as const;
    const on = (ports: 1 | 2) => {
      const bond = ports === 2 ? { bond: true } : {};
      const nics = [{ roles: ['management'], ...one, ports, ...bond }] as const;
      const own = ServerModel.custom({ ...facts, nics, powerSupplies: { count: 2, required: 1, rated: Power.kw(1) } });
      const [leaf, carries] = [switchOf(64, 1), ['management']] as const;
      const requirements = { survives: 1 } as const;
      const oob = Topology.leafSpine({
        leaf,
        spine: leaf,
        spines: 2,
        homing: 2,
        racksPerLeaf: 2,
        carries,
        requirements,
      });
      return siteOf(oob, 2, own.times(2));
    };
    expect([bondsRouted, fabricRedundant].flatMap((rule) => problemsOf(rule, on(2)))).toEqual([]);
    expect(problemsOf(fabricRedundant, on(1))).toMatchObject([{ code: 'DH3008' }]);
    expect(problemsOf(bondsRouted, on(1))).toEqual([]);
  });
});
