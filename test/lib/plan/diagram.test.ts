import type { Blast } from '../../../lib/plan/capacity/blast';
import { Budget } from '../../../lib/plan/markdown/budget';
import { diagram } from '../../../lib/plan/markdown/diagram';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { change, reportOfChanges } from '../../support/plans';

const blast = (path: string, affects: readonly string[], stage = 'dev'): Blast => ({
  ...{ stage, path, cause: 'replace' },
  affects: affects.map((each) => ({ path: each, by: 'port 80' })),
});
const draw = (all: readonly Blast[], bytes = 10_000): string =>
  diagram({ ...reportOfChanges([]), blast: all }, new Budget(bytes));

describe('the diagram of a report', () => {
  test('has what changes, and what uses it', () => {
    expect(draw([blast('serving/llama', ['network/public', 'outside'])]).split('\n')).toEqual([
      '<details><summary>What uses what changes</summary>',
      '',
      '```mermaid',
      'flowchart LR',
      '  n0["serving/llama"]:::changed',
      '  n1["network/public"]',
      '  n2["outside"]',
      '  n1 -->|"port 80"| n0',
      '  n2 -->|"port 80"| n0',
      '  classDef changed stroke-width:3px',
      '  classDef approve stroke:#b3261e,stroke-width:3px',
      '```',
      '',
      '</details>',
    ]);
  });

  test('marks what must be approved, and tells stages apart', () => {
    const made = reportOfChanges([change({ address: 'helm_release.a', actions: ['delete'], before: {} })]);
    const text = diagram(
      { ...made, blast: [blast('helm_release.a', ['b']), blast('helm_release.a', ['b'], 'prod')] },
      new Budget(10_000),
    );
    expect(text).toContain('n0["dev: helm_release.a"]:::approve');
    expect(text).toContain('n2["prod: helm_release.a"]:::approve');
  });

  test('takes nothing of a name for a part of the drawing', () => {
    const text = draw([blast('a"]; click n0 "javascript:x"\n```\n<b>', ['`|@team', 'é'])]);
    expect(text.split('```')).toHaveLength(3);
    const inside = text.split('```')[1]!.replace(/classDef.*/g, '');
    expect(
      inside
        .replace(/n\d+|\["[A-Za-z0-9 /._:-]*"\]|:::changed|-->\|"[A-Za-z0-9 ]+"\||mermaid|flowchart LR/g, '')
        .trim(),
    ).toBe('');
  });

  test('has at most 40 constructs, and is left out where it does not fit', () => {
    const many = Array.from({ length: 100 }, (_, index) => `user/${index}`);
    expect(draw([blast('a', many)]).match(/\["/g)).toHaveLength(40);
    expect(draw([blast('a', ['b'])], 50)).toBe('');
    expect(draw([blast('a', [])])).toBe('');
    const made = { ...reportOfChanges([]), blast: [blast('a', many)] };
    expect(Buffer.byteLength(toMarkdown(made, 3000))).toBeLessThanOrEqual(3000);
  });
});
