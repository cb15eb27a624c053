import { counted } from '../../errors/print';
import { Bandwidth } from '../../units/bandwidth';
import type { SiteFabric } from '../fabrics';
import type { OutsideCable } from '../outside-cables';
import { circular } from './circle';
import { foldFabric, printLinks, type Box, type Folded, type Line } from './fold';
import { grouped } from './grouped';
import { labelled, namesOf, type Labelled } from './labels';
import { layered, type Layout, type Point } from './layered';
import { matrixPicture } from './matrix-picture';
import { fabricSize, withRouters } from './outside-boxes';
import { styleOf, type PictureStyle } from './picture-style';
import { escapeXml, LINE_KINDS, round, svg, text, textWidth, type Drawing } from './svg';

/** Sizes in pixels. */
const MARGIN = 28;
const TITLE = 64;
const BOX = 42;
const PADDING = 10;
const KEY = 22;

/** Room for a free graph on a wide screen, beside its title and its key. */
const SCREEN = { width: 2400, height: 1600 } as const;

/** Parts of a free graph that must not be a tangle. */
const PARTS = 16;

/** Lines up to which they are drawn thick. */
const THICK = 64;

/** A kind of line with what the key says of it. */
interface Kind {
  readonly label: string;
  readonly lines: readonly Line[];
}

/** A box that stands out: a link to what is said of it. */
export interface Light {
  /** Class of the link. */
  readonly kind: string;
  /** What its corner says, in a few letters: it is read without colours. */
  readonly mark: string;
  /** Where it leads. */
  readonly href: string;
  /** What it says of itself, for those who do not see it. */
  readonly label: string;
}

/**
 * Draws a fabric on a circle, in layers or, where lines would be a tangle, as a table. Large fabrics are folded, and
 * every box and line says what it stands for.
 *
 * @param fabric the fabric
 * @param outside its cables to outside routers
 */
export function topologyPicture(fabric: SiteFabric, outside: readonly OutsideCable[] = []): string {
  const folded = foldToDraw(fabric, outside);
  return styleOf(fabric.fabric.topology, folded) === 'table'
    ? matrixPicture(fabric, outside)
    : svg(topologyDrawing(fabric, folded));
}

/**
 * Folds a fabric until a picture of it can be read, and adds the routers that lead out of it.
 *
 * @param fabric the fabric
 * @param outside its cables to outside routers
 */
export function foldToDraw(
  { fabric, input: { site, name } }: SiteFabric,
  outside: readonly OutsideCable[] = [],
): Folded {
  const { topology } = fabric;
  const folded = foldFabric(fabric, (each, readable) => {
    if (topology !== 'graph') return readable;
    const style = styleOf(topology, each);
    // What few parts tangle would still be a tangle if there were fewer, and say less.
    if (style === 'table') return readable || each.boxes.filter(({ role }) => role !== 'server').length <= PARTS;
    if (!readable) return false;
    const boxes = each.boxes.map((box) => labelled(box, site, name));
    const { width, height } = layoutOf(topology, style, each, boxes);
    return width <= SCREEN.width && height <= SCREEN.height;
  });
  return withRouters(folded, outside, styleOf(topology, folded) === 'circle');
}

/**
 * Draws a fabric that was folded.
 *
 * @param fabric the fabric
 * @param folded its boxes and lines
 * @param lights what stands out, by the index of the box. @default - nothing
 */
export function topologyDrawing(
  fabric: SiteFabric,
  folded: Folded,
  lights: ReadonlyMap<number, Light> = new Map(),
): Drawing {
  const { site, name } = fabric.input;
  const { topology } = fabric.fabric;
  const boxes = folded.boxes.map((box) => labelled(box, site, name));
  const layout = layoutOf(topology, styleOf(topology, folded), folded, boxes);
  const kinds = kindsOf(folded.lines);
  const title = `Fabric ${name} of ${site}`;
  const description = `${topology}: ${fabricSize(fabric, folded)}.`;
  const keys = [...kinds.map(({ label }) => label), ...rolesIn(folded)];
  const texts = [textWidth(title, 17), textWidth(description, 12), ...keys.map((key) => textWidth(key, 12) + 60)];
  const width = Math.max(layout.width, ...texts);
  const left = MARGIN + (width - layout.width) / 2;
  const bottom = TITLE + layout.height + MARGIN;
  const move = ({ x, y }: Point): Point => ({ x: x + left, y: y + TITLE });
  const body = [
    text(MARGIN, 30, title, 'large'),
    text(MARGIN, 48, description),
    ...folded.lines.map((line, index) => drawLine(line, kinds, folded, layout.lines[index]?.map(move) ?? [])),
    ...boxes.map((box, index) => drawBox(box, move(layout.boxes[index] ?? { x: 0, y: 0 }), lights.get(index))),
    ...drawKey(kinds, rolesIn(folded), bottom),
  ];
  const height = bottom + keys.length * KEY + MARGIN / 2;
  return { width: width + 2 * MARGIN, height, title, description, body: body.join('\n') };
}

function layoutOf(topology: string, style: PictureStyle, { lines }: Folded, boxes: readonly Labelled[]): Layout {
  const sizes = boxes.map(({ box, label, detail }) => {
    const width = Math.max(textWidth(label, 12), textWidth(detail, 10)) + 2 * PADDING;
    return { width, height: BOX, outer: box.role === 'server' || box.role === 'router' };
  });
  if (style === 'circle') return circular(sizes, lines);
  const tiers = grouped([...boxes.keys()], (index) => boxes[index]?.box.role ?? '');
  return layered(sizes, lines, topology === 'graph' ? [] : [...tiers.values()]);
}

/** Lines by what they say. When there are too many kinds to tell apart, by speed alone. */
function kindsOf(lines: readonly Line[]): readonly Kind[] {
  const labels = new Map<string, Line[]>();
  const add = (label: string, line: Line) => labels.set(label, [...(labels.get(label) ?? []), line]);
  for (const line of lines) add(printLinks(line), line);
  if (labels.size > LINE_KINDS) {
    labels.clear();
    for (const line of lines) add(line.links.map(({ bps }) => Bandwidth.bps(bps).toString()).join(' and '), line);
    return [...labels].map(([speeds, own]) => ({ label: `several x ${speeds}`, lines: own }));
  }
  return [...labels].map(([label, own]) => ({ label, lines: own }));
}

function rolesIn({ boxes }: Folded): readonly Box['role'][] {
  return [...new Set(boxes.map(({ role }) => role))];
}

function drawLine(
  line: Line,
  kinds: readonly Kind[],
  { boxes, lines: { length: count } }: Folded,
  points: readonly Point[],
): string {
  const kind = kinds.findIndex(({ lines }) => lines.includes(line)) % LINE_KINDS;
  const names = [line.from, line.to].map((box) => namesOf(boxes[box]?.devices ?? [], 1));
  const title = `<title>${escapeXml(`${names.join(' to ')}: ${printLinks(line)}`)}</title>`;
  const path = points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
  const thin = count > THICK ? ' thin' : '';
  return `<polyline class="line k${kind}${thin}" points="${path}">${title}</polyline>`;
}

function drawBox({ box, label, detail }: Labelled, { x, y }: Point, light?: Light): string {
  const width = Math.max(textWidth(label, 12), textWidth(detail, 10)) + 2 * PADDING;
  const size = `x="${round(x - width / 2)}" y="${round(y - BOX / 2)}" width="${round(width)}" height="${BOX}"`;
  const inside = box.inside === 0 ? '' : `, ${counted(box.inside, 'link')} between them`;
  const drawn = [
    `<g><title>${escapeXml(`${box.role}: ${namesOf(box.devices)}${inside}`)}</title>`,
    `<rect class="${box.role}" ${size} rx="4"/>`,
    `${text(x, y - 2, label, 'middle')}${text(x, y + 13, detail, 'small middle')}</g>`,
  ].join('');
  return light === undefined ? drawn : lit(drawn, light, x + width / 2, y - BOX / 2);
}

/** The mark stands on the corner, where no line and no text of the box is. */
function lit(drawn: string, { kind, mark, href, label }: Light, right: number, top: number): string {
  const width = textWidth(mark, 10) + 8;
  const plate = `<rect class="mark" x="${round(right - width)}" y="${round(top - 9)}" width="${round(width)}" height="14" rx="3"/>`;
  const said = text(right - width / 2, top + 2, mark, 'small middle');
  return `<a class="lit ${kind}" href="${escapeXml(href)}" aria-label="${escapeXml(label)}">${drawn}${plate}${said}</a>`;
}

function drawKey(kinds: readonly Kind[], roles: readonly Box['role'][], top: number): readonly string[] {
  const at = (index: number) => top + index * KEY;
  const lines = kinds.map(({ label }, index) => {
    const sample = `M${MARGIN} ${round(at(index))}h40`;
    return `<path class="line k${index % LINE_KINDS}" d="${sample}"/>${text(MARGIN + 52, at(index) + 4, label)}`;
  });
  const boxes = roles.map((role, index) => {
    const y = at(kinds.length + index);
    const sample = `<rect class="${role}" x="${MARGIN}" y="${round(y - 7)}" width="40" height="14" rx="3"/>`;
    return `${sample}${text(MARGIN + 52, y + 4, role)}`;
  });
  return [...lines, ...boxes];
}
