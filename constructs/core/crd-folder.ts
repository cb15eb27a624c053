import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartPin } from '../../lib/charts/pin';
import type { ChartSource } from '../../lib/charts/source';
import type { KubernetesObject } from '../../lib/kubernetes/object';

/**
 * Reads the CRDs of a chart from the folder that `datahall charts pull` wrote.
 *
 * @param source chart source of the stage
 * @param chart the chart
 * @returns the CRDs, or nothing where the folder does not have them
 */
export function readCrds(source: ChartSource, chart: ChartPin): readonly KubernetesObject[] | undefined {
  if (source.folder === undefined) return undefined;
  const path = join(source.folder, 'crds', `${chart.name}-${chart.version}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as KubernetesObject[]) : undefined;
}
