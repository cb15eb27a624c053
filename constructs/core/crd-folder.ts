import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartPin } from '../../lib/charts/pin';
import type { ChartSource } from '../../lib/charts/source';
import { crdsMissing } from '../../lib/errors/charts';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { readChartFile, type ReadFile } from './chart-files';

/**
 * The CRDs of a chart in the folder that `datahall charts pull` wrote.
 *
 * @param source chart source of the stage
 * @param chart the chart
 * @returns the CRDs, or nothing where the folder does not have them
 */
export function readCrds(source: ChartSource, chart: ChartPin): readonly KubernetesObject[] | undefined {
  return findCrds(source, chart).content;
}

/**
 * Reads the CRDs of a chart from that folder, and says what is wrong with it. A folder that lacks them is wrong: the
 * release that has had them would go from the program, and Helm refuses what another release has.
 *
 * @param source chart source of the stage
 * @param chart the chart
 * @returns the CRDs, nothing where there is no folder, or what is wrong
 */
export function findCrds(source: ChartSource, chart: ChartPin): ReadFile<readonly KubernetesObject[]> {
  const { folder, kind } = source;
  if (folder === undefined) return {};
  const read = readChartFile(join(folder, 'crds', `${chart.name}-${chart.version}.json`), isListOfObjects);
  if (read.content !== undefined || read.problem !== undefined) return read;
  // Where the archive is missing as well, that is said already, and mended alike.
  const pulled = kind !== 'folder' || existsSync(join(folder, `${chart.name}-${chart.version}.tgz`));
  return pulled ? { problem: crdsMissing(folder, chart.name, chart.version) } : {};
}

function isListOfObjects(content: unknown): content is readonly KubernetesObject[] {
  return Array.isArray(content) && content.every(isNamed);
}

function isNamed(item: unknown): boolean {
  const { metadata } = (item ?? {}) as { readonly metadata?: { readonly name?: unknown } | null };
  return typeof metadata?.name === 'string';
}
