import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChartInput } from '../../plan/charts/chart-input';
import { helmTemplate, type RenderResult, type RenderSettings } from './helm-template';

/** One chart that is rendered, for all releases that give it the same. */
export interface RenderJob {
  /** What is rendered. */
  readonly input: ChartInput;
  /** Path of the archive. */
  readonly archive: string;
  /** Helm, and what the chart is told. */
  readonly settings: RenderSettings;
}

/** A chart as it was rendered twice, or why it was not. */
export type RenderedJob = { readonly texts: readonly [string, string] } | { readonly reason: string };

/** Most milliseconds for all charts of a report. */
const ALL = 600_000;

/** Time between two renderings of a chart, in milliseconds: what has the time of day in it differs. */
const APART = 1100;

/**
 * Renders charts twice each, several at once.
 *
 * @param jobs charts
 * @returns results in the order of the jobs
 */
export async function renderAll(jobs: readonly RenderJob[]): Promise<readonly RenderedJob[]> {
  const folder = mkdtempSync(join(tmpdir(), 'datahall-render-'));
  const end = Date.now() + ALL;
  const times = jobs.map(() => 0);
  const once =
    (pass: number) =>
    async (job: RenderJob, index: number): Promise<RenderResult> => {
      const wait = (times[index] ?? 0) + APART - Date.now();
      if (pass === 1 && wait > 0) await sleep(wait);
      times[index] = Date.now();
      if (Date.now() > end) return { reason: `all charts together take more than ${ALL / 60_000} minutes` };
      return helmTemplate(job.input, job.archive, job.settings, mkdtempSync(join(folder, 'chart-')));
    };
  try {
    const first = await several(jobs, once(0));
    // What failed once is not tried again.
    const second = await several(jobs, async (job, index) => {
      const result = first[index] ?? { reason: '' };
      return 'reason' in result ? result : once(1)(job, index);
    });
    return jobs.map((_, index): RenderedJob => {
      const [a, b] = [first[index], second[index]];
      if (a !== undefined && b !== undefined && 'text' in a && 'text' in b) return { texts: [a.text, b.text] };
      return b !== undefined && 'reason' in b ? b : { reason: '' };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function several<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const rest = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift())
      results[next[0]] = await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), items.length) }, worker));
  return results;
}
