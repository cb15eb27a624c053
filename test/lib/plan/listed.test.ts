import { buildReport } from '../../../lib/plan/build-report';
import { listedIn } from '../../../lib/plan/listed';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../lib/plan/read-plan';
import type { Report } from '../../../lib/plan/report';
import { largePlan } from '../../support/large-plan';

const made = (): Report => buildReport([{ plan: readPlan('plan.json', largePlan(100)) }]);

test('a report lists what it prints later, in the same order', () => {
  const report = made();
  const { changes } = listedIn(report);
  expect(changes.length).toBeGreaterThan(0);
  expect(changes.map(({ address, fields }) => [address, fields.length])).toEqual(
    report.changes.map(({ address, fields }) => [address, fields.length]),
  );
});

test('a report that was read from its JSON gives the same comment', () => {
  expect(toMarkdown(JSON.parse(JSON.stringify(made())) as Report)).toBe(toMarkdown(made()));
});
