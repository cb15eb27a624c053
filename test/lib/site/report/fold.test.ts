import fc from 'fast-check';
import { SwitchModel, Topology } from 'datahall';
import { countLinks, foldFabric } from '../../../../lib/site/report/fold';
import { anySite, fabricOf, freeGraph, leafSpine, reportSite, server } from '../../../support/report-sites';

describe('foldFabric', () => {
  it('loses no device and no link, and mixes no roles', () => {
    fc.assert(
      fc.property(anySite, (site) => {
        const { fabric } = fabricOf(site);
        const { boxes, lines } = foldFabric(fabric);
        const devices = boxes.flatMap((box) => box.devices);
        expect(devices).toHaveLength(fabric.nodes.length);
        expect(new Set(devices)).toEqual(new Set(fabric.nodes));
        for (const box of boxes) expect(new Set(box.devices.map(({ role }) => role))).toEqual(new Set([box.role]));
        const links = lines.reduce((sum, line) => sum + countLinks(line), 0);
        const inside = boxes.reduce((sum, box) => sum + box.inside, 0);
        expect(links + inside).toBe(fabric.links.length);
        expect(new Set(lines.map(({ from, to }) => `${from} ${to}`)).size).toBe(lines.length);
      }),
      { numRuns: 60 },
    );
  });

  it('draws a small fabric device by device', () => {
    const { fabric } = fabricOf(reportSite({ servers: 4 }));
    expect(foldFabric(fabric).boxes).toHaveLength(fabric.nodes.length);
  });

  it.each([
    [40, 8, 28, 2, { server: 8, leaf: 8, spine: 4 }],
    [400, 32, 360, 4, { server: 8, leaf: 8, spine: 1 }],
    [1000, 40, 900, 1, { server: 14, leaf: 14, spine: 1 }],
  ])('folds %s devices to what a reader takes in', (_, racks, servers, racksPerLeaf, expected) => {
    const { boxes } = foldFabric(fabricOf(reportSite({ racks, servers, topology: leafSpine(4, racksPerLeaf) })).fabric);
    const count = (role: string) => boxes.filter((box) => box.role === role).length;
    expect({ server: count('server'), leaf: count('leaf'), spine: count('spine') }).toEqual(expected);
  });

  it('folds a large ring to runs of neighbours, which are a ring again, with their servers', () => {
    const topology = Topology.ring({ switch: SwitchModel.SN5600, switches: 200 });
    const { fabric } = fabricOf(reportSite({ racks: 200, servers: 200, model: server(1, 800), topology }));
    const { boxes, lines } = foldFabric(fabric);
    const switches = boxes.flatMap(({ role, devices, inside }, at) =>
      role === 'leaf' ? [{ at, devices, inside }] : [],
    );
    expect(switches).toHaveLength(16);
    for (const { devices, inside } of switches) {
      const places = devices.map(({ name }) => fabric.nodes.findIndex((node) => node.name === name));
      expect(places.map((place) => place - places[0]!)).toEqual([...devices.keys()]);
      expect(inside).toBe(devices.length - 1);
    }
    const ends = (box: number) => lines.filter(({ from, to }) => from === box || to === box);
    // Two neighbours, and the servers of the run.
    for (const { at, devices } of switches)
      expect(
        ends(at)
          .map(countLinks)
          .sort((a, b) => a - b),
      ).toEqual([1, 1, devices.length]);
  });

  it('draws rings of up to 32 switches one by one', () => {
    const boxesOf = (switches: number) => {
      const topology = Topology.ring({ switch: SwitchModel.SN5600, switches });
      const { boxes } = foldFabric(
        fabricOf(reportSite({ racks: 4, servers: 4, model: server(1, 800), topology })).fabric,
      );
      return boxes.filter(({ role }) => role === 'leaf').length;
    };
    expect([boxesOf(32), boxesOf(33)]).toEqual([32, 16]);
  });

  it('keeps cliques of a free graph together', () => {
    const topology = freeGraph('cliques', 100, 4);
    const { fabric } = fabricOf(reportSite({ racks: 4, servers: 4, model: server(1, 800), topology }));
    const clique = (name: string) => Math.floor(Number(/s(\d+)$/.exec(name)?.[1]) / 10);
    const switches = foldFabric(fabric).boxes.filter(({ role }) => role !== 'server');
    expect(switches.length).toBeGreaterThan(9);
    expect(switches.length).toBeLessThanOrEqual(16);
    for (const { devices } of switches) expect(new Set(devices.map(({ name }) => clique(name))).size).toBe(1);
  });
});
