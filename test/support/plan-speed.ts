import { buildReport } from '../../lib/plan/build-report';
import { toMarkdown } from '../../lib/plan/markdown/markdown';
import { readPlan } from '../../lib/plan/read-plan';
import { largePlan } from './large-plan';
import { worstPlan } from './worst-plans';

/**
 * Says how long the report of a plan takes, in times of what `JSON.parse` of it takes, and how much memory, in times of
 * its size: `plan-speed.ts [shape] [megabytes]`; without a shape, of a plan as people have them. Both are counted in
 * time of the processor, as other processes may have it in between, and are the best of some rounds.
 */
const [, , shape, megabytes = '50'] = process.argv;
const size = Number(megabytes) * 1e6;
const content = shape === undefined ? largePlan(Math.ceil(size / 5888)) : worstPlan(shape, size);
const timeOf = (work: () => unknown): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
};
const rounds = Array.from({ length: 4 }, () => ({
  parse: timeOf(() => JSON.parse(content.toString('utf8')) as unknown),
  report: timeOf(() => toMarkdown(buildReport([{ plan: readPlan('plan.json', content) }]))),
}));
const best = (key: 'parse' | 'report'): number => Math.min(...rounds.map((round) => round[key]));
const ratio = best('report') / best('parse');
const memory = (process.resourceUsage().maxRSS * 1024) / content.length;
process.stdout.write(JSON.stringify({ size: content.length, ratio, memory }));
