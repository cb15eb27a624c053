import { printProof, proveAtLeast } from '../../../../lib/site/proof';
import type * as Artifacts from '../../../../lib/site/report/artifacts';
import { siteArtifacts } from '../../../../lib/site/report/artifacts';
import { siteReport } from '../../../../lib/site/report/site-report';
import { reportSite, twoFabrics } from '../../../support/report-sites';

const holds = proveAtLeast('DH3008', 'two paths | lead to each server', { value: 2, limit: 2, unit: '' });
const fails = proveAtLeast('DH3008', 'three paths lead to each server', { value: 2, limit: 3, unit: '' });

describe('siteArtifacts', () => {
  it('has a document of each kind, and one of each fabric', () => {
    expect([...siteArtifacts(twoFabrics(), []).keys()]).toEqual([
      'report.md',
      'bill-of-materials.csv',
      'bill-of-materials.md',
      'rows.csv',
      'addresses.csv',
      'addresses.md',
      'racks.svg',
      'cabling/rdma.csv',
      'cabling/rdma.md',
      'topology/rdma.svg',
      'cabling/main.csv',
      'cabling/main.md',
      'topology/main.svg',
    ]);
  });

  it('gives the same bytes for the same site', () => {
    expect([...siteArtifacts(twoFabrics(), [holds])]).toEqual([...siteArtifacts(twoFabrics(), [holds])]);
  });

  it('loads the layout library when a picture is drawn, not before', () => {
    jest.isolateModules(() => {
      let loads = 0;
      jest.doMock('@dagrejs/dagre', () => {
        loads += 1;
        return jest.requireActual<object>('@dagrejs/dagre');
      });
      const fresh = jest.requireActual<typeof Artifacts>('../../../../lib/site/report/artifacts');
      expect(loads).toBe(0);
      fresh.siteArtifacts(reportSite(), []);
      expect(loads).toBe(1);
    });
  });
});

describe('siteReport', () => {
  const report = siteReport(twoFabrics(), [holds, fails]);

  it('tells the ranges and the AS numbers of each fabric', () => {
    expect(report).toContain('| rdma | 10.0.0.0/14 | 10.0.0.0/15 | 10.3.0.0/16 | 10.2.0.0/17 | 10.2.128.0/17 |');
    expect(report).toContain('| main | leaves | 4210010000 | 4210010003 | 4 |');
  });

  it('does not count as held what was never asked for', () => {
    const described = { ...holds, claim: 'servers that a loss cuts off', value: 7, limit: null };
    const text = siteReport(twoFabrics(), [holds, fails, described]);
    expect(text).toContain('1 of 2 statements hold.');
    expect(text).toMatch(/## Measures[^]*\| described \| DH3008 \| servers that a loss cuts off \| 7 \|/);
    expect(printProof(described)).toMatch(/^described DH3008 /);
  });

  it('shows what fails before what holds', () => {
    expect(report).toContain('1 of 2 statements hold.');
    expect(report.indexOf('**fails**')).toBeLessThan(report.indexOf('| holds |'));
    expect(report.indexOf('**fails**')).toBeGreaterThan(0);
  });

  it('breaks no table by a name', () => {
    const tables = report.split('\n\n').filter((block) => block.startsWith('|'));
    for (const table of tables) {
      const cells = table
        .trim()
        .split('\n')
        .map((line) => line.replace(/\\\|/g, '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
  });
});
