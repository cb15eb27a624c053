import { CATALOG } from '../../../lib/charts/catalog';
import type { ChartPin } from '../../../lib/charts/pin';
import { OWN_DATA } from '../real/data';
import { buildChartData } from './build';
import { CILIUM, writeCiliumCrds } from './cilium';
import { writeGitlabSchema } from './gitlab';

const charts: readonly (readonly ChartPin[])[] = Object.values(CATALOG);
void buildChartData(charts, OWN_DATA)
  .then(() => {
    console.log(`${charts.flat().length} versions of charts, and their CRDs, in ${OWN_DATA}`);
    console.log(writeCiliumCrds(OWN_DATA) ? `the CRDs of ${CILIUM}` : 'no CRDs of Cilium, which take Go');
    const gitlab = writeGitlabSchema(OWN_DATA);
    console.log(gitlab ? "GitLab's schema of pipelines" : "no schema of GitLab's pipelines, which takes pip");
  })
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
