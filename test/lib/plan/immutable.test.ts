import { refusedFields } from '../../../lib/plan/immutable';
import type { Json } from '../../../lib/plan/json';
import { IMMUTABLE_CASES } from '../../support/immutable-cases';
import { change, release, reportOfChanges } from '../../support/plans';

describe('an update that the API server refuses', () => {
  test.each(IMMUTABLE_CASES)('$name', ({ before, after, refused }) => {
    expect(refusedFields(before, after)).toEqual(refused);
    expect(refusedFields(before, before)).toEqual([]);
  });

  const [{ before, after } = IMMUTABLE_CASES[0]!] = IMMUTABLE_CASES;
  const sides = (object: object, annotations = {}): Json[] => [
    { ...before, ...object, metadata: { ...before.metadata, annotations } },
    { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' } },
  ];

  test('must be approved, with the fields that cannot change', () => {
    const { approvals } = reportOfChanges([release({}, sides(before), sides(after))]);
    expect(approvals.map(({ risk, object, names }) => [risk, object?.kind, names])).toEqual([
      ['refused', 'Deployment', ['spec.selector']],
    ]);
    expect(approvals[0]!.consequence).toMatch(/API server refuses/);
  });

  test('is none where the object is made anew: of hooks, and of releases that are replaced', () => {
    const hook = { 'helm.sh/hook': 'pre-upgrade' };
    expect(reportOfChanges([release({}, sides(before, hook), sides(after, hook))]).approvals).toEqual([]);
    const replaced = reportOfChanges([
      release({ actions: ['delete', 'create'] }, sides(before), sides(after)),
    ]).approvals;
    expect(replaced.map(({ risk }) => risk)).toEqual(['outage']);
  });

  test('is for Terraform to tell of its own resources', () => {
    const typed = change({
      address: 'kubernetes_secret_v1.a',
      before: { metadata: [{ name: 'a' }], type: 'a' },
      after: { metadata: [{ name: 'a' }], type: 'b' },
    });
    expect(reportOfChanges([typed]).approvals).toEqual([]);
  });
});
