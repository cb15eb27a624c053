import { Cidr, OutsideRouter, SwitchModel, Topology } from 'datahall';
import type { SiteFact } from '../../../../lib/site/facts';
import { outsideCables } from '../../../../lib/site/outside-cables';
import { countLinks, foldFabric } from '../../../../lib/site/report/fold';
import { fabricSize, withRouters } from '../../../../lib/site/report/outside-boxes';
import { topologyPicture } from '../../../../lib/site/report/topology-picture';
import { fabricOf, freeGraph, leafSpine, reportSite } from '../../../support/report-sites';
import { parseXml } from '../../../support/xml';

/** A site with routers that are joined to two of its switches, by default the last: spines, where there are any. */
function joined(site: SiteFact, routers: number, first = -2): SiteFact {
  const { fabric } = fabricOf(site);
  const switches = fabric.nodes
    .slice(first)
    .slice(0, 2)
    .map(({ name }) => name);
  const outside = Array.from({ length: routers }, (_, index) => {
    const links = switches.map((name, side) => {
      const address = Cidr.of(`192.0.2.${4 * index + 2 * side}/31`);
      return [name, { port: 63 - index, addresses: [address] }] as const;
    });
    const { spec } = OutsideRouter.of({ fabric: 'main', asn: 64_496 + index, links: Object.fromEntries(links) });
    return { name: `isp-${index}`, ...spec };
  });
  return { ...site, outside };
}

const SHAPES: readonly (readonly [string, Topology])[] = [
  ['leaf-spine', leafSpine()],
  ['ring', Topology.ring({ switch: SwitchModel.SN5600, switches: 5 })],
  ['mesh', Topology.mesh({ switch: SwitchModel.SN5600, switches: 4 })],
  ['line', freeGraph('line', 6, 4)],
  ['dense graph', freeGraph('dense', 60, 4)],
];

describe('routers in pictures', () => {
  it.each(SHAPES)('of a %s are boxes with a line to each switch', (_, topology) => {
    const site = joined(reportSite({ topology }), 2);
    const [built, cables] = [fabricOf(site), outsideCables(site, fabricOf(site))];
    expect(cables).toHaveLength(4);
    const plain = foldFabric(built.fabric);
    const folded = withRouters(plain, cables);
    expect(folded.boxes.slice(plain.boxes.length).map(({ role, devices }) => [role, devices[0]?.name])).toEqual([
      ['router', 'isp-0'],
      ['router', 'isp-1'],
    ]);
    const lines = folded.lines.slice(plain.lines.length);
    expect(lines.reduce((sum, line) => sum + countLinks(line), 0)).toBe(4);
    for (const { from, to } of lines) {
      expect(folded.boxes[from]?.role).toBe('router');
      const names = folded.boxes[to]?.devices.map(({ name }) => name) ?? [];
      expect(names.some((name) => cables.some(({ device }) => device.name === name))).toBe(true);
    }
    const picture = topologyPicture(built, cables);
    expect(picture).toContain('2 routers outside');
    const boxes = parseXml(picture).filter(
      ({ name, attributes }) => name === 'rect' && attributes['class'] === 'router',
    );
    // Two boxes, on a circle one beside each switch, and one in the key.
    expect(boxes).toHaveLength(['ring', 'mesh'].includes(topology.spec.shape.kind) ? 5 : 3);
  });

  it('are drawn beside each of their switches on a circle, where no line runs behind another box', () => {
    const site = joined(reportSite({ topology: Topology.ring({ switch: SwitchModel.SN5600, switches: 6 }) }), 1);
    const [plain, cables] = [foldFabric(fabricOf(site).fabric), outsideCables(site, fabricOf(site))];
    const { boxes, lines } = withRouters(plain, cables, true);
    expect(boxes.slice(plain.boxes.length).map(({ devices }) => devices[0]?.name)).toEqual(['isp-0', 'isp-0']);
    expect(new Set(lines.slice(plain.lines.length).map(({ to }) => to)).size).toBe(2);
    expect(fabricSize(fabricOf(site), { boxes, lines })).toContain('1 router outside');
  });

  it.each([
    ['spines', -2],
    ['leaves', -6],
  ])('stand above all switches when they are joined to %s', (_, first) => {
    const site = joined(reportSite(), 2, first);
    const rects = parseXml(topologyPicture(fabricOf(site), outsideCables(site, fabricOf(site)))).filter(
      ({ name }) => name === 'rect',
    );
    const tops = (role: string) =>
      rects.filter(({ attributes }) => attributes['class'] === role).map(({ attributes }) => Number(attributes['y']));
    const [, ...above] = [...tops('router')].sort((a, b) => b - a); // The lowest is in the key.
    expect(above).toHaveLength(2);
    expect(Math.max(...above)).toBeLessThan(Math.min(...tops('spine')));
  });

  it('say what they are of: an AS outside, or a rack of the site', () => {
    const site = joined(reportSite(), 1);
    const picture = (fact: SiteFact) => topologyPicture(fabricOf(fact), outsideCables(fact, fabricOf(fact)));
    expect(picture(site)).toContain('AS 64496');
    const device = { model: site.fabrics[0]!.classes[0]!, rack: 'lab-a-01' };
    expect(picture({ ...site, outside: site.outside!.map((each) => ({ ...each, device })) })).not.toContain('AS 64496');
  });

  it('counts one of each as one', () => {
    const site = reportSite({
      racks: 1,
      servers: 1,
      topology: Topology.graph({
        switches: { x: { model: SwitchModel.SN5600 } },
        links: [],
        racks: { 'lab-a-01': ['x'] },
      }),
    });
    const one = withRouters(foldFabric(fabricOf(site).fabric), []);
    expect(fabricSize(fabricOf(site), one)).toBe('1 server, 1 switch, 2 links');
  });
});
