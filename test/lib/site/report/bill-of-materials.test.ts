import fc from 'fast-check';
import { fabricsOf } from '../../../../lib/site/fabrics';
import { rackLoads } from '../../../../lib/site/rack-loads';
import { billOfMaterials, billTable, rowTable, rowTotals } from '../../../../lib/site/report/bill-of-materials';
import { anySite, graphOf, reportSite, server, twoFabrics } from '../../../support/report-sites';

type Site = Parameters<typeof billOfMaterials>[0];

const count = (site: Site, part: string) =>
  billOfMaterials(site)
    .filter((line) => line.part === part)
    .reduce((sum, line) => sum + line.count, 0);

describe('the bill of materials', () => {
  it('counts what the fabrics have', () => {
    fc.assert(
      fc.property(fc.oneof(anySite, fc.constant(null).map(twoFabrics)), (site) => {
        const { fabrics } = fabricsOf(site);
        const switches = fabrics.flatMap(({ fabric }) => fabric.nodes.slice(fabric.servers));
        // A broken out cage has one cable, whatever its arms lead to.
        const cables = fabrics.flatMap(({ fabric: { name, links } }) =>
          [...links].map(({ a, b }) => {
            const [root, other] = a.lane === null && b.lane !== null ? [b, a] : [a, b];
            return `${name} ${root.node} ${root.port} ${other.lane === null ? '' : root.lane}`;
          }),
        );
        expect(count(site, 'switch')).toBe(switches.length);
        expect(count(site, 'cable')).toBe(new Set(cables).size);
        expect(count(site, 'server')).toBe(site.servers.reduce((sum, group) => sum + group.count, 0));
      }),
      { numRuns: 40 },
    );
  });

  it('names switches by class with their source, and cables by speed and breakout', () => {
    const lines = billOfMaterials(twoFabrics());
    const of = (part: string) =>
      lines.filter((line) => line.part === part).map(({ item, count: n, use }) => [n, item, use]);
    expect(of('switch')).toEqual([
      [12, 'QM9700', '8 leaf of rdma, 4 spine of rdma'],
      [6, 'SN5600', '4 leaf of main, 2 spine of main'],
    ]);
    expect(of('cable').map(([, item]) => item)).toEqual([
      'straight, 800 Gbit/s',
      'straight, 400 Gbit/s',
      'breakout, 2 x 400 Gbit/s',
      'breakout, 4 x 200 Gbit/s',
    ]);
    expect(lines.find(({ item }) => item === 'QM9700')?.source).toContain('QM9700');
  });

  it('has the feeds of each rack', () => {
    const feeds = billOfMaterials(twoFabrics()).filter(({ part }) => part === 'power feed');
    expect(feeds.map(({ count: n, watts }) => [n, watts])).toEqual([
      [12, 23_000],
      [6, 17_000],
    ]);
  });

  it('adds up rows as the rules do', () => {
    const site = twoFabrics();
    for (const { row, unitsTaken, watts, unknown } of rowTotals(site)) {
      const loads = rackLoads(site).filter((load) => load.row === row);
      expect(unitsTaken).toBe(loads.reduce((sum, load) => sum + load.units, 0));
      expect(watts).toBe(loads.reduce((sum, load) => sum + load.watts, 0));
      expect(unknown).toBe(loads.reduce((sum, load) => sum + load.unknown.length, 0));
    }
  });

  it('never counts unknown power as none', () => {
    const site = twoFabrics();
    const { head, rows } = billTable(site);
    expect(rows.find(([, item]) => item === 'QM9700')?.[head.indexOf('watts')]).toBe('unknown');
    expect(rowTable(site).rows).toEqual([
      ['gpu', 4, 96, 192, 'unknown', 108_000, 12],
      ['core', 3, 45, 126, 29_100, 29_100, 0],
    ]);
  });

  it('tells of switches that nobody gave a rack', () => {
    const site = reportSite({ racks: 1, servers: 1, model: server(1, 800), topology: graphOf('x', 'y') });
    expect(rowTotals(site).at(-1)).toMatchObject({ row: null, racks: 0, unitsTaken: 4, watts: 6000, unknown: 0 });
  });
});
