import { counted } from '../../errors/print';
import type { Report } from '../report';
import { MARKS, MOST_PICTURES, type FabricPicture, type LitPart } from '../topology/pictures';
import { LARGEST_SITE } from '../topology/site-in';
import { TOUCHES, type Touch, type TouchedDevices } from '../topology/touched-devices';
import { codeHtml, escapeHtml } from './escape';
import type { RowLinks } from './links';

/** Most names that are listed of one part: the others are counted, and the JSON has them. */
const MOST_NAMES = 40;

const WORDS: Readonly<Record<Touch, string>> = {
  removed: 'goes, or leaves',
  interrupted: 'drained, rebuilt or moved',
  configured: 'another configuration',
  added: 'comes, or joins',
};

/**
 * The fabrics with what changes in them, and the same in words.
 *
 * @param report the report
 * @param pictures its pictures
 * @param links where the rows are
 * @returns nothing where no device is touched
 */
export function topologyHtml(report: Report, pictures: readonly FabricPicture[], links: RowLinks): string {
  const { touched = [] } = report;
  if (touched.length === 0) return '';
  const needing = new Set(report.approvals.map(({ plan, address }) => `${plan} ${address}`));
  const isNeeded = ({ plan = -1, address = '' }: TouchedDevices): boolean => needing.has(`${plan} ${address}`);
  const reason = (it: TouchedDevices, devices: readonly string[]): string => {
    const link = links.ofTouched(it);
    const where = link === undefined ? '' : ` · <a href="#${link.id}">${codeHtml(link.text)}</a>`;
    const stage = it.stage === undefined || it.path === undefined ? '' : ` in ${codeHtml(it.stage)}`;
    const approval = isNeeded(it) ? ', <strong>must be approved</strong>' : '';
    return `${namesHtml(devices)}: ${escapeHtml(it.why)}${stage}${approval}${where}`;
  };
  const part = ({ id, touch, subject, reasons }: LitPart): string => {
    const told = reasons.flatMap(({ touched: index, devices }) => {
      const it = touched[index];
      return it === undefined ? [] : [{ it, devices }];
    });
    const risks = risksOf(
      touch,
      told.some(({ it }) => isNeeded(it)),
    );
    const lines = told.map(({ it, devices }) => `<li>${reason(it, devices)}</li>`).join('');
    return `<div class="row ${risks}" data-risk="${risks}" id="${id}" tabindex="-1"><strong>${MARKS[touch]} ${escapeHtml(subject)}</strong><ul>${lines}</ul></div>`;
  };
  const figures = pictures.map((picture, index) => {
    return `<figure>${pictureHtml(picture, index + 1)}\n${picture.parts.map(part).join('\n')}\n</figure>`;
  });
  const rest = undrawn(touched, pictures).map(({ it, devices }) => {
    const risks = risksOf(it.touch, isNeeded(it));
    return `<div class="row ${risks}" data-risk="${risks}"><strong>${MARKS[it.touch]}</strong> ${reason(it, devices)}</div>`;
  });
  const devices = new Set(touched.flatMap((it) => it.devices.map((device) => `${it.site} ${device}`))).size;
  const key = TOUCHES.filter((it) => touched.some(({ touch }) => touch === it));
  const legend = key.map((it) => `<li><b class="${it}">${MARKS[it]}</b> ${WORDS[it]}</li>`).join('');
  return `<section id="topology"><h2>Network and servers (${counted(devices, 'device')})</h2>
<ul class="key" aria-label="Legend">${legend}</ul>
${figures.join('\n')}
${rest.length === 0 ? '' : `<h3>In no picture</h3>\n<p>${NOT_DRAWN}</p>\n${rest.join('\n')}`}
</section>`;
}

const NOT_DRAWN = escapeHtml(
  `Devices of no fabric, of sites that no model tells or that are larger than ${LARGEST_SITE} servers, or beyond ${MOST_PICTURES} pictures.`,
);

function pictureHtml({ site, fabric, when, svg }: FabricPicture, number: number): string {
  const [name, was] = [`Fabric ${fabric} of ${site}`, when === 'before' ? ', as it was' : ''];
  const zoom = Object.entries(ZOOMS).map(
    ([sign, word]) =>
      `<button type="button" data-zoom="${sign}" aria-label="${word} picture ${number}">${sign}</button>`,
  );
  return `<figcaption>${codeHtml(fabric)} of ${codeHtml(site)}${was}</figcaption>
<div class="zoom" hidden>${zoom.join(' ')}</div>
<div class="map" tabindex="0" role="region" aria-label="${escapeHtml(`${name}${was}: scroll to see all of it`)}">${svg}</div>`;
}

const ZOOMS: Readonly<Record<string, string>> = { '−': 'Make smaller:', '+': 'Make larger:', fit: 'Fit to the page:' };

function risksOf(touch: Touch, isNeeded: boolean): string {
  return ['change', ...(touch === 'removed' ? ['destroy'] : []), ...(isNeeded ? ['approve'] : [])].join(' ');
}

function namesHtml(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(codeHtml).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${counted(names.length - MOST_NAMES, 'more device')}` : shown;
}

/** What no picture has: of sites that are not known, or larger than can be drawn. */
function undrawn(
  touched: readonly TouchedDevices[],
  pictures: readonly FabricPicture[],
): readonly { readonly it: TouchedDevices; readonly devices: readonly string[] }[] {
  const drawn = new Set(
    pictures.flatMap(({ parts }) =>
      parts.flatMap(({ reasons }) =>
        reasons.flatMap(({ touched: index, devices }) => devices.map((device) => `${index} ${device}`)),
      ),
    ),
  );
  return touched
    .map((it, index) => ({ it, devices: it.devices.filter((device) => !drawn.has(`${index} ${device}`)) }))
    .filter(({ devices }) => devices.length > 0);
}
