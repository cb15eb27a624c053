import { decide } from '../../../lib/deploy/approval';
import { isIdle, plansDigest } from '../../../lib/deploy/plan-digest';
import type { JsonObject } from '../../../lib/plan/json';
import { readPlan, type Plan } from '../../../lib/plan/read-plan';
import type { Report } from '../../../lib/plan/report';
import { AutoApproval, type AutoApprovalFact } from '../../../lib/release/auto-approval';
import { bytes, change, plan, reportOfChanges } from '../../support/plans';

const create = change({ actions: ['create'], after: { data: { a: '1' } } });
const update = change({ address: 'kubernetes_config_map_v1.b', before: { data: {} }, after: { data: { a: '1' } } });
const destroy = change({ address: 'kubernetes_config_map_v1.c', actions: ['delete'] });

/** A report of one stack of the stage `dev`. */
function report(changes: readonly JsonObject[], rest: JsonObject = {}): Report {
  const made = reportOfChanges(changes, rest);
  return { ...made, plans: made.plans.map((each) => ({ ...each, stack: 'lab-dev-base', stage: 'dev' })) };
}
const gates = (approval: AutoApproval): ReadonlyMap<string, AutoApprovalFact> => new Map([['dev', approval.toFact()]]);
const none = gates(AutoApproval.none());

describe('the decision whether plans are applied', () => {
  it('is not needed when nothing changes', () => {
    expect(decide(report([]), 'd', none, {})).toEqual({ kind: 'idle' });
  });

  it('is no for a plan that is not whole, whoever approves it', () => {
    const partial = report([create], { complete: false });
    expect(decide(partial, 'd', none, { autoApprove: true, approve: 'd' })).toMatchObject({ kind: 'incomplete' });
  });

  it('is that of the gate where it allows all that is done', () => {
    const harmless = gates(AutoApproval.harmless());
    expect(decide(report([create, update]), 'd', harmless, {})).toEqual({ kind: 'approved', by: 'gate' });
    const updates = gates(AutoApproval.only('update'));
    expect(decide(report([update]), 'd', updates, {})).toEqual({ kind: 'approved', by: 'gate' });
    expect(decide(report([create, update]), 'd', updates, {})).toEqual({
      ...{ kind: 'needed', because: "no gate of 'dev' allows 'create'" },
    });
    expect(decide(report([create]), 'd', none, {})).toMatchObject({ kind: 'needed' });
  });

  it('is never that of the gate where the report names something, or outputs change', () => {
    const harmless = gates(AutoApproval.harmless());
    expect(decide(report([destroy]), 'd', harmless, {})).toMatchObject({ kind: 'needed' });
    const output = { output_changes: { a: { actions: ['create'], before: null, after: 'x' } } };
    expect(decide(report([], output), 'd', harmless, {})).toMatchObject({ kind: 'needed' });
  });

  it('is that of a gate for stacks of its stage only', () => {
    const made = report([create]);
    const other = { ...made, plans: made.plans.map((each) => ({ ...each, stage: 'production' })) };
    expect(decide(other, 'd', gates(AutoApproval.harmless()), {})).toMatchObject({ kind: 'needed' });
  });

  it('is yes for the digest that was reviewed, and no for another one, even with --auto-approve', () => {
    expect(decide(report([destroy]), 'd', none, { approve: 'd' })).toEqual({ kind: 'approved', by: 'digest' });
    expect(decide(report([create]), 'd', none, { approve: 'e', autoApprove: true })).toMatchObject({ kind: 'needed' });
    expect(decide(report([destroy]), 'd', none, { autoApprove: true })).toMatchObject({ by: 'command line' });
  });
});

describe('the digest of plans', () => {
  const read = (changes: readonly JsonObject[], rest: JsonObject = {}): Plan =>
    readPlan('a.json', bytes(plan(changes, rest)));
  const digest = (...changes: readonly JsonObject[]): string => plansDigest([{ id: 'a', plan: read(changes) }]);
  const counted = (version: string, value: string): JsonObject => {
    const metadata = [{ name: 'a', resource_version: version, generation: Number(version) }];
    return change({ before: { metadata, data: {} }, after: { metadata, data: { value } } });
  };

  it('is that of what is done, not of when and after how many other changes', () => {
    const late = plansDigest([{ id: 'a', plan: read([update], { timestamp: '2026-11-29T10:00:00Z' }) }]);
    expect(late).toBe(digest(update));
    expect(digest(counted('1', 'x'))).toBe(digest(counted('2', 'x')));
    expect(digest(update, change({ actions: ['no-op'], before: { metadata: [] } }))).toBe(digest(update));
  });

  it.each<[string, string]>([
    ['another value', digest(counted('1', 'y'))],
    ['another action', digest(change({ actions: ['delete'] }))],
    ['one change more', digest(counted('1', 'x'), create)],
    ['another stack', plansDigest([{ id: 'b', plan: read([counted('1', 'x')]) }])],
  ])('differs by %s', (_, other) => {
    expect(other).not.toBe(digest(counted('1', 'x')));
  });

  it('does not tell a secret to those who guess it', () => {
    const secret = (value: string): JsonObject =>
      change({ before: { data: {} }, after: { data: { value } }, after_sensitive: { data: { value: true } } });
    expect(digest(secret('hunter22'))).toBe(digest(secret('hunter23')));
  });

  it('is idle when nothing is done, and not when only an address moves', () => {
    expect(isIdle(read([change({ actions: ['no-op'] }), change({ actions: ['read'] })]))).toBe(true);
    expect(isIdle(read([change({ actions: ['no-op'], previous_address: 'kubernetes_config_map_v1.old' })]))).toBe(
      false,
    );
  });
});
