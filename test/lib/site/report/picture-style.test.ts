import { FabricLinks } from '../../../../lib/network/fabric/links';
import { foldFabric } from '../../../../lib/site/report/fold';
import { styleOf } from '../../../../lib/site/report/picture-style';
import { fabricOf, freeGraph, type GRAPHS, reportSite, server } from '../../../support/report-sites';

function styleFor(shape: (typeof GRAPHS)[number], switches: number, ports = 1): string {
  const topology = freeGraph(shape, switches, switches);
  const site = reportSite({ racks: switches, servers: switches, model: server(ports, 800), topology });
  return styleOf('graph', foldFabric(fabricOf(site).fabric));
}

describe('styleOf', () => {
  it.each([
    ['dense', 5, 'layers'],
    ['dense', 12, 'circle'],
    ['dense', 13, 'table'],
    ['cliques', 30, 'table'],
    ['line', 20, 'layers'],
    ['grid', 36, 'layers'],
    ['tree', 40, 'layers'],
  ] as const)('draws a %s of %i switches as %s', (shape, switches, style) => {
    expect(styleFor(shape, switches)).toBe(style);
  });

  it('leaves out a circle where lines of servers would run behind its switches', () => {
    const site = reportSite({ racks: 12, servers: 12, model: server(1, 800), topology: freeGraph('dense', 12, 12) });
    const { fabric } = fabricOf(site);
    const [link, ...links] = fabric.links;
    const other = { ...link!, a: { ...link!.a, node: fabric.servers + 5 } };
    expect(styleOf('graph', foldFabric({ ...fabric, links: FabricLinks.of([link!, other, ...links]) }))).toBe('table');
  });

  it('has circles for rings and meshes, and layers for what has tiers', () => {
    const { fabric } = fabricOf(reportSite());
    expect(['ring', 'mesh', 'fat-tree'].map((topology) => styleOf(topology, foldFabric(fabric)))).toEqual([
      ...['circle', 'circle', 'layers'],
    ]);
  });
});
