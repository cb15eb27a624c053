import { reference } from '../../examples/reference/program';
import { verifyValues } from '../../lib/charts/verify/verify-values';
import { describeCharts, loadChart } from '../support/chart-data/load';
import { DOCUMENTS, READS } from '../support/chart-data/reads';
import { synth } from '../support/synth';

const out = synth(reference);
/** Stages have older and newer chart sets: each version is compared with its own chart, where that is at hand. */
const charts = [...new Map(out.releases.map(({ chart }) => [`${chart.name} ${chart.version}`, chart])).values()]
  .map(({ name, version }) => [name, version] as const)
  .sort();

describe.each(charts)('the values of %s %s in the reference', (chart, version) => {
  describeCharts('against the real chart', [chart], () => {
    it('are all read by it', () => {
      const options = { reads: READS[chart] ?? [], documents: DOCUMENTS[chart] ?? [] };
      const releases = out.releases.filter(({ chart: pin }) => pin.name === chart && pin.version === version);
      const orphans = releases.flatMap((release) =>
        verifyValues(release.values, loadChart(chart, version)!, options)
          .filter(({ verdict }) => verdict === 'orphan')
          .map(({ path }) => `${release.node.path}: ${path.join('.')}`),
      );
      expect(releases.length).toBeGreaterThan(0);
      expect(orphans).toEqual([]);
    });
  });
});
