import type { Problem } from 'datahall';
import { Acknowledgements, type LocatedAcknowledgement } from '../../../lib/model/acknowledgements';
import { isBlocking, joinFindings, printFindings, type LocatedProblem } from '../../../lib/model/finding';

const problem: Problem = { code: 'DH9001', what: 'it is wrong', got: '3', allowed: '2', fix: 'take one away' };

function at(stage: string, change: Partial<LocatedProblem> = {}): LocatedProblem {
  return { problem, severity: 'error', path: 'cluster/pool', stage, acknowledgeable: true, ...change };
}

function acknowledged(change: Partial<LocatedAcknowledgement>): Acknowledgements {
  const ack = { code: 'DH9001', given: '3', reason: 'known', until: '2027-01-31', path: 'cluster/pool', stage: 'dev' };
  return new Acknowledgements([{ ...ack, ...change } as LocatedAcknowledgement], '2026-11-23');
}

describe('joinFindings', () => {
  it('joins equal problems of several stages', () => {
    const [finding, ...others] = joinFindings([at('dev'), at('staging'), at('dev')], () => undefined);
    expect(finding?.stages).toEqual(['dev', 'staging']);
    expect(others).toEqual([]);
  });

  it('keeps problems with other values apart', () => {
    expect(joinFindings([at('dev'), at('prod', { problem: { ...problem, got: '4' } })], () => undefined)).toHaveLength(
      2,
    );
  });

  it('prints code, place, stages, given, allowed and fix', () => {
    expect(printFindings(joinFindings([at('dev'), at('prod')], () => undefined))).toBe(
      [
        'error: DH9001 it is wrong',
        '  at       cluster/pool (dev, prod)',
        '  given    3',
        '  allowed  2',
        '  fix      take one away',
      ].join('\n'),
    );
  });
});

describe('Acknowledgements', () => {
  it('cover this code, this value, this path and this stage only', () => {
    expect(acknowledged({}).covering(at('dev'))).toEqual({ reason: 'known', until: '2027-01-31' });
    for (const other of [{ code: 'DH9002' }, { given: '4' }, { path: 'cluster' }, { stage: 'prod' }] as const)
      expect(acknowledged(other).covering(at('dev'))).toBeUndefined();
  });

  it('do not cover bad input', () => {
    expect(acknowledged({}).covering(at('dev', { acknowledgeable: false }))).toBeUndefined();
  });

  it('hold up to and including their last day, then say so: DH1202', () => {
    expect(acknowledged({ until: '2026-11-23' }).covering(at('dev'))).toBeDefined();
    const past = acknowledged({ until: '2026-11-22' });
    expect(past.covering(at('dev'))).toBeUndefined();
    expect(past.problems().map((each) => each.problem.code)).toEqual(['DH1202']);
  });

  it('are given more time by another one beside them', () => {
    const one = { code: 'DH9001', given: '3', reason: 'known', path: 'cluster/pool', stage: 'dev' } as const;
    const list = ['2026-11-22', '2026-11-30'].map((until) => ({ ...one, until }));
    const both = new Acknowledgements(list, '2026-11-23');
    expect(both.covering(at('dev'))?.until).toBe('2026-11-30');
    expect(both.problems().map((each) => each.problem.code)).toEqual(['DH1202']);
  });

  it('that cover nothing are reported: DH1201', () => {
    const problems = acknowledged({}).problems();
    expect(problems.map((each) => [each.problem.code, each.severity])).toEqual([['DH1201', 'warning']]);
  });

  it.each(['soon', '2027-1-31', '2027-02-31', '2027-02-29', '2027-13-01'])('need a day, not %s: DH1203', (until) => {
    expect(acknowledged({ until }).problems()[0]?.problem.code).toBe('DH1203');
  });

  it('may end on a leap day', () => {
    expect(acknowledged({ until: '2028-02-29' }).problems()[0]?.problem.code).not.toBe('DH1203');
  });

  it('let an error pass', () => {
    const list = acknowledged({});
    expect(joinFindings([at('dev')], (item) => list.covering(item)).some(isBlocking)).toBe(false);
  });
});
