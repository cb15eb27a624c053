import { reference } from '../../examples/reference/program';
import { verifyValues } from '../../lib/charts/verify/verify-values';
import { describeCharts, loadChart } from '../support/chart-data/load';
import { DOCUMENTS, READS } from '../support/chart-data/reads';
import { synth } from '../support/synth';

const out = synth(reference);
const charts = [...new Set(out.releases.map(({ chart }) => chart.name))].sort();

describe.each(charts)('the values of %s in the reference', (chart) => {
  describeCharts('against the real chart', [chart], () => {
    it('are all read by it', () => {
      const options = { reads: READS[chart] ?? [], documents: DOCUMENTS[chart] ?? [] };
      const releases = out.releases.filter((release) => release.chart.name === chart);
      const orphans = releases.flatMap((release) =>
        verifyValues(release.values, loadChart(chart)!, options)
          .filter(({ verdict }) => verdict === 'orphan')
          .map(({ path }) => `${release.node.path}: ${path.join('.')}`),
      );
      expect(releases.length).toBeGreaterThan(0);
      expect(orphans).toEqual([]);
    });
  });
});
