import fc from 'fast-check';
import { Rack, Power, ServerModel, Site, Cidr } from 'datahall';
import { layoutOf } from '../../../lib/site/layout';
import { placedSwitches } from '../../../lib/site/switch-units';
import { anySite, graphOf, leafSpine, reportSite, server, twoFabrics } from '../../support/report-sites';

const unitsOf = (site: Parameters<typeof placedSwitches>[0]) =>
  new Map(placedSwitches(site).map(({ name, unit }) => [name, unit]));

describe('placedSwitches', () => {
  it('puts no two devices in one unit', () => {
    fc.assert(
      fc.property(anySite, (site) => {
        const taken = new Set<string>();
        const take = (rack: string, unit: number, height: number) => {
          for (let at = unit; at < unit + height; at += 1) {
            expect(taken).not.toContain(`${rack} ${at}`);
            taken.add(`${rack} ${at}`);
          }
        };
        layoutOf(site).forEach(({ servers }, index) =>
          servers.forEach(({ rack, unit }) => take(rack, unit, site.servers[index]!.rackUnits)),
        );
        for (const { rack, unit, model } of placedSwitches(site))
          if (rack !== null && unit !== null) take(rack, unit, model.rackUnits);
      }),
      { numRuns: 60 },
    );
  });

  it('puts leaves at the top, and spines at one height in all racks of a row', () => {
    const units = unitsOf(twoFabrics());
    expect([1, 2, 3, 4].map((id) => units.get(`lab-rdma-leaf-00${id}`))).toEqual([48, 48, 48, 48]);
    expect([1, 2, 3, 4].map((id) => units.get(`lab-rdma-spine-00${id}`))).toEqual([44, 44, 44, 44]);
  });

  it('moves no switch when servers and spines are added', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 3 }),
        (count, more, spines) => {
          const before = unitsOf(reportSite({ servers: count, perRack: 6, topology: leafSpine(2, 1) }));
          const after = unitsOf(reportSite({ servers: count + more, perRack: 6, topology: leafSpine(2 + spines, 1) }));
          for (const [name, unit] of before) expect([name, after.get(name)]).toEqual([name, unit]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('fills holes when the top is full, and says where there is none', () => {
    const site = (units: number) => reportSite({ racks: 1, servers: 10, units, topology: leafSpine(1, 1) });
    expect([...unitsOf(site(16)).values()]).toEqual([15, 13, 11]);
    expect([...unitsOf(site(15)).values()]).toEqual([14, 12, null]);
  });

  it('knows no unit without a rack', () => {
    const site = reportSite({ racks: 1, servers: 1, model: server(1, 800), topology: graphOf('x', 'y') });
    expect([...unitsOf(site).values()]).toEqual([null, null]);
  });

  it('stands where no server is, where servers are not packed', () => {
    const site = new Site('lab', {
      racks: { a: Rack.row(2, { units: 10, feeds: 2, feed: Power.kw(23) }) },
      servers: {
        first: ServerModel.NVME_2U.times(3, { at: ['lab-a-01', 'lab-a-01', 'lab-a-01'] }),
        second: ServerModel.NVME_2U.times(1, { at: ['lab-a-02'] }),
      },
      fabrics: { main: leafSpine(1, 1) },
      addresses: { underlay: Cidr.of('10.0.0.0/8'), virtualIps: Cidr.of('198.51.100.0/24') },
    }).toFact();
    const [second] = layoutOf(site)[1]!.servers;
    expect(second?.unit).toBe(7);
    expect(
      placedSwitches(site)
        .filter(({ rack }) => rack === 'lab-a-02')
        .map(({ unit }) => unit),
    ).toEqual([9, 5]);
  });
});
