import fc from 'fast-check';
import { Topology, SwitchModel } from 'datahall';
import type { FabricEnd } from '../../../../lib/network/fabric/fabric';
import { FabricLinks } from '../../../../lib/network/fabric/links';
import { fabricsOf } from '../../../../lib/site/fabrics';
import type { SiteFact } from '../../../../lib/site/facts';
import { cablesOf } from '../../../../lib/site/report/cables';
import { cablingTable } from '../../../../lib/site/report/cabling';
import { placesOf, runOf } from '../../../../lib/site/report/places';
import { anySite, fabricOf, graphOf, leafSpine, reportSite, server } from '../../../support/report-sites';

const rowsOf = (site: SiteFact) => cablingTable(fabricOf(site), placesOf(site)).rows;

/** Where ports are missing, servers and trunks want the same cages: a rule reports it. */
const buildable = anySite.filter((site) => fabricsOf(site).problems.length === 0);

/** Both ends of each row, whichever comes first. */
const ends = (site: SiteFact) =>
  rowsOf(site).map((row) => [`${row[1]} ${row[2]}`, `${row[5]} ${row[6]}`].sort().join(' - '));

describe('cabling', () => {
  it('has each link exactly once', () => {
    fc.assert(
      fc.property(anySite, (site) => {
        const { nodes, links } = fabricOf(site).fabric;
        const end = ({ node, port, lane }: FabricEnd) => {
          const kind = nodes[node]!.role === 'server' ? 'NIC port' : 'port';
          return `${nodes[node]!.name} ${kind} ${port + 1}${lane === null ? '' : `/${lane + 1}`}`;
        };
        expect(ends(site).sort()).toEqual([...links].map(({ a, b }) => [end(a), end(b)].sort().join(' - ')).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('has one cable in a cage, and in each NIC port', () => {
    fc.assert(
      fc.property(buildable, (site) => {
        const cages = new Map<string, string>();
        for (const row of rowsOf(site))
          for (const cage of [`${row[1]} ${row[2]}`, `${row[5]} ${row[6]}`].map((each) => each.replace(/\/\d+$/, ''))) {
            expect([undefined, row[0]]).toContain(cages.get(cage));
            cages.set(cage, String(row[0]));
          }
      }),
      { numRuns: 60 },
    );
  });

  it('groups the arms of a broken out cage', () => {
    const cables = cablesOf(fabricOf(reportSite({ racks: 1, servers: 8 })));
    const arms = cables.filter(({ ways }) => ways > 1);
    expect(arms.map(({ id, arms: { length } }) => [id, length])).toEqual([
      ['lab-main-leaf-001:1', 4],
      ['lab-main-leaf-002:1', 4],
      ['lab-main-leaf-001:2', 4],
      ['lab-main-leaf-002:2', 4],
    ]);
    expect(arms[0]?.kind).toBe('breakout, 4 x 200 Gbit/s');
  });

  it('starts a breakout cable at the cage, whichever end is the higher', () => {
    const topology = Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.QM9700, spines: 2 });
    const trunks = cablesOf(fabricOf(reportSite({ racks: 1, topology }))).filter(({ arms }) => {
      return arms.some(({ to }) => to.device.role !== 'server');
    });
    expect(trunks.map(({ ways, arms }) => [ways, arms[0]!.from.device.role, arms[0]!.to.device.role])).toEqual([
      [2, 'leaf', 'spine'],
      [2, 'leaf', 'spine'],
    ]);
  });

  it('makes single cables where both cages are broken out', () => {
    const site = reportSite({ racks: 1, servers: 1, model: server(1, 800), topology: leafSpine() });
    const { fabric, ...rest } = fabricOf(site);
    const link = fabric.links.at(fabric.links.length - 1);
    const split = [0, 1].map((lane) => ({ ...link, a: { ...link.a, lane }, b: { ...link.b, lane } }));
    const cables = cablesOf({ ...rest, fabric: { ...fabric, links: FabricLinks.of(split) } });
    expect(cables.map(({ id, ways }) => [id, ways])).toEqual([
      [expect.stringMatching(/\/1$/), 1],
      [expect.stringMatching(/\/2$/), 1],
    ]);
  });

  it('renames no cable when servers, racks and spines are added', () => {
    const small = reportSite({ racks: 4, servers: 8, perRack: 4, topology: leafSpine(2) });
    const large = reportSite({ racks: 4, servers: 14, perRack: 4, topology: leafSpine(3) });
    const ids = new Map(ends(large).map((each, at) => [each, rowsOf(large)[at]![0]]));
    ends(small).forEach((each, at) => expect(ids.get(each)).toBe(rowsOf(small)[at]![0]));
  });

  it('says what it does not know', () => {
    const topology = graphOf('x', 'y');
    const site = reportSite({ racks: 1, servers: 1, model: server(1, 800), topology });
    const [toServer] = rowsOf(site);
    expect(toServer?.slice(3, 5)).toEqual(['unknown', 'unknown']);
    expect(toServer?.at(-2)).toBe('unknown');
  });

  it.each([
    ['a', 'r', 'a', 'r', 'same rack'],
    ['a', 'r', 'b', 'r', 'same row'],
    ['a', 'r', 'b', 's', 'cross-row'],
    [null, null, 'b', 's', 'unknown'],
  ])('knows how far a cable goes: %s of %s to %s of %s', (rack, row, other, otherRow, run) => {
    expect(runOf({ rack, row, unit: 1 }, { rack: other, row: otherRow, unit: 1 })).toBe(run);
  });
});
