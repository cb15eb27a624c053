import fc from 'fast-check';
import { countLinks, foldFabric } from '../../../../lib/site/report/fold';
import { anySite, fabricOf, leafSpine, reportSite } from '../../../support/report-sites';

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
});
