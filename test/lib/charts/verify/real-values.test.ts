import { stringify } from 'yaml';
import { CRD_LAYOUTS } from '../../../../lib/charts/layouts';
import { verifyValues } from '../../../../lib/charts/verify/verify-values';
import { describeCharts, loadChart } from '../../../support/chart-data/load';
import { DOCUMENTS, READS } from '../../../support/chart-data/reads';
import { sampleOf } from '../../../support/chart-data/sample';

/** Charts of the reference datacenter: name, file of their values, type in it. */
const CHARTS: readonly (readonly [chart: string, file: string, type: string])[] = [
  ['cert-manager', 'cert-manager', 'CertManagerValues'],
  ['node-feature-discovery', 'node-feature-discovery', 'NodeFeatureDiscoveryValues'],
  ['gpu-operator', 'gpu-operator', 'GpuOperatorValues'],
  ['kueue', 'kueue', 'KueueValues'],
  ['rook-ceph', 'rook-ceph', 'RookCephValues'],
  ['ceph-csi-drivers', 'ceph-csi-drivers', 'CephCsiDriversValues'],
  ['metallb', 'metallb', 'MetallbValues'],
  ['gateway-helm', 'envoy-gateway-helm', 'EnvoyGatewayValues'],
  ['kube-prometheus-stack', 'kube-prometheus-stack', 'KubePrometheusStackValues'],
  ['kserve-crd', 'kserve-crd', 'KserveCrdValues'],
  ['kserve-resources', 'kserve-resources', 'KserveResourcesValues'],
];

function orphans(values: unknown, chart: string): readonly string[] {
  const options = { reads: READS[chart] ?? [], documents: DOCUMENTS[chart] ?? [] };
  return verifyValues(values, loadChart(chart)!, options)
    .filter(({ verdict }) => verdict === 'orphan')
    .map(({ path, suggestion }) => `${path.join('.')} (did you mean ${suggestion ?? 'nothing'}?)`);
}

describe.each(CHARTS)('%s', (chart, file, type) => {
  describeCharts('every key of our type', [chart], () => {
    const sample = sampleOf(file, type);

    it('is read by the real chart', () => {
      expect(orphans(sample, chart)).toEqual([]);
    });

    it('needs its entry in the allow list, or the entry goes', () => {
      const bare = verifyValues(sample, loadChart(chart)!).filter(({ verdict }) => verdict === 'orphan');
      const unused = (READS[chart] ?? [])
        .filter(({ path }) => !DOCUMENTS[chart]?.some((document) => path.startsWith(document)))
        .filter(({ path }) => !bare.some((orphan) => `${orphan.path.join('.')}.`.startsWith(`${path}.`)));
      // A sub-chart without data leaves its keys open: then nothing is known of its entries.
      expect(unused.filter(({ reason }) => !reason.startsWith('charts/'))).toEqual([]);
    });
  });
});

describeCharts("kueue's configuration file", ['kueue'], () => {
  it('has only keys that Kueue reads', () => {
    const document = stringify(sampleOf('kueue-configuration', 'KueueConfiguration'));
    expect(orphans({ managerConfig: { controllerManagerConfigYaml: document } }, 'kueue')).toEqual([]);
  });

  it('shows a misspelt key', () => {
    const document = stringify({ integrations: { framework: ['batch/job'] } });
    expect(orphans({ managerConfig: { controllerManagerConfigYaml: document } }, 'kueue')).toEqual([
      'managerConfig.controllerManagerConfigYaml.integrations.framework (did you mean managerConfig.controllerManagerConfigYaml.integrations.frameworks?)',
    ]);
  });
});

describeCharts('dead keys of others', ['gpu-operator'], () => {
  it("finds AICR's driver.maxParallelUpgrades and where it belongs", () => {
    expect(orphans({ driver: { maxParallelUpgrades: 5, useOpenKernelModules: true } }, 'gpu-operator')).toEqual([
      'driver.maxParallelUpgrades (did you mean driver.upgradePolicy.maxParallelUpgrades?)',
      'driver.useOpenKernelModules (did you mean nothing?)',
    ]);
  });
});

describe.each(Object.entries(CRD_LAYOUTS))('CRDs of %s', (chart, layout) => {
  if (layout.kind !== 'values') return;
  describeCharts('the values that leave them out', [chart], () => {
    it('are read by the real chart', () => {
      expect(orphans(layout.off, chart)).toEqual([]);
    });
  });
});
