import { counted } from '../../errors/print';
import { grouped } from './grouped';
import { Bandwidth } from '../../units/bandwidth';
import type { SiteFabric } from '../fabrics';
import type { OutsideCable } from '../outside-cables';
import { countLinks, foldSwitches, printLinks, type Box, type Folded, type Line } from './fold';
import { labelled, namesOf } from './labels';
import { fabricSize, withRouters } from './outside-boxes';
import { CELL_KINDS, escapeXml, round, shorten, svg, text, textWidth } from './svg';

/** Sizes in pixels. */
const MARGIN = 28;
const TITLE = 64;
const CELL = 18;
const PADDING = 10;
const KEY = 22;
const SMALL = 10;

/** Switches, or parts of them, that are rows: more would not fit on a screen. */
const MOST = 64;

/** Letters of a row's text. */
const LETTERS = 64;

/**
 * Draws a fabric whose switches are joined too densely for lines as a table: a row and a column a switch, or a part of
 * them that share their neighbours, and where they meet the number of links.
 *
 * @param fabric the fabric
 * @param outside its cables to outside routers
 */
export function matrixPicture(fabric: SiteFabric, outside: readonly OutsideCable[] = []): string {
  const { site, name } = fabric.input;
  const { topology } = fabric.fabric;
  const folded = withRouters(foldSwitches(fabric.fabric, MOST), outside);
  const rows = [...folded.boxes.keys()].filter((index) => folded.boxes[index]?.role !== 'server');
  const texts = rows.map((row) => rowText(folded, row, site, name));
  const counts = folded.lines.map(countLinks);
  const width = Math.max(CELL, ...[...counts, rows.length].map((each) => textWidth(String(each), SMALL) + 4));
  const numbers = textWidth(String(rows.length), SMALL) + PADDING / 2;
  const left = MARGIN + numbers + Math.max(...texts.map((each) => textWidth(each, 12))) + 2 * PADDING;
  const top = TITLE + CELL;
  const kinds = kindsOf(folded);
  const roles = [...new Set(rows.map((row) => folded.boxes[row]?.role ?? 'leaf'))];
  const keys = [
    ...kinds.map(({ label }, kind) => [`c${kind}`, label] as const),
    ...(folded.boxes.some(({ inside }) => inside > 0) ? [['self', 'links of a row within itself'] as const] : []),
    ...roles.map((role) => [role, role] as const),
  ];
  const title = `Fabric ${name} of ${site}`;
  const description = `${topology}: ${fabricSize(fabric, folded)}. Each number is that of the links between a row and a column.`;
  const bottom = top + rows.length * CELL + MARGIN;
  const right = [
    left + rows.length * width,
    ...[textWidth(title, 17), textWidth(description, 12)].map((w) => w + MARGIN),
  ];
  const place = new Map(rows.map((row, at) => [row, at]));
  const cellAt = (row: number, column: number) => ({ x: left + column * width, y: top + row * CELL });
  const body = [
    text(MARGIN, 30, title, 'large'),
    text(MARGIN, 48, description),
    ...rows.map((_, at) => text(left + (at + 0.5) * width, top - 5, String(at + 1), 'small middle')),
    ...rows.map((row, at) => {
      const number = text(MARGIN + numbers - PADDING / 2, top + at * CELL + 13, String(at + 1), 'small end');
      return number + drawRow(folded.boxes[row] as Box, texts[at] ?? '', MARGIN + numbers, left, top + at * CELL);
    }),
    frame(rows.length, left, top, width),
    ...folded.lines.flatMap((line) => {
      const [a, b] = [place.get(line.from), place.get(line.to)];
      if (a === undefined || b === undefined) return [];
      const kind = kinds.findIndex(({ lines }) => lines.has(line));
      const ends = [line.from, line.to].map((index) => namesOf(folded.boxes[index]?.devices ?? [], 1));
      const hint = `${ends.join(' to ')}: ${printLinks(line)}`;
      const count = String(countLinks(line));
      return [cellAt(a, b), cellAt(b, a)].map((at) => drawCell(at, width, `c${kind}`, count, hint));
    }),
    ...rows.map((row, at) => drawInside(folded.boxes[row] as Box, cellAt(at, at), width)),
    ...drawKey(keys, bottom),
  ];
  const height = bottom + keys.length * KEY + MARGIN / 2;
  return svg({ width: Math.max(...right) + MARGIN, height, title, description, body: body.join('\n') });
}

/** What a row is, and how many servers it has. */
function rowText({ boxes, lines }: Folded, row: number, site: string, fabric: string): string {
  const box = boxes[row] as Box;
  const { label, detail } = labelled(box, site, fabric);
  const own = lines.flatMap(({ from, to }) => (from === row ? [to] : to === row ? [from] : []));
  const servers = own.flatMap((index) => (boxes[index]?.role === 'server' ? boxes[index].devices : []));
  const parts = [box.devices.length > 1 ? `${label}, ${detail}` : label];
  if (servers.length > 0) parts.push(counted(servers.length, 'server'));
  return shorten(parts.join(': '), LETTERS);
}

function drawRow(box: Box, content: string, left: number, right: number, y: number): string {
  const width = right - left - PADDING / 2;
  const size = `x="${round(left)}" y="${round(y + 1)}" width="${round(width)}" height="${CELL - 2}"`;
  return [
    `<g><title>${escapeXml(`${box.role}: ${namesOf(box.devices)}`)}</title>`,
    `<rect class="${box.role}" ${size} rx="3"/>`,
    `${text(left + PADDING / 2, y + 13, content)}</g>`,
  ].join('');
}

/** Lines between the cells, every fifth one stronger: a reader follows them to both ends. */
function frame(count: number, left: number, top: number, width: number): string {
  const [right, bottom] = [left + count * width, top + count * CELL];
  const lines = (strong: boolean) =>
    Array.from({ length: count + 1 }, (_, at) => at)
      .filter((at) => (at % 5 === 0 || at === count) === strong)
      .map((at) => {
        const [x, y] = [round(left + at * width), round(top + at * CELL)];
        return `M${x} ${round(top)}V${round(bottom)}M${round(left)} ${y}H${round(right)}`;
      })
      .join('');
  return `<path class="grid thin" d="${lines(false)}"/><path class="grid" d="${lines(true)}"/>`;
}

function drawCell(
  { x, y }: { x: number; y: number },
  width: number,
  kind: string,
  count: string,
  hint: string,
): string {
  const size = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${CELL}"`;
  const number = text(x + width / 2, y + 13, count, 'small middle');
  return `<g><title>${escapeXml(hint)}</title><rect class="${kind}" ${size}/>${number}</g>`;
}

/** Where a row meets its own column: links between the switches of a part. */
function drawInside({ inside }: Box, { x, y }: { x: number; y: number }, width: number): string {
  const size = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${CELL}"`;
  const number = inside === 0 ? '' : text(x + width / 2, y + 13, String(inside), 'small middle');
  return `<g><rect class="self" ${size}/>${number}</g>`;
}

interface Kind {
  readonly label: string;
  readonly lines: ReadonlySet<Line>;
}

/** Lines by their speeds. When there are too many to tell apart, all in one. */
function kindsOf({ boxes, lines }: Folded): readonly Kind[] {
  const among = lines.filter(({ from, to }) => [from, to].every((index) => boxes[index]?.role !== 'server'));
  const speeds = ({ links }: Line) => links.map(({ bps }) => Bandwidth.bps(bps).toString()).join(' and ');
  const kinds = [...grouped(among, speeds)].map(([label, own]) => ({ label, lines: new Set(own) }));
  return kinds.length <= CELL_KINDS ? kinds : [{ label: 'several speeds', lines: new Set(among) }];
}

function drawKey(keys: readonly (readonly [name: string, label: string])[], top: number): readonly string[] {
  return keys.map(([name, label], index) => {
    const y = top + index * KEY;
    const sample = `<rect class="${name}" x="${MARGIN}" y="${round(y - 7)}" width="40" height="14"/>`;
    return `${sample}${text(MARGIN + 52, y + 4, label)}`;
  });
}
