import fc from 'fast-check';
import { Topology, SwitchModel } from 'datahall';
import { textWidth } from '../../../../lib/site/report/svg';
import { topologyPicture } from '../../../../lib/site/report/topology-picture';
import {
  anySite,
  fabricOf,
  freeGraph,
  GRAPHS,
  graphOf,
  leafSpine,
  reportSite,
  server,
  topologiesFor,
} from '../../../support/report-sites';
import { parseXml } from '../../../support/xml';

const draw = (site: Parameters<typeof fabricOf>[0]) => topologyPicture(fabricOf(site));
const ROLES = /^(server|leaf|spine|core)$/;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What takes room in a picture: boxes, and texts beside them. */
function roomOf(picture: string) {
  const elements = parseXml(picture);
  const number = (attributes: Readonly<Record<string, string>>, name: string) => Number(attributes[name]);
  const toBox = ({ attributes: each }: { readonly attributes: Readonly<Record<string, string>> }): Box => {
    const [x, y] = [number(each, 'x'), number(each, 'y')];
    return { x, y, width: number(each, 'width'), height: number(each, 'height') };
  };
  const rects = (classes: RegExp) =>
    elements.filter(({ name, attributes }) => name === 'rect' && classes.test(attributes['class'] ?? '')).map(toBox);
  const [boxes, cells] = [rects(ROLES), rects(/^(c\d|self)$/)];
  const texts = elements
    .filter(({ name }) => name === 'text')
    .map(({ text, attributes: each, path }) => {
      const names = each['class'] ?? '';
      const size = names.includes('large') ? 16 : names.includes('small') ? 10 : 12;
      const width = textWidth(text, size);
      const x = number(each, 'x') - (names.includes('middle') ? width / 2 : names.includes('end') ? width : 0);
      return { x, y: number(each, 'y') - size * 0.8, width, height: size, inBox: path.includes('g') };
    });
  const { attributes } = elements.at(-1)!;
  return { boxes, cells, texts, page: { width: number(attributes, 'width'), height: number(attributes, 'height') } };
}

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Pairs that overlap. A table has a thousand texts: an expectation for each pair would take minutes. */
const overlaps = (all: readonly Box[]) =>
  all.flatMap((a, at) => all.slice(at + 1).flatMap((b) => (overlap(a, b) ? [[a, b]] : [])));

/** Nothing overlaps, texts of boxes are in them, and all is on the page. */
function expectReadable(picture: string): void {
  const { boxes, cells, texts, page } = roomOf(picture);
  expect(boxes.length).toBeGreaterThan(1);
  const free = texts.filter(({ inBox }) => !inBox);
  const solid: readonly Box[] = [...boxes, ...free];
  expect(overlaps(solid)).toEqual([]);
  expect(overlaps(texts)).toEqual([]);
  for (const text of texts.filter(({ inBox }) => inBox))
    expect([...boxes, ...cells].some((box) => within(text, box))).toBe(true);
  for (const each of solid) expect(within(each, { x: 0, y: 0, ...page })).toBe(true);
}

const within = (a: Box, b: Box) =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

describe('topologyPicture', () => {
  it('is readable: nothing overlaps', () => {
    fc.assert(
      fc.property(anySite, (site) => expectReadable(draw(site))),
      { numRuns: 40 },
    );
  });

  it.each([
    ['4', reportSite({ racks: 1, servers: 1, topology: leafSpine(1) })],
    ['40', reportSite({ racks: 8, servers: 28, topology: leafSpine(4) })],
    ['400', reportSite({ racks: 32, servers: 360, topology: leafSpine(4, 4) })],
    [
      '400 on a circle',
      reportSite({ racks: 20, servers: 380, model: server(1, 800), topology: topologiesFor(20)[5]! }),
    ],
  ])('is readable with %s devices', (_, site) => expectReadable(draw(site)));

  // A wide screen at its own size, so that nobody has to make the smallest text, of 10 pixels, smaller.
  it.each(
    [4, 60, 100, 400].flatMap((count) => {
      const half = count / 2;
      const one = { model: server(1, 800), servers: half, racks: Math.min(half, 40) };
      const { SN5600 } = SwitchModel;
      const k = count === 4 ? 4 : 8;
      const circle = { ...one, racks: half };
      return [
        ['ring', count, { ...one, topology: Topology.ring({ switch: SN5600, switches: Math.max(3, half) }) }],
        [
          'ring that serves all racks',
          count,
          { ...circle, topology: Topology.ring({ switch: SN5600, switches: Math.max(3, half) }) },
        ],
        [
          'ring of two',
          count,
          {
            ...circle,
            model: server(2, 800),
            topology: Topology.ring({ switch: SN5600, switches: 2 * half, homing: 2 }),
          },
        ],
        [
          'mesh',
          count,
          {
            ...one,
            racks: Math.min(half, 50),
            topology: Topology.mesh({ switch: SN5600, switches: Math.min(half, 50) }),
          },
        ],
        ['star', count, { ...one, topology: Topology.star({ hub: SN5600, leaf: SN5600, racksPerLeaf: 1 }) }],
        ['leaf-spine', count, { ...one, topology: leafSpine(4, 1) }],
        [
          'rail-optimised',
          count,
          {
            ...one,
            model: server(2, 400),
            topology: Topology.railOptimised({
              leaf: SN5600,
              spine: SN5600,
              spines: 2,
              rails: 2,
              carries: ['frontend'],
            }),
          },
        ],
        [
          'fat-tree',
          count,
          {
            ...one,
            racks: Math.min(half, k),
            servers: Math.min(half, 48),
            topology: Topology.fatTree({ switch: SN5600, k }),
          },
        ],
        ...GRAPHS.map((shape) => [shape, count, { ...one, topology: freeGraph(shape, half, one.racks) }] as const),
      ] as const;
    }),
  )('fits on a screen: %s of %s devices', (_, count, parts) => {
    const built = fabricOf(reportSite(parts));
    const picture = topologyPicture(built);
    expectReadable(picture);
    const { page, boxes } = roomOf(picture);
    expect(page.width).toBeLessThanOrEqual(2560);
    expect(page.height).toBeLessThanOrEqual(2000);
    const sizes = [...picture.matchAll(/font(?:-size)?:(\d+)px/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10);
    expect(picture).not.toMatch(/transform=|textLength=/);
    // Neither one box for all, nor more than a reader counts.
    expect(boxes.length).toBeGreaterThanOrEqual(Math.min(count, 5));
    expect(boxes.length).toBeLessThanOrEqual(80);
  });

  it('draws what lines would tangle on a circle, and more of it as a table', () => {
    const draws = (switches: number) => {
      const topology = freeGraph('dense', switches, switches);
      return draw(reportSite({ racks: switches, servers: switches, model: server(1, 800), topology }));
    };
    expect(draws(12)).toContain('<polyline');
    expect(draws(13)).not.toContain('<polyline');
    expect(draws(200)).not.toContain('<polyline');
  });

  it('says what a folded line stands for', () => {
    const texts = parseXml(draw(reportSite({ racks: 32, servers: 360, topology: leafSpine(4, 4) }))).map(
      ({ text }) => text,
    );
    expect(texts).toEqual(expect.arrayContaining(['8 x 800 Gbit/s', '96 x 200 Gbit/s', '48 servers', 'a-01 to 04']));
  });

  it('tells kinds of lines by speed when there are too many counts', () => {
    const switches = { hub: { model: SwitchModel.SN5600, role: 'spine' as const } };
    const leaves = Array.from({ length: 14 }, (_, at) => `leaf${at}`);
    const links = leaves.slice(0, 10).map((leaf, at) => ['hub', leaf, at + 1] as const);
    const more = leaves.slice(10).map((leaf, at) => [leaf, `leaf${at}`, at + 11] as const);
    const topology = Topology.graph({
      switches: { ...switches, ...Object.fromEntries(leaves.map((leaf) => [leaf, { model: SwitchModel.SN5600 }])) },
      links: [...links, ...more],
      racks: { 'lab-a-01': ['leaf0'] },
    });
    const picture = draw(reportSite({ racks: 1, servers: 1, model: server(1, 800), topology }));
    expectReadable(picture);
    const key = parseXml(picture).flatMap(({ name, text, path }) =>
      name === 'text' && path.length === 1 ? [text] : [],
    );
    expect(key.slice(2)).toEqual(['several x 800 Gbit/s', 'server', 'leaf', 'spine']);
  });

  it('escapes names', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ unit: fc.constantFrom('<', '&', '"', "'", ']', '>', '\u0000', '\uD800') }),
        (a, b) => {
          // Names of switches are checked where they are given; the picture does not rely on that.
          const topology = graphOf('one', 'two');
          const built = fabricOf(reportSite({ racks: 1, servers: 1, model: server(1, 800), topology }));
          const nodes = built.fabric.nodes.map((node, at) => ({ ...node, name: `${at}${at % 2 === 0 ? a : b}` }));
          const picture = topologyPicture({ ...built, fabric: { ...built.fabric, nodes } });
          const names = new Set(parseXml(picture).map(({ name }) => name));
          expect([...names].sort()).toEqual(['desc', 'g', 'path', 'polyline', 'rect', 'style', 'svg', 'text', 'title']);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is the same at each drawing, and says what it shows', () => {
    const site = () => reportSite({ racks: 6, servers: 12 });
    expect(draw(site())).toBe(draw(site()));
    expect(parseXml(draw(site())).find(({ name }) => name === 'desc')?.text).toBe(
      'leaf-spine: 12 servers, 8 switches, 36 links.',
    );
  });
});
