import { FabricLinks } from '../../../../lib/network/fabric/links';
import { matrixPicture } from '../../../../lib/site/report/matrix-picture';
import { fabricOf, freeGraph, reportSite, server } from '../../../support/report-sites';
import { parseXml } from '../../../support/xml';

const siteFabric = (shape: 'cliques' | 'dense', switches: number, racks = switches) => {
  const topology = freeGraph(shape, switches, racks);
  return fabricOf(reportSite({ racks, servers: 2 * racks, model: server(1, 800), topology }));
};
const cells = (picture: string) =>
  parseXml(picture).flatMap(({ name, text, path, attributes }) =>
    name === 'text' && path.includes('g') && attributes['class'] === 'small middle' ? [Number(text)] : [],
  );
const trunks = ({ fabric: { links, servers } }: ReturnType<typeof siteFabric>) =>
  [...links].filter(({ b }) => b.node >= servers).length;

describe('matrixPicture', () => {
  it('has each link twice, in the row of one switch and in that of the other', () => {
    const built = siteFabric('dense', 30);
    const shown = cells(matrixPicture(built));
    expect(shown.reduce((sum, each) => sum + each, 0)).toBe(2 * trunks(built));
  });

  it('has links inside of a part once, where its row meets its column', () => {
    const built = siteFabric('dense', 200, 40);
    const picture = matrixPicture(built);
    const elements = parseXml(picture);
    const inside = elements.flatMap(({ name, text, attributes }, at) =>
      name === 'text' && attributes['class'] === 'small middle' && elements[at - 1]?.attributes['class'] === 'self'
        ? [Number(text)]
        : [],
    );
    const all = cells(picture).reduce((sum, each) => sum + each, 0);
    expect(inside.length).toBeGreaterThan(0);
    expect(all + inside.reduce((sum, each) => sum + each, 0)).toBe(2 * trunks(built));
    expect(elements.map(({ text }) => text)).toContain('links of a row within itself');
  });

  it('puts switches that share their neighbours beside each other, with the number of their servers', () => {
    const rows = parseXml(matrixPicture(siteFabric('cliques', 20))).flatMap(({ name, text }) =>
      name === 'text' && /^s\d+: /.test(text) ? [text] : [],
    );
    expect(rows).toHaveLength(20);
    expect(rows[0]).toBe('s0: 2 servers');
    const tens = rows.map((row) => Math.floor(Number(/\d+/.exec(row)![0]) / 10));
    expect(tens).toEqual([...Array<number>(10).fill(0), ...Array<number>(10).fill(1)]);
  });

  it('tells speeds apart, up to four', () => {
    const built = siteFabric('dense', 20);
    const at = (count: number) => {
      const all = Array.from(built.fabric.links, (link, index) => ({ ...link, bps: (1 + (index % count)) * 100e9 }));
      const links = FabricLinks.of(all);
      return matrixPicture({ ...built, fabric: { ...built.fabric, links } });
    };
    const speeds = (picture: string) => parseXml(picture).filter(({ text }) => /^\d+ Gbit\/s$/.test(text)).length;
    expect(speeds(at(3))).toBe(3);
    expect(parseXml(at(9)).map(({ text }) => text)).toContain('several speeds');
  });
});
