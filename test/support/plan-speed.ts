import { buildReport } from '../../lib/plan/build-report';
import { toHtml } from '../../lib/plan/html/page';
import { toMarkdown } from '../../lib/plan/markdown/markdown';
import { readPlan } from '../../lib/plan/read-plan';
import type { Report } from '../../lib/plan/report';
import { largePlan } from './large-plan';
import { worstPlan } from './worst-plans';

/**
 * Says how long the report of a plan takes, in times of what `JSON.parse` of it takes, and how much memory, in times of
 * its size: `plan-speed.ts [shape] [megabytes] [format]`; of `typical`, it is a plan as people have them. Both are
 * counted in time of the processor (in microseconds), as other processes may have it in between, and are the best of
 * some rounds.
 */
const [, , shape = 'typical', megabytes = '50', format = 'markdown'] = process.argv;
const size = Number(megabytes) * 1e6;
const content = shape === 'typical' ? largePlan(Math.ceil(size / 5888)) : worstPlan(shape, size);
const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  markdown: (report) => toMarkdown(report),
  json: (report) => JSON.stringify(report, null, 2),
  html: (report) => toHtml(report, []),
};
const write = FORMATS[format]!;
const timeOf = (work: () => unknown): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
};
const rounds = Array.from({ length: 4 }, () => ({
  parse: timeOf(() => JSON.parse(content.toString('utf8')) as unknown),
  report: timeOf(() => write(buildReport([{ plan: readPlan('plan.json', content) }]))),
}));
const best = (key: 'parse' | 'report'): number => Math.min(...rounds.map((round) => round[key]));
const [parse, report] = [best('parse'), best('report')];
const memory = (process.resourceUsage().maxRSS * 1024) / content.length;
process.stdout.write(JSON.stringify({ size: content.length, report, ratio: report / parse, memory }));
