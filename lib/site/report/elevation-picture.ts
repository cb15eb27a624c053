import { counted } from '../../errors/print';
import type { SiteFact } from '../facts';
import { elevationsOf, type MountedDevice, type RackElevation } from './elevation';
import { grouped } from './grouped';
import { escapeXml, round, shorten, svg, text, textWidth } from './svg';

/** Sizes in pixels. */
const UNIT = 17;
const NUMBERS = 26;
const GAP = 22;
const MARGIN = 24;
const HEAD = 48;
const TITLE = 40;
const FONT = 12;
const LEAST = 150;

/** Racks that stand side by side in the picture before a new line begins. */
const PER_LINE = 8;

/** Longest name that is printed whole. */
const LETTERS = 45;

/**
 * Draws the racks of a site from the front, row after row, with every unit numbered and free units left open.
 *
 * @param site the fact of the site
 */
export function elevationPicture(site: SiteFact): string {
  const rows = [...grouped(elevationsOf(site), ({ row }) => row)];
  const parts: string[] = [text(MARGIN, MARGIN + 12, `Racks of ${site.name}`, 'large')];
  let y = MARGIN + TITLE;
  let right = textWidth(`Racks of ${site.name}`, 18) + MARGIN;
  for (const [index, [row, racks]] of rows.entries()) {
    const width = rackWidth(racks);
    const frame = `frame-${index + 1}`;
    parts.push(`<defs>${frameOf(frame, racks[0]?.units ?? 0, width)}</defs>`);
    for (let first = 0; first < racks.length; first += PER_LINE) {
      const line = racks.slice(first, first + PER_LINE);
      parts.push(text(MARGIN, y, `Row ${row}${first === 0 ? '' : ', continued'}`, 'large'));
      const lineHeight = Math.max(...line.map(heightOf));
      for (const [position, rack] of line.entries()) {
        const left = MARGIN + NUMBERS + position * (NUMBERS + width + GAP);
        parts.push(drawRack(rack, frame, left, y + HEAD, width));
        right = Math.max(right, left + width);
      }
      y += HEAD + lineHeight + TITLE;
    }
  }
  const count = rows.reduce((sum, [, racks]) => sum + racks.length, 0);
  return svg({
    width: right + MARGIN,
    height: y,
    title: `Racks of ${site.name}`,
    description: `${counted(count, 'rack')} from the front: servers from the bottom, switches from the top.`,
    body: parts.join('\n'),
  });
}

function rackWidth(racks: readonly RackElevation[]): number {
  const names = racks.flatMap(({ rack, devices, outside }) => [rack, ...outside, ...devices.map(({ name }) => name)]);
  return Math.max(LEAST, ...names.map((name) => textWidth(shorten(name, LETTERS), FONT) + 16));
}

function heightOf({ units, outside }: RackElevation): number {
  return units * UNIT + (outside.length === 0 ? 0 : (outside.length + 1) * UNIT);
}

/** Numbers and free units of the racks of a row: they are equal, so they are drawn once. */
function frameOf(id: string, units: number, width: number): string {
  const height = units * UNIT;
  const numbers = Array.from({ length: units }, (_, unit) => text(-5, height - unit * UNIT - 5, `${unit + 1}`));
  const lines = Array.from({ length: Math.max(0, units - 1) }, (_, unit) => `M0 ${(unit + 1) * UNIT}h${round(width)}`);
  const inside = `${box('free', 0, 0, width, height)}<path class="free thin" d="${lines.join('')}"/>`;
  return `<g id="${id}">${inside}<g class="small end">${numbers.join('')}</g></g>`;
}

function drawRack(rack: RackElevation, frame: string, x: number, y: number, width: number): string {
  const top = (unit: number, height: number) => y + (rack.units - unit - height + 1) * UNIT;
  const taken = rack.devices.reduce((sum, { rackUnits }) => sum + rackUnits, 0);
  const free = `${rack.units - taken} of ${rack.units} U free`;
  return [
    `<g><title>${escapeXml(`${rack.rack}: ${free}`)}</title>`,
    text(x, y - 18, shorten(rack.rack, LETTERS)),
    text(x, y - 5, free, 'small'),
    `<use href="#${frame}" x="${round(x)}" y="${round(y)}"/>`,
    ...rack.devices.map((device) => drawDevice(device, x, top(device.unit, device.rackUnits), width)),
    ...outsideOf(rack, x, y + rack.units * UNIT),
    '</g>',
  ].join('\n');
}

function drawDevice({ name, role, model, rackUnits, unit }: MountedDevice, x: number, y: number, width: number) {
  const height = rackUnits * UNIT;
  const last = unit + rackUnits - 1;
  const place = rackUnits === 1 ? `U${unit}` : `U${unit} to U${last}`;
  const lines = [text(x + width / 2, y + height / 2 + 4, shorten(name, LETTERS), 'middle')];
  if (rackUnits >= 3) {
    const kind = shorten(model, Math.floor((width - 16) / (10 * 0.62)));
    lines.push(text(x + width / 2, y + height / 2 + 18, kind, 'small middle'));
  }
  const title = `<title>${escapeXml(`${name}, ${role}, ${model}, ${place}`)}</title>`;
  return `<g>${title}${box(role, x + 1, y + 1, width - 2, height - 2)}${lines.join('')}</g>`;
}

/** What does not fit is told below the rack: the picture shows no device where it cannot stand. */
function outsideOf({ outside }: RackElevation, x: number, y: number): readonly string[] {
  if (outside.length === 0) return [];
  return ['does not fit:', ...outside].map((line, index) =>
    text(x, y + (index + 1) * UNIT - 3, shorten(line, LETTERS), 'small'),
  );
}

function box(names: string, x: number, y: number, width: number, height: number): string {
  const size = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return `<rect class="${names}" ${size}/>`;
}
