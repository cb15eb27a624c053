import fc from 'fast-check';
import { Cidr, OutsideRouter, ServerModel, SwitchModel } from 'datahall';
import { rackLoads } from '../../../../lib/site/rack-loads';
import { elevationsOf } from '../../../../lib/site/report/elevation';
import { elevationPicture } from '../../../../lib/site/report/elevation-picture';
import { anySite, leafSpine, reportSite, server, twoFabrics } from '../../../support/report-sites';
import { parseXml } from '../../../support/xml';

describe('elevationsOf', () => {
  it('mounts every device of a rack once, none over another, when the rack has the units', () => {
    const fits = anySite.filter((site) => rackLoads(site).every(({ units }) => units <= 48));
    fc.assert(
      fc.property(fits, (site) => {
        for (const { rack, units, devices, outside } of elevationsOf(site)) {
          const taken = devices.flatMap(({ unit, rackUnits }) =>
            Array.from({ length: rackUnits }, (_, at) => unit + at),
          );
          expect(new Set(taken).size).toBe(taken.length);
          expect(taken.every((unit) => unit >= 1 && unit <= units)).toBe(true);
          expect(outside).toEqual([]);
          expect(taken.length).toBe(rackLoads(site).find((load) => load.rack === rack)?.units ?? 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('mounts routers of the site below the switches, which they move nowhere', () => {
    const site = (racks: readonly string[]) => {
      const link = (at: number) => ({ port: 40, addresses: [Cidr.of(`192.0.2.${2 * at}/31`)] });
      const outside = racks.map((rack, at): [string, OutsideRouter] => {
        const links = { 'lab-main-spine-001': link(at) };
        const device = { model: SwitchModel.SN2201, rack };
        return [`isp-${at}`, OutsideRouter.of({ fabric: 'main', asn: 64_496 + at, links, device })];
      });
      return { ...reportSite(), outside: outside.map(([name, { spec }]) => ({ name, ...spec })) };
    };
    const inRack = (fact: ReturnType<typeof site>) =>
      (elevationsOf(fact)[0]?.devices ?? []).filter(({ role }) => role !== 'server');
    const [without, both] = [site([]), site(['lab-a-01', 'lab-a-01'])];
    const lowest = Math.min(...inRack(without).map(({ unit }) => unit));
    expect(inRack(both).filter(({ role }) => role !== 'router')).toEqual(inRack(without));
    expect(inRack(both).filter(({ role }) => role === 'router')).toMatchObject([
      { name: 'isp-1', unit: lowest - 2 },
      { name: 'isp-0', unit: lowest - 1 },
    ]);
    expect(parseXml(elevationPicture(both)).filter(({ attributes }) => attributes['class'] === 'router')).toHaveLength(
      2,
    );
  });

  it('keeps devices outside that a rack has no room for', () => {
    const site = reportSite({ racks: 1, servers: 10, units: 9, topology: leafSpine(1, 1) });
    const [rack] = elevationsOf(site);
    expect(rack?.devices.map(({ unit }) => unit)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(rack?.outside).toEqual(['lab-s-010', 'lab-main-leaf-001', 'lab-main-leaf-002', 'lab-main-spine-001']);
  });
});

describe('elevationPicture', () => {
  it('is XML that names every device and says what it is', () => {
    const site = twoFabrics();
    const elements = parseXml(elevationPicture(site));
    const texts = new Set(elements.filter(({ name }) => name === 'text').map(({ text }) => text));
    for (const { rack, devices } of elevationsOf(site))
      for (const name of [rack, ...devices.map((device) => device.name)]) expect(texts).toContain(name);
    const root = elements.at(-1)!;
    expect(root.attributes).toMatchObject({ role: 'img', 'aria-label': 'Racks of lab' });
    expect(elements.find(({ name, path }) => name === 'title' && path.length === 1)?.text).toBe('Racks of lab');
  });

  it('draws a device as high as it is', () => {
    const site = reportSite({ racks: 1, servers: 1, model: ServerModel.NVME_2U, topology: leafSpine(1, 1) });
    const boxes = parseXml(elevationPicture(site)).filter(({ attributes }) => attributes['class'] === 'server');
    expect(boxes.map(({ attributes }) => attributes['height'])).toEqual(['32']);
  });

  it('escapes the names of classes', () => {
    const model = server(2, 200, `<script>&"'\u0001`);
    const elements = parseXml(elevationPicture(reportSite({ racks: 1, servers: 1, model })));
    expect(elements.map(({ name }) => name)).not.toContain('script');
    expect(elements.some(({ text }) => text.includes(`<script>&"'\uFFFD`))).toBe(true);
  });
});
