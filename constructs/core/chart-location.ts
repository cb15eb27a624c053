import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ChartPin } from '../../lib/charts/pin';
import type { ChartLocation, ChartSource } from '../../lib/charts/source';
import { chartArchiveMissing, chartDigestDiffers, chartNotLocked } from '../../lib/errors/charts';
import type { Problem } from '../../lib/errors/problem';
import type { IConstruct } from 'constructs';
import { readChartFile } from './chart-files';
import { workingDirectory } from './working-directory';

/** Where Terraform finds a chart, and what is wrong with it. */
export interface LocatedChart extends ChartLocation {
  /** Archives that are missing, changed or not locked. */
  readonly problems: readonly Problem[];
}

/**
 * Finds a chart for a resource of a stack.
 *
 * @param source where the stage takes its charts from
 * @param chart the chart
 * @param construct a construct of the stack: paths are relative to the stack's folder
 */
export function locateChart(source: ChartSource, chart: ChartPin, construct: IConstruct): LocatedChart {
  if (source.kind === 'repositories') return { chart: chart.name, repository: chart.repository, problems: [] };
  if (source.registry !== undefined) return { chart: chart.name, repository: source.registry, problems: [] };
  const folder = source.folder ?? '';
  const file = `${chart.name}-${chart.version}.tgz`;
  const path = relative(workingDirectory(construct), join(folder, file)).split(sep).join('/');
  return { chart: path, problems: checkArchive(folder, file) };
}

function checkArchive(folder: string, file: string): readonly Problem[] {
  const path = join(folder, file);
  if (!existsSync(path)) return [chartArchiveMissing(folder, file)];
  const { content, problem } = readChartFile(join(folder, 'charts.lock'), isLock);
  if (problem !== undefined) return [problem];
  const locked = content?.archives[file];
  if (locked === undefined) return [chartNotLocked(folder, file)];
  const actual = createHash('sha256').update(readFileSync(path)).digest('hex');
  return actual === locked ? [] : [chartDigestDiffers(file, actual, locked)];
}

interface Lock {
  readonly archives: Readonly<Record<string, string>>;
}

function isLock(content: unknown): content is Lock {
  const archives: unknown = typeof content === 'object' && content !== null && Reflect.get(content, 'archives');
  return typeof archives === 'object' && archives !== null;
}
