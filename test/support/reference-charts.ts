import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arePulled } from '../../lib/charts/crd-layout';
import { CATALOG } from '../../lib/charts/catalog';
import type { ChartPin } from '../../lib/charts/pin';
import { readCrds } from './real/data';
import { writeSmallChartArchive } from './real/small-chart';

/** Files of real CRDs that each chart brings. */
const CRDS: Readonly<Record<string, readonly string[]>> = {
  'cert-manager': ['cert-manager'],
  'node-feature-discovery': ['node-feature-discovery'],
  'gpu-operator': ['gpu-operator'],
  kueue: ['kueue'],
  'rook-ceph': ['rook', 'ceph-csi-operator'],
  metallb: ['metallb', 'frr-k8s'],
  'gateway-helm': ['gateway-api-standard', 'envoy-gateway'],
  'kube-prometheus-stack': ['prometheus-operator'],
  'kserve-crd': ['kserve'],
};

const PINS: readonly ChartPin[] = Object.values(CATALOG).flat();

/** Files of CRDs that no release of their own brings: the real chart's templates would. */
export const CRDS_OF_TEMPLATES: readonly string[] = PINS.filter((pin) => pin.crds.kind === 'templates').flatMap(
  (pin) => CRDS[pin.name] ?? [],
);

/** All files of CRDs that the reference needs. */
export const ALL_CRDS: readonly string[] = [...new Set(Object.values(CRDS).flat())];

/**
 * Fills a folder as `datahall charts pull` does, with small charts of the pinned names and versions in place of the
 * real ones, which cannot be had offline, and with the real CRDs.
 */
export function writeReferenceCharts(folder: string): void {
  mkdirSync(join(folder, 'crds'), { recursive: true });
  for (const { name, version, appVersion, crds } of PINS) {
    writeSmallChartArchive(folder, { name, version, appVersion });
    if (!arePulled(crds)) continue;
    const objects = (CRDS[name] ?? []).flatMap(readCrds);
    writeFileSync(join(folder, 'crds', `${name}-${version}.json`), JSON.stringify(objects));
  }
}
