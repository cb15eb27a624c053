import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChartPin } from '../../../lib/charts/pin';
import { crdsIn, groupOf } from '../../../lib/cli/chart-crds';
import { Helm } from '../../../lib/cli/helm';
import { find } from '../real/binaries';
import { versionFolder } from './load';

const FILES = ['Chart.yaml', 'values.yaml', 'values.schema.json'];

/** File of the CRDs of each API group; charts bring those of several projects. */
export const PROJECTS: Readonly<Record<string, string>> = {
  'acme.cert-manager.io': 'cert-manager',
  'cert-manager.io': 'cert-manager',
  'nfd.k8s-sigs.io': 'node-feature-discovery',
  'nvidia.com': 'gpu-operator',
  'resource.nvidia.com': 'gpu-operator',
  'kueue.x-k8s.io': 'kueue',
  'ceph.rook.io': 'rook',
  'objectbucket.io': 'rook',
  'csi.ceph.io': 'ceph-csi-operator',
  'metallb.io': 'metallb',
  'frrk8s.metallb.io': 'frr-k8s',
  'gateway.envoyproxy.io': 'envoy-gateway',
  'gateway.networking.k8s.io': 'gateway-api-standard',
  'gateway.networking.x-k8s.io': 'gateway-api-standard',
  'monitoring.coreos.com': 'prometheus-operator',
  'serving.kserve.io': 'kserve',
};

/**
 * Fetches charts with Helm and keeps of each, and of its sub-charts, the files that say what it reads; and the CRDs of
 * the first version of each chart, which is the newest one.
 */
export async function buildChartData(
  charts: readonly (readonly ChartPin[])[],
  out: string,
  program = process.env['HELM'] ?? find('helm') ?? 'helm',
): Promise<void> {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, '.gitignore'), '*\n');
  const helm = new Helm(program);
  const temporary = mkdtempSync(join(tmpdir(), 'datahall-charts-'));
  const rendered: string[] = [];
  try {
    for (const [newest, ...older] of charts) {
      if (newest === undefined) continue;
      const archive = await fetchChart(helm, newest, out, temporary);
      if (newest.crds.kind !== 'none' && newest.crds.kind !== 'chart')
        rendered.push(await helm.render(newest, archive));
      for (const pin of older) await fetchChart(helm, pin, out, temporary);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  writeCrds(rendered, join(out, 'crds'));
}

/** Returns the archive, which is gone at the end. */
async function fetchChart(helm: Helm, pin: ChartPin, out: string, temporary: string): Promise<string> {
  const archive = await helm.pull(pin, pin.repository, temporary);
  const sources = mkdtempSync(join(temporary, 'sources-'));
  execFileSync('tar', ['-xzf', archive, '-C', sources]);
  const target = join(out, 'charts', versionFolder(pin));
  rmSync(target, { recursive: true, force: true });
  keep(join(sources, pin.name), target);
  return archive;
}

function keep(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const file of FILES.filter((name) => existsSync(join(source, name))))
    cpSync(join(source, file), join(target, file));
  const nested = join(source, 'charts');
  if (!existsSync(nested)) return;
  for (const entry of readdirSync(nested, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    keep(join(nested, entry.name), join(target, 'charts', entry.name));
  }
}

function writeCrds(rendered: readonly string[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const crds = rendered.flatMap((text) => crdsIn(text, Object.keys(PROJECTS)));
  // A chart may bring the CRDs of a sub-chart that is one of the others too.
  const byName = new Map(crds.map((crd) => [crd.metadata.name, crd]));
  for (const project of new Set(Object.values(PROJECTS))) {
    const own = [...byName.values()].filter((crd) => PROJECTS[groupOf(crd)] === project);
    const text = own.map((crd) => `---\n${JSON.stringify(crd)}\n`).join('');
    if (own.length > 0) writeFileSync(join(folder, `${project}.yaml`), text);
  }
}
