import { buildReport } from '../../../lib/plan/build-report';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../lib/plan/read-plan';
import { bytes, change, plan } from '../../support/plans';

const planned = (count: number): string =>
  toMarkdown(
    buildReport(
      Array.from({ length: count }, (_, index) => ({
        plan: readPlan(`${index}.json`, bytes(plan(index === 1 ? [change({ after: { a: 1 } })] : []))),
      })),
    ),
  );

describe('the head of a report', () => {
  test('has a line for each of a few plans', () => {
    expect(planned(4).match(/no change · plan/g)).toHaveLength(3);
  });

  test('has one line for many plans without a change', () => {
    const text = planned(5);
    expect(text).not.toContain('no change · plan');
    expect(text).toContain('- no change in 4 plans: <code>0.json</code>, <code>2.json</code>');
    expect(text).toContain('<code>1.json</code> · 1 update');
  });
});
