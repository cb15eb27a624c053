import { buildReport } from '../../../lib/plan/build-report';
import type { JsonObject } from '../../../lib/plan/json';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../lib/plan/read-plan';
import { bytes, change, plan } from '../../support/plans';

/** The comment of plans that are called `0.json` and so on. */
function comment(plans: readonly JsonObject[]): string {
  return toMarkdown(buildReport(plans.map((each, index) => ({ plan: readPlan(`${index}.json`, bytes(each)) }))));
}

const busy = plan([change({ after: { a: 1 } })]);
/** Plans differ by a value, as two equal ones would be one. */
const idle = (value: number, rest: JsonObject = {}): JsonObject => plan([], { variables: { v: { value } }, ...rest });
const rows = (text: string): string[] =>
  text.split('\n').filter((line) => line.startsWith('|') && line.includes('.json'));

describe('the plans of a comment', () => {
  test('have a row each where few are without a change', () => {
    expect(rows(comment([idle(1), busy, idle(2)]))).toHaveLength(3);
  });

  test('are one row where several are without a change, behind the others', () => {
    const [first, second, ...others] = rows(comment([idle(1), busy, idle(2), idle(3)]));
    expect(others).toEqual([]);
    expect(first).toContain('<code>1.json</code> | 1 update');
    expect(second).toMatch(/^\| \| 3 plans: .*0\.json.*2\.json.*3\.json.* \| no change \| \| \| \|$/);
  });

  test('are rows of their own where they are partial, or something drifted', () => {
    const drift = { resource_drift: [change({ after: { x: 1 } })] };
    const made = rows(comment([idle(1, { complete: false }), idle(2, drift), idle(3), idle(4), idle(5)]));
    expect(made.map((row) => row.replace(/<[^>]*>/g, '').slice(0, 30))).toEqual([
      expect.stringContaining('0.json'),
      expect.stringContaining('1.json'),
      expect.stringContaining('3 plans'),
    ]);
  });
});
