import { buildReport } from '../../lib/plan/build-report';
import { toMarkdown } from '../../lib/plan/markdown/markdown';
import { readPlan } from '../../lib/plan/read-plan';
import { largePlan } from './large-plan';

/** Says how long the report of a large plan takes, in times of what `JSON.parse` of it takes: the best of rounds. */
const ROUNDS = 4;

const content = largePlan(8600);
const timeOf = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};
const rounds = Array.from({ length: ROUNDS }, () => ({
  parse: timeOf(() => JSON.parse(content.toString('utf8')) as unknown),
  report: timeOf(() => toMarkdown(buildReport([{ plan: readPlan('plan.json', content) }]))),
}));
const best = (key: 'parse' | 'report'): number => Math.min(...rounds.map((round) => round[key]));
process.stdout.write(JSON.stringify({ size: content.length, ratio: best('report') / best('parse') }));
