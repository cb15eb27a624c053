import frozen from './exports.json';
import { CORE } from './props/core';
import { PROGRAM } from './props/program';
import { outcome } from './props/table';

const CASES = [...CORE, ...PROGRAM];

/** Types whose props are checked elsewhere, with the reason. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ChartSourceOptions: 'helm-release.test.ts: a folder with CRDs',
  DatahallAppOptions: 'determinism.test.ts and findings.test.ts: output folder and day',
};

describe.each(CASES.map((each) => [each.type, each] as const))('%s', (_, { props, run }) => {
  const base = outcome(run());

  it.each(props)('%s changes what comes out', (prop) => {
    expect(outcome(run(prop)) === base).toBe(false);
  });
});

describe('the table of props', () => {
  it('has every public type of settings', () => {
    const types = Object.keys(frozen).filter((name) => /(Props|Options)$/.test(name));
    const known = new Set([...CASES.map(({ type }) => type), ...Object.keys(ELSEWHERE)]);
    expect(types.filter((name) => !known.has(name))).toEqual([]);
  });
});
