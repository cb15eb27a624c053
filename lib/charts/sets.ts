import type { ChartName } from './catalog';

/** Versions that were checked together, by set. Older sets stay as long as a release may use them. */
export const CHART_SETS: Readonly<Record<string, Readonly<Record<ChartName, string>>>> = {
  '2026.11': { kueue: '0.19.2' },
};
