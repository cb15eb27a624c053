/** What all drawings have in common: a picture that says what it shows, in light and in dark. */
export interface Drawing {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** What it shows, in a few words. */
  readonly title: string;
  /** What it shows, for those who do not see it. */
  readonly description: string;
  /** Its elements. */
  readonly body: string;
}

/** Width of a letter over the size of the font; monospaced fonts have 0.6 or a little more. */
const LETTER = 0.62;

/** Classes of colours: background and line in light, the same in dark. Texts keep a contrast of at least 7 to 1. */
const FILLS = {
  server: ['#dbe9f9', '#3b6ea5', '#1d3a57', '#7fb2e5'],
  leaf: ['#dff2dc', '#3f8f3a', '#1f4420', '#83cc7d'],
  spine: ['#fdebc8', '#b7791f', '#4d3710', '#e8b85c'],
  core: ['#f6dcec', '#a8447f', '#4a1d38', '#e08cc0'],
  router: ['#d9eef2', '#0e7490', '#113e49', '#5cc7da'],
  free: ['#ffffff', '#b8c0c8', '#11161c', '#4b5661'],
} as const;

/** Colours of lines in light and in dark. */
const LINES = [
  ['#3d4b5a', '#c3ccd6'],
  ['#c2410c', '#fb923c'],
  ['#0e7490', '#22d3ee'],
  ['#7e22ce', '#d8b4fe'],
] as const;

/** Dashes of lines: with the colours they tell kinds apart, also without colour. */
const DASHES = ['none', '7 4', '2 3'] as const;

/** Kinds of lines that can be told apart. */
export const LINE_KINDS = LINES.length * DASHES.length;

/** Kinds of cells of a table that can be told apart: classes `c0`, `c1` … */
export const CELL_KINDS = LINES.length;

/**
 * Makes a text safe in XML, in elements and in attributes. What XML cannot hold, and what is not seen but turns texts
 * around, becomes a replacement character.
 *
 * @param text what a user may have written
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|[\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
}

/**
 * Shortens a text in its middle: names differ at their ends.
 *
 * @param text the text
 * @param most letters that it may have
 */
export function shorten(text: string, most: number): string {
  const letters = Array.from(text);
  if (letters.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${letters.slice(0, most - 1 - end).join('')}…${letters.slice(letters.length - end).join('')}`;
}

/**
 * Width of a text in pixels. Letters outside of Latin take two.
 *
 * @param text the text
 * @param size size of the font
 */
export function textWidth(text: string, size: number): number {
  return (
    Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2ff ? 2 : 1), 0) * size * LETTER
  );
}

/**
 * A whole SVG document. Its colours follow what the reader's system prefers.
 *
 * @param drawing what is drawn
 */
export function svg({ width, height, title, description, body }: Drawing): string {
  const [w, h] = [round(width), round(height)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img" aria-label="${escapeXml(title)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    `<style>${svgStyle()}</style>`,
    `<rect class="page" width="${w}" height="${h}"/>`,
    body,
    '</svg>\n',
  ].join('\n');
}

/**
 * A drawing as an element of a page that has {@link svgStyle}. Its parts can be reached: it is a group, and no image.
 *
 * @param drawing what is drawn
 */
export function inlineSvg({ width, height, title, description, body }: Drawing): string {
  const [w, h] = [round(width), round(height)];
  return [
    `<svg width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="group" aria-label="${escapeXml(title)}">`,
    `<desc>${escapeXml(description)}</desc>`,
    `<rect class="page" width="${w}" height="${h}"/>`,
    body,
    '</svg>',
  ].join('\n');
}

/**
 * A text.
 *
 * @param x place from the left
 * @param y place of its base line from the top
 * @param content what it says
 * @param names classes, e.g. `small` or `middle`
 */
export function text(x: number, y: number, content: string, names = ''): string {
  const own = names === '' ? '' : ` class="${names}"`;
  return `<text x="${round(x)}" y="${round(y)}"${own}>${escapeXml(content)}</text>`;
}

/**
 * A number with one decimal: bytes do not depend on the last bits of sines.
 *
 * @param value in pixels
 */
export function round(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? 0 : rounded;
}

/**
 * The style of drawings.
 *
 * @param within selector of the element that they stand in, with a blank at its end. @default - a document of their own
 */
export function svgStyle(within = ''): string {
  const fills = Object.entries(FILLS);
  const light = fills.map(([name, [fill, line]]) => `${within}.${name}{fill:${fill};stroke:${line}}`);
  const dark = fills.map(([name, [, , fill, line]]) => `${within}.${name}{fill:${fill};stroke:${line}}`);
  const kinds = Array.from({ length: LINE_KINDS }, (_, kind) => kind);
  const colour = (kind: number) => LINES[kind % LINES.length] ?? LINES[0];
  const dash = (kind: number) => DASHES[Math.floor(kind / LINES.length)] ?? 'none';
  const sizes = [
    ['text', "font:12px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:#10161d"],
    ['.small,.small text', 'font-size:10px'],
    ['.large', 'font-size:16px;font-weight:bold'],
    ['.middle', 'text-anchor:middle'],
    ['.end,.end text', 'text-anchor:end'],
    ['.page', 'fill:#ffffff'],
    ['.line', 'fill:none;stroke-width:1.4'],
    ['.thin', 'stroke-width:.7'],
  ].map(([names = '', rule = '']) => `${within}${names.replace(',', `,${within}`)}{${rule}}`);
  return [
    ...sizes,
    ...light,
    ...kinds.map((kind) => `${within}.k${kind}{stroke:${colour(kind)[0]};stroke-dasharray:${dash(kind)}}`),
    // Faint enough for the text in them.
    ...LINES.map(([fill], kind) => `${within}.c${kind}{fill:${fill};fill-opacity:.3}`),
    `${within}.self{fill:#e3e7eb}${within}.grid{fill:none;stroke:#b8c0c8}`,
    `@media (prefers-color-scheme:dark){${within}text{fill:#eef2f6}${within}.page{fill:#0b0f14}`,
    ...dark,
    ...kinds.map((kind) => `${within}.k${kind}{stroke:${colour(kind)[1]}}`),
    ...LINES.map(([, fill], kind) => `${within}.c${kind}{fill:${fill}}`),
    `${within}.self{fill:#2a323a}${within}.grid{stroke:#4b5661}`,
    '}',
  ].join('');
}
