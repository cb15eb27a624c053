import { buildReport } from '../../../lib/plan/build-report';
import type { JsonObject } from '../../../lib/plan/json';
import { readPlan } from '../../../lib/plan/read-plan';
import { schemaErrors } from '../../support/report-schema';
import { bytes, change, plan, release } from '../../support/plans';

const SAID = { delete: 'users wait', update: 'pods restart' };

function approvals(changes: readonly JsonObject[], isBefore = true): readonly (readonly string[])[] {
  const origin = { path: 'a/b', stateful: false, protected: false, consequence: SAID };
  const side = {
    id: 's',
    resources: new Map([
      ['helm_release.flavors', origin],
      ['a.b', origin],
    ]),
  };
  const stack = { id: 's', ...(isBefore ? { before: side } : { now: side }) };
  const made = buildReport([{ plan: readPlan('p', bytes(plan(changes))), stack }]);
  expect(schemaErrors(made)).toEqual([]);
  return made.approvals.map(({ risk, consequence, names = [] }) => [risk, consequence, ...names]);
}

describe('what the author of a construct says', () => {
  test('comes after what is known of the kind', () => {
    expect(approvals([release({ actions: ['delete'] }, [], null)])).toEqual([
      ['outage', 'uninstalls the release: all that it installed is deleted', 'users wait'],
    ]);
  });

  test('must be approved where nothing else is', () => {
    expect(approvals([change({ address: 'a.b', actions: ['delete'], before: {} })])).toEqual([
      ['stated', 'its author says what follows', 'users wait'],
    ]);
    expect(approvals([change({ address: 'a.b', after: { x: 1 } })], false)).toEqual([
      ['stated', 'its author says what follows', 'pods restart'],
    ]);
  });

  test('is of what is done', () => {
    expect(approvals([change({ address: 'a.b', actions: ['create'], after: {} })], false)).toEqual([]);
    expect(approvals([change({ address: 'a.c', after: { x: 1 } })])).toEqual([]);
  });
});
