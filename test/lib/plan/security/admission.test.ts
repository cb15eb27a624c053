import { securityChanges } from '../../../../lib/plan/security';
import { object, said } from './objects';

const RULE = { operations: ['CREATE', 'UPDATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] };
const webhook = (hook: object = {}): ReturnType<typeof object> =>
  object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'policy', {
    webhooks: [{ name: 'pods.example', rules: [RULE], clientConfig: {}, ...hook }],
  });
const from = (before: object, after: object): readonly string[] =>
  said(securityChanges(webhook(before), webhook(after)));

describe('an admission webhook', () => {
  it('that is ignored when it fails is broader', () => {
    expect(from({}, { failurePolicy: 'Ignore' })).toEqual([
      'broadened lets requests pass when the webhook does not answer: failurePolicy Ignore',
    ]);
    expect(from({}, { failurePolicy: 'Fail' })).toEqual([]);
  });

  it('that sees fewer requests is broader', () => {
    expect(from({}, { rules: [{ ...RULE, operations: ['CREATE'] }] })).toEqual([
      'broadened requests that the webhook does not check: UPDATE pods',
    ]);
    expect(from({ rules: [{ ...RULE, resources: ['*/*'] }] }, { rules: [{ ...RULE, resources: ['*'] }] })[0]).toContain(
      'broadened',
    );
  });

  it('that sees the same by other rules is the same', () => {
    expect(from({}, { rules: RULE.operations.map((operation) => ({ ...RULE, operations: [operation] })) })).toEqual([]);
    expect(
      from({ rules: [{ ...RULE, resources: ['pods/*'] }] }, { rules: [{ ...RULE, resources: ['pods', 'pods/*'] }] }),
    ).toEqual([]);
  });

  it('that leaves out namespaces or objects is broader', () => {
    const selector = { matchExpressions: [{ key: 'skip', operator: 'DoesNotExist' }] };
    expect(from({}, { namespaceSelector: selector })).toEqual([
      'broadened requests that the webhook does not check: CREATE, UPDATE pods in namespaces with skip',
    ]);
    expect(from({}, { objectSelector: selector })[0]).toContain('of objects with skip');
  });

  it('that goes checks nothing', () => {
    expect(securityChanges(webhook(), undefined)[0]).toMatchObject({ direction: 'broadened', severity: 'high' });
    expect(securityChanges(undefined, webhook())[0]).toMatchObject({ direction: 'narrowed' });
  });

  it('is changed by another authority, address, time and condition', () => {
    const after = {
      clientConfig: { caBundle: 'LS0t', url: 'https://a.example' },
      timeoutSeconds: 5,
      matchConditions: [{ name: 'x', expression: 'false' }],
    };
    const texts = from({}, after);
    expect(texts).toHaveLength(4);
    expect(texts.every((text) => text.startsWith('changed'))).toBe(true);
  });
});
