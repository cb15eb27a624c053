import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport } from '../../../lib/plan/build-report';
import { toHtml } from '../../../lib/plan/html/page';
import { labelsOf } from '../../../lib/plan/labels';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { reasonWords } from '../../../lib/plan/reasons';
import { readPlan } from '../../../lib/plan/read-plan';
import type { Report } from '../../../lib/plan/report';
import { toSarif } from '../../../lib/plan/sarif';
import { REPORT_EXIT } from '../../../lib/plan/verdict';
import { contextOf, readAssembly } from '../../../lib/cli/assembly-files';
import { historyOf } from '../../../lib/plan/assembly';
import { CASES, CORPUS, corpusNames, OLDER, REFERENCE } from '../../support/corpus/cases';
import { schemaErrors } from '../../support/report-schema';

const planOf = (name: string): Buffer => readFileSync(join(CORPUS, name, 'plan.json'));
const reportOf = (name: string): Report => {
  const plan = readPlan('plan.json', planOf(name));
  if (name !== REFERENCE.name) return buildReport([{ plan }]);
  const [previous, assembly] = [join(CORPUS, name, 'before'), join(CORPUS, name, 'after')];
  const [before, now] = [readAssembly(previous), readAssembly(assembly)];
  const stack = historyOf(REFERENCE.stack, now, before);
  return buildReport([{ plan, stack }], { model: contextOf(previous, assembly), now, before });
};

/** What is frozen: the comment, and what programs do with it. */
function frozen(report: Report): Readonly<Record<string, string>> {
  const outcome = { verdict: report.verdict, exitStatus: REPORT_EXIT[report.verdict], labels: labelsOf(report) };
  return { 'report.md': toMarkdown(report), 'outcome.json': `${JSON.stringify(outcome, null, 2)}\n` };
}

const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  markdown: (report) => toMarkdown(report),
  html: toHtml,
  json: (report) => JSON.stringify(report),
  sarif: (report) => JSON.stringify(toSarif(report, '0.0.0')),
};

describe('the corpus; UPDATE_FROZEN=1 npx jest test/lib/plan/corpus writes what is expected', () => {
  test('has a plan of each program', () => {
    expect(corpusNames()).toEqual([...Object.keys(CASES), OLDER.name, REFERENCE.name].sort());
  });

  test.each(corpusNames())('%s is reported as it was', (name) => {
    for (const [file, text] of Object.entries(frozen(reportOf(name)))) {
      const path = join(CORPUS, name, file);
      if (process.env['UPDATE_FROZEN'] === '1') writeFileSync(path, text);
      expect([file, text]).toEqual([file, existsSync(path) ? readFileSync(path, 'utf8') : 'nothing yet']);
    }
  });

  test.each(corpusNames())('%s gives a report of the published form', (name) => {
    expect(schemaErrors(JSON.parse(JSON.stringify(reportOf(name))) as object)).toEqual([]);
  });

  test.each(corpusNames())('%s gives the same bytes twice, in each format', (name) => {
    for (const write of Object.values(FORMATS)) expect(write(reportOf(name))).toBe(write(reportOf(name)));
  });
});

/** What a reader of a page sees. */
function seen(html: string): string {
  const text = html.replace(/<(style|script)>.*?<\/\1>/gs, '').replace(/<[^>]*>/g, '');
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

test.each(corpusNames())('the page of %s tells all that must be approved, with its values', (name) => {
  const report = reportOf(name);
  const page = seen(toHtml(report));
  for (const { consequence, names = [], because = [], reason } of report.approvals)
    for (const text of [
      consequence,
      ...names,
      ...because,
      ...(because.length === 0 ? reasonWords(reason, String) : []),
    ])
      expect(page).toContain(text);
  for (const { subject, what, detail } of [...report.security, ...report.driftSecurity])
    expect(page).toContain(`${subject} ${what}: ${detail}`);
});

describe('no secret of the corpus', () => {
  const secrets = (name: string): readonly string[] => [
    ...new Set(
      planOf(name)
        .toString('utf8')
        .match(/canary-[a-z]+-[\w-]+/g) ?? [],
    ),
  ];
  const all = [...new Set(corpusNames().flatMap(secrets))];

  test('is a text that nobody planted: there are several', () => {
    expect(all.length).toBeGreaterThan(6);
  });

  test.each(Object.keys(FORMATS))('stands in a report, as it is or encoded: %s', (format) => {
    const forms = all.flatMap((secret) => {
      // Without what depends on the bytes beside it.
      const encoded = Buffer.from(secret).toString('base64').slice(0, -4);
      return [secret, encoded, Buffer.from(secret).toString('hex')];
    });
    for (const name of corpusNames()) {
      const text = FORMATS[format]!(reportOf(name));
      expect([name, forms.filter((form) => text.includes(form))]).toEqual([name, []]);
    }
  });
});

/** A path of a machine, or an address of a server. */
const MACHINE = /\/(home|root|tmp|work|Users)\/|127\.0\.0\.1|localhost/;

test('no file of the corpus holds a path of a machine, or an address of a server', () => {
  for (const name of corpusNames())
    for (const file of readdirSync(join(CORPUS, name), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.json')) continue;
      const text = readFileSync(join(CORPUS, name, file), 'utf8');
      expect([name, file, MACHINE.exec(text)]).toEqual([name, file, null]);
    }
});
