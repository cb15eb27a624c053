import { CableMedium, Site } from 'datahall';
import { plannedCables } from '../../../../lib/site/cabling/plan';
import { siteArtifacts } from '../../../../lib/site/report/artifacts';
import { billOfMaterials } from '../../../../lib/site/report/bill-of-materials';
import { cablingTable } from '../../../../lib/site/report/cabling';
import { mediaTable } from '../../../../lib/site/report/media';
import { placesOf } from '../../../../lib/site/report/places';
import { smallSite } from '../../../support/small-site';
import { CABLING, cabledSite } from '../../../support/cabled-sites';
import { fabricOf, reportSite } from '../../../support/report-sites';

const site = cabledSite({ racks: [6], servers: 6, cabling: { ...CABLING, spares: 0.1 } });
const lines = (part: string) => billOfMaterials(site).filter((line) => line.part === part);

describe('the cabling table', () => {
  const { head, rows } = cablingTable(fabricOf(site), placesOf(site), plannedCables(site));

  it('has the length and the medium of each cable', () => {
    expect(head.slice(-2)).toEqual(['length', 'medium']);
    const plans = new Map(plannedCables(site).map((each) => [each.cable.id, each]));
    for (const row of rows) {
      const plan = plans.get(String(row[0]));
      expect(row.slice(-2)).toEqual([`${plan?.ordered} m`, plan?.medium?.name]);
    }
  });

  it('says which cable has no medium', () => {
    const none = cabledSite({ cabling: { ...CABLING, media: [] } });
    const table = cablingTable(fabricOf(none), placesOf(none), plannedCables(none));
    expect(table.rows[0]?.slice(-2)).toEqual(['unknown', 'unknown']);
  });

  it('has neither where nothing is known', () => {
    const unknown = reportSite();
    expect(cablingTable(fabricOf(unknown), placesOf(unknown), plannedCables(unknown)).head).not.toContain('length');
  });
});

describe('the bill of materials', () => {
  it('counts each cable once, by medium and length', () => {
    expect(lines('cable').reduce((sum, { count }) => sum + count, 0)).toBe(plannedCables(site).length);
    for (const { item, source } of lines('cable')) {
      expect(item).toMatch(/^[\w -]+, [\d.]+ m$/);
      expect(source).toMatch(/^NVIDIA/);
    }
  });

  it('has spares of each medium and length, rounded up', () => {
    expect(lines('spare cable').map(({ item, count }) => [item, count])).toEqual(
      lines('cable').map(({ item, count }) => [item, Math.ceil(count / 10)]),
    );
    expect(billOfMaterials(cabledSite()).some(({ part }) => part === 'spare cable')).toBe(false);
  });

  it('tells of cables without a medium', () => {
    const none = cabledSite({ cabling: { ...CABLING, media: [] } });
    const cables = billOfMaterials(none).filter(({ part }) => part === 'cable');
    expect(cables.map(({ item }) => item)).toEqual(['straight, 800 Gbit/s, no medium']);
  });
});

describe('the report', () => {
  it('sums up media', () => {
    const { rows } = mediaTable(site);
    expect(rows.map(([name]) => name)).toEqual(['MCP4Y10', 'LinkX LACC 800G', 'MMA4Z00-NS']);
    expect(rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(plannedCables(site).length);
    // Both ends of an optical cable draw 17 W, wherever they are.
    const optical = rows.at(-1) ?? [];
    expect(Number(optical[5]) + Number(optical[6])).toBe(Number(optical[2]) * 2 * 17);
  });

  it('has a section for them, where they are known', () => {
    expect(siteArtifacts(site, []).get('report.md')).toContain('## Cables and modules');
    expect(siteArtifacts(reportSite(), []).get('report.md')).not.toContain('## Cables and modules');
  });
});

it('refuses spares that are no share: DH1005', () => {
  const options = smallSite().options;
  const cabling = { ...CABLING, media: CableMedium.known, spares: 5 };
  expect(() => new Site('lab', { ...options, cabling })).toThrow(/DH1005/);
});
