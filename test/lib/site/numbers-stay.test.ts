import fc from 'fast-check';
import {
  Cidr,
  Model,
  Power,
  Rack,
  ServerModel,
  Site,
  SwitchModel,
  Topology,
  type ServerGroup,
  type SiteOptions,
} from 'datahall';
import { placesSuffice, serversStay } from '../../../lib/site/rules/numbers-stay';
import { SITE } from '../../../lib/site/facts';
import { devicesOf } from '../../../lib/site/addressing';
import { fabricsOf } from '../../../lib/site/fabrics';
import { layoutOf } from '../../../lib/site/layout';

const racks = Rack.row(3, { units: 60, feeds: 3, feed: Power.kw(90) });
const { SN5600 } = SwitchModel;
const [group] = SN5600.facts.ports;
/** A class with room for any sequence here. */
const large = SwitchModel.custom({ ...SN5600.facts, name: 'large', ports: [{ ...group!, count: 512 }] });
const kept = { leaf: large, spine: large, rows: 8, racksPerLeaf: 4, numbered: true };

/** A site while it grows. */
interface Grown {
  readonly rows: Readonly<Record<string, Rack>>;
  readonly groups: Readonly<Record<string, ServerGroup>>;
  readonly spines: number;
  readonly fabrics: number;
}

const start: Grown = {
  rows: { r0: racks, core: Rack.row(2, racks.options) },
  groups: {
    h100: ServerModel.DGX_H100.times(6, { row: 'r0', perRack: 8 }),
    control: ServerModel.CONTROL_1U.times(4, { row: 'core', perRack: 8 }),
  },
  spines: 2,
  fabrics: 1,
};

function siteOf({ rows, groups, spines, fabrics }: Grown, options: Partial<SiteOptions> = {}): Site {
  const all = {
    main: Topology.leafSpine({ ...kept, spines, carries: ['frontend', 'storage'] }).keeping({ cagesPerRack: 96 }),
    rdma: Topology.railOptimised({ ...kept, spines: 4, rails: 8 }).keeping({ cagesPerRack: 48 }),
    control: Topology.star({ hub: large, leaf: large, carries: ['management'] }),
  };
  return new Site('lab', {
    racks: rows,
    servers: groups,
    fabrics: Object.fromEntries(Object.entries(all).slice(0, fabrics)),
    addresses: { underlay: Cidr.of('10.0.0.0/8'), ipv6: Cidr.of('fd00::/48'), virtualIps: Cidr.of('198.51.100.0/24') },
    ...options,
  });
}

/** Where each device stands, its numbers, and what is in each of its ports. */
function numbersOf(site: Site): ReadonlyMap<string, string> {
  const fact = site.toFact();
  const numbers = new Map<string, string>();
  for (const { servers } of layoutOf(fact))
    for (const { name, rack, unit, id } of servers) numbers.set(name, [rack, unit, id].join(' '));
  for (const { fabric, devices } of devicesOf(fact, site.routing).fabrics)
    for (const { name, rack, asn, loopback, links } of devices) {
      const device = `${fabric.input.name} ${name}`;
      numbers.set(device, JSON.stringify([rack, asn, loopback]));
      for (const link of links) numbers.set(`${device} ${link.port} ${link.lane ?? ''}`, JSON.stringify(link));
    }
  return numbers;
}

const codesOf = (site: Site): readonly string[] => {
  const model = new Model([{ kind: SITE.name, path: 'platform', stage: '', ...site.toFact() }]);
  return [serversStay, placesSuffice].flatMap(({ check }) => check(model)).map(({ problem }) => problem.code);
};

const moved = (before: Site, after: Site): readonly string[] => {
  const now = numbersOf(after);
  return [...numbersOf(before)].filter(([what, number]) => now.get(what) !== number).map(([what]) => what);
};

type Step = (grown: Grown) => Grown;
const small = fc.integer({ min: 1, max: 4 });
const rowOf = ({ rows }: Grown, index: number): string => Object.keys(rows)[index % Object.keys(rows).length]!;
const groupsIn = ({ groups }: Grown, row: string): readonly string[] =>
  Object.keys(groups).filter((name) => groups[name]!.placement.row === row);

/** More servers of each group of a row, in racks of a delivery. */
function withServers(grown: Grown, row: string, count: number, delivery: number): Grown {
  const more = groupsIn(grown, row).map((name) => [name, grown.groups[name]!.plus(count, { delivery })] as const);
  return { ...grown, groups: { ...grown.groups, ...Object.fromEntries(more) } };
}

const withRacks = (grown: Grown, row: string, count: number): Grown => {
  return { ...grown, rows: { ...grown.rows, [row]: grown.rows[row]!.plus(count) } };
};

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.nat(9), small).map(
    ([row, count]): Step =>
      (grown) =>
        withRacks(grown, rowOf(grown, row), count),
  ),
  fc.tuple(fc.nat(9), fc.nat(9), small).map(([index, delivery, count]): Step => (grown) => {
    const row = rowOf(grown, index);
    return withServers(grown, row, count, 1 + (delivery % grown.rows[row]!.batches.length));
  }),
  fc.tuple(fc.nat(9), small, small).map(([index, count, servers]): Step => (grown) => {
    const row = rowOf(grown, index);
    const after = withRacks(grown, row, count);
    return withServers(after, row, servers, after.rows[row]!.batches.length);
  }),
  // Another class of servers beside those of a row, in its racks or in new ones, with ports of the same fabrics.
  fc.tuple(fc.nat(9), small, fc.boolean()).map(([index, count, isNew]): Step => (grown) => {
    const row = rowOf(grown, index);
    const after = isNew ? withRacks(grown, row, count) : grown;
    const delivery = isNew ? after.rows[row]!.batches.length : 1;
    const model = row === 'core' ? ServerModel.NVME_2U : ServerModel.DGX_B200;
    const name = `b${Object.keys(grown.groups).length}`;
    if (groupsIn(grown, row).length > 2) return after;
    return { ...after, groups: { ...after.groups, [name]: model.times(count, { row, delivery, perRack: 8 }) } };
  }),
  small.map((count): Step => (grown) => {
    const name = `r${Object.keys(grown.rows).length}`;
    if (Object.keys(grown.rows).length === 8) return grown;
    const servers = ServerModel.DGX_H100.times(count * 2, { row: name, perRack: 8 });
    const rows = { ...grown.rows, [name]: Rack.row(count, racks.options) };
    return { ...grown, rows, groups: { ...grown.groups, [name]: servers } };
  }),
  fc.constant<Step>((grown) => ({ ...grown, spines: Math.min(8, grown.spines + 1) })),
  fc.constant<Step>((grown) => ({ ...grown, fabrics: Math.min(3, grown.fabrics + 1) })),
);

describe('the numbers of a site that grows', () => {
  it('stay, whatever is added at the end and in whichever order', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let before = start;
        for (const each of steps) {
          const after = each(before);
          const site = siteOf(after);
          // A rack that is full is told, and is not what this is about.
          if (codesOf(site).length > 0 || fabricsOf(site.toFact()).problems.length > 0) return;
          expect(moved(siteOf(before), site)).toEqual([]);
          compared += 1;
          before = after;
        }
      }),
      { numRuns: 15 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  it('change with another class of servers in a row where no cages are kept for it', () => {
    const more = { ...start.groups, b200: ServerModel.DGX_B200.times(3, { row: 'r0' }) };
    const plain = Topology.leafSpine({ ...kept, spines: 2 });
    const main = (cagesPerRack?: number): Partial<SiteOptions> => ({
      fabrics: { main: cagesPerRack === undefined ? plain : plain.keeping({ cagesPerRack }) },
    });
    const grown = { ...start, groups: more };
    expect(moved(siteOf(start, main()), siteOf(grown, main()))).toContain('main lab-h100-002 0 ');
    expect(moved(siteOf(start, main(64)), siteOf(grown, main(64)))).toEqual([]);
  });

  it('change with a class in a row that a fabric did not serve, before rows that it serves; not in a row at the end', () => {
    const rows = { core: start.rows['core']!, r0: start.rows['r0']!, last: racks };
    const two = { ...start, rows, fabrics: 2 };
    const b200 = (row: string): Grown => ({
      ...two,
      groups: { ...start.groups, b200: ServerModel.DGX_B200.times(2, { row }) },
    });
    expect(moved(siteOf(two), siteOf(b200('core')))).toContain('rdma lab-rdma-leaf-001');
    expect(moved(siteOf(two), siteOf(b200('last')))).toEqual([]);
  });

  it('need as many cages as are kept: DH3890', () => {
    const fabrics = { main: Topology.leafSpine({ ...kept, spines: 2 }).keeping({ cagesPerRack: 5 }) };
    const { problems } = fabricsOf(siteOf(start, { fabrics }).toFact());
    expect(problems.find(({ code }) => code === 'DH3890')).toMatchObject({
      got: expect.stringMatching(/^\d+ cages$/) as string,
    });
  });

  it('are those of other racks where servers came without any, and more racks come: DH3030', () => {
    const later = { ...start, groups: { ...start.groups, h100: start.groups['h100']!.plus(3) } };
    const stated = { ...start, groups: { ...start.groups, h100: start.groups['h100']!.plus(3, { delivery: 1 }) } };
    expect(codesOf(siteOf(later))).toEqual(['DH3030']);
    expect(moved(siteOf(later), siteOf(withRacks(later, 'r0', 2)))).not.toEqual([]);
    expect(codesOf(siteOf(stated))).toEqual([]);
    expect(moved(siteOf(stated), siteOf(withRacks(stated, 'r0', 2)))).toEqual([]);
    // What comes then stands in the racks after those of the servers before.
    const next = withRacks({ ...stated, groups: { ...stated.groups, h100: stated.groups['h100'].plus(2) } }, 'r0', 2);
    expect(siteOf(next).rackOf('h100', 'lab-h100-010')).toBe('lab-r0-04');
  });

  it('have no delivery of racks that did not come: DH1004', () => {
    const groups = { h100: ServerModel.DGX_H100.times(2, { row: 'r0', delivery: 2 }) };
    expect(() => siteOf({ ...start, groups })).toThrow('DH1004');
    expect(siteOf({ ...withRacks(start, 'r0', 1), groups }).rackOf('h100', 'lab-h100-001')).toBe('lab-r0-04');
  });

  it('have places for as many servers as are kept: DH3031', () => {
    const h100 = (perRack: number): Grown => ({
      ...start,
      groups: { h100: ServerModel.DGX_H100.times(7, { row: 'r0', perRack }) },
    });
    expect(codesOf(siteOf(h100(2)))).toEqual(['DH3031']);
    expect(codesOf(siteOf(h100(3)))).toEqual([]);
  });
});
