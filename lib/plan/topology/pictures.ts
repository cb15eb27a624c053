import type { FabricNode } from '../../network/fabric/fabric';
import type { SiteFabric } from '../../site/fabrics';
import type { OutsideCable } from '../../site/outside-cables';
import type { CabledDevice } from '../../site/report/cables';
import type { Box } from '../../site/report/fold';
import { inlineSvg } from '../../site/report/svg';
import { foldToDraw, topologyDrawing, type Light } from '../../site/report/topology-picture';
import type { Json } from '../json';
import { routersOf } from './site-routers';
import { builtFabrics } from './site-devices';
import { siteIn } from './site-in';
import { TOUCHES, type Touch, type TouchedDevices } from './touched-devices';

/** A box of a picture that stands out: one device, or several that are drawn as one. */
export interface LitPart {
  /** Id on the page, where it is told in words. */
  readonly id: string;
  /** The most dangerous thing that is done to any of its devices. */
  readonly touch: Touch;
  /** What the box is: a switch, or how many of its servers are touched, and in which rack. */
  readonly subject: string;
  /** What is done, by index of {@link TouchedDevices} in the report, and to which devices of the box. */
  readonly reasons: readonly { readonly touched: number; readonly devices: readonly string[] }[];
}

/** A fabric whose touched parts stand out. */
export interface FabricPicture {
  /** Name of the site. */
  readonly site: string;
  /** Name of the fabric. */
  readonly fabric: string;
  /** Whether it is drawn as it will be, or as it was: then it has devices that go. */
  readonly when: 'after' | 'before';
  /** The picture, an `svg` element. */
  readonly svg: string;
  /** What stands out, the most dangerous first. */
  readonly parts: readonly LitPart[];
}

/** What pictures are drawn from. */
export interface PictureInput {
  /** Model before. @default - not given */
  readonly before?: Json;
  /** Model after. @default - not given */
  readonly after?: Json;
  /** What is touched, as the report has it. */
  readonly touched: readonly TouchedDevices[];
  /** Makes a name of the models what the report has: without secrets. */
  readonly clean: (text: string) => string;
}

/** Most pictures of a page, and most characters of one: a fabric is folded, but a free graph may be of any form. */
export const [MOST_PICTURES, LARGEST_PICTURE] = [12, 200_000];

/** What the corner of a box says. */
export const MARKS: Readonly<Record<Touch, string>> = { removed: '−', interrupted: '!', configured: '~', added: '+' };

type Reasons = ReadonlyMap<string, readonly number[]>;

/** A fabric with its cables to outside routers, by the names that the report has. */
interface Drawn {
  readonly fabric: SiteFabric;
  readonly outside: readonly OutsideCable[];
}

/**
 * Draws the fabrics of the sites that changes touch, as few as show all touched devices: those with touched switches or
 * outside routers, and for servers the first fabric that has them.
 *
 * @param input models and what is touched
 */
export function fabricPictures({ before, after, touched, clean }: PictureInput): readonly FabricPicture[] {
  const sites = [...new Set(touched.map(({ site }) => site))].sort();
  const pictures: FabricPicture[] = [];
  for (const site of sites) {
    const reasons = reasonsOf(touched, site);
    const drawn = new Set<string>();
    for (const [when, model] of [['after', after] as const, ['before', before] as const]) {
      for (const fabric of inOrder(fabricsIn(model, site, clean), reasons)) {
        const isNew = namesOf(fabric).some((name) => reasons.has(name) && !drawn.has(name));
        if (!isNew || pictures.length === MOST_PICTURES) continue;
        const shown = when === 'after' ? reasons : without(reasons, drawn);
        const picture = drawFabric(fabric, when, shown, `lit-${pictures.length}`, touched);
        if (picture === undefined) continue;
        pictures.push(picture);
        for (const name of namesOf(fabric)) drawn.add(name);
      }
    }
  }
  return pictures;
}

function reasonsOf(touched: readonly TouchedDevices[], site: string): Reasons {
  const reasons = new Map<string, number[]>();
  for (const [index, { devices, site: own }] of touched.entries())
    for (const device of own === site ? devices : []) reasons.set(device, [...(reasons.get(device) ?? []), index]);
  return reasons;
}

function without(reasons: Reasons, drawn: ReadonlySet<string>): Reasons {
  return new Map([...reasons].filter(([name]) => !drawn.has(name)));
}

/** The site is found by its name as it is shown, and so are its devices. */
function fabricsIn(model: Json | undefined, site: string, clean: (text: string) => string): readonly Drawn[] {
  const found = siteIn(model, site, clean);
  return (builtFabrics(found) ?? []).map((each): Drawn => {
    const { input, fabric } = each;
    const nodes = fabric.nodes.map((node): FabricNode => {
      const { name, model: of, rack } = node;
      return { ...node, name: clean(name), model: clean(of), rack: rack === null ? null : clean(rack) };
    });
    const named = { ...input, site: clean(input.site), name: clean(input.name) };
    return {
      fabric: { ...each, input: named, fabric: { ...fabric, nodes, topology: clean(fabric.topology) } },
      outside: routersOf(found, each, clean),
    };
  });
}

/** Those with touched switches first: a server has ports in several fabrics. */
function inOrder(fabrics: readonly Drawn[], reasons: Reasons): readonly Drawn[] {
  const hasSwitch = (each: Drawn): boolean =>
    namesOf(each)
      .slice(each.fabric.fabric.servers)
      .some((name) => reasons.has(name));
  return [...fabrics.filter(hasSwitch), ...fabrics.filter((each) => !hasSwitch(each))];
}

/** Servers, switches, then routers. */
function namesOf({ fabric, outside }: Drawn): readonly string[] {
  return [...fabric.fabric.nodes.map(({ name }) => name), ...outside.map(({ router: { name } }) => name)];
}

function drawFabric(
  { fabric, outside }: Drawn,
  when: FabricPicture['when'],
  reasons: Reasons,
  prefix: string,
  touched: readonly TouchedDevices[],
): FabricPicture | undefined {
  try {
    const folded = foldToDraw(fabric, outside);
    // On a circle a router is drawn beside each of its switches: it is told once.
    const first = new Map(folded.boxes.map((box, index) => [keyOf(box, index), index] as const).reverse());
    const boxes = folded.boxes.flatMap((box, index) => {
      const told = first.get(keyOf(box, index)) ?? index;
      const part = litPart(box, `${prefix}-${told}`, reasons, touched);
      return part === undefined ? [] : [{ index, told, part, light: lightOf(part, box, touched) }];
    });
    const lights = new Map(boxes.map(({ index, light }) => [index, light]));
    const svg = inlineSvg(topologyDrawing(fabric, folded, lights));
    const { site, name } = fabric.input;
    const rank = ({ touch }: LitPart): number => TOUCHES.indexOf(touch);
    const parts = boxes.flatMap(({ index, told, part }) => (index === told ? [part] : []));
    parts.sort((a, b) => rank(a) - rank(b));
    return svg.length > LARGEST_PICTURE ? undefined : { site, fabric: name, when, svg, parts };
  } catch {
    // A model that was written by hand: the page tells in words what is not drawn.
    return undefined;
  }
}

function keyOf({ role, devices }: Box, index: number): string | number {
  return role === 'router' ? (devices[0]?.name ?? index) : index;
}

function litPart(
  { role, devices }: Box,
  id: string,
  reasons: Reasons,
  touched: readonly TouchedDevices[],
): LitPart | undefined {
  const byReason = new Map<number, string[]>();
  for (const { name } of devices)
    for (const reason of reasons.get(name) ?? []) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  if (byReason.size === 0) return undefined;
  const own = [...byReason].sort(([a], [b]) => a - b).map(([index, names]) => ({ touched: index, devices: names }));
  const ranks = own.map(({ touched: index }) => TOUCHES.indexOf(touched[index]?.touch ?? 'added'));
  const subject = subjectOf(role, devices, namesIn(own).length);
  return { id, touch: TOUCHES[Math.min(...ranks)] ?? 'added', subject, reasons: own };
}

function subjectOf(role: string, devices: readonly CabledDevice[], count: number): string {
  const racks = new Set(devices.map(({ rack }) => rack));
  const [rack] = racks;
  const place = racks.size === 1 && typeof rack === 'string' ? ` in ${rack}` : '';
  if (devices.length === 1) return `${role === 'router' ? 'outside router' : role}${place}`;
  return `${count} of ${devices.length} ${role === 'server' ? 'servers' : `${role} switches`}${place}`;
}

function lightOf({ id, touch, subject, reasons }: LitPart, box: Box, touched: readonly TouchedDevices[]): Light {
  const names = namesIn(reasons);
  const why = new Set(reasons.map(({ touched: index }) => touched[index]?.why ?? ''));
  const isOne = box.devices.length === 1;
  return {
    kind: touch,
    mark: isOne ? MARKS[touch] : `${MARKS[touch]} ${names.length}/${box.devices.length}`,
    href: `#${id}`,
    label: `${isOne ? `${names[0] ?? ''}, ` : ''}${subject}: ${[...why].join(', ')}`,
  };
}

function namesIn(reasons: LitPart['reasons']): readonly string[] {
  return [...new Set(reasons.flatMap(({ devices }) => devices))];
}
