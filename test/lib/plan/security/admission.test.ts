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

describe('a policy of admission', () => {
  const [API, NO_HOST] = ['admissionregistration.k8s.io/v1', '!object.spec.hostNetwork'];
  const CHECKED = { failurePolicy: 'Fail', validations: [{ expression: NO_HOST }] };
  const policy = (spec: object): ReturnType<typeof object> =>
    object(API, 'ValidatingAdmissionPolicy', 'no-host', { spec: { ...CHECKED, ...spec } });
  const bound = (...validationActions: string[]): ReturnType<typeof object> =>
    object(API, 'ValidatingAdmissionPolicyBinding', 'no-host', { spec: { policyName: 'no-host', validationActions } });

  it('that is ignored when it cannot be evaluated is broader', () => {
    expect(securityChanges(policy({}), policy({ failurePolicy: 'Ignore' }))).toMatchObject([
      { direction: 'broadened', what: 'lets requests pass when the policy cannot be evaluated', severity: 'high' },
    ]);
    expect(securityChanges(policy({ failurePolicy: undefined }), policy({}))).toEqual([]);
  });

  it('that loses a validation, or goes, is broader', () => {
    const lost = { direction: 'broadened', what: 'requests that the policy does not check', detail: NO_HOST };
    expect(securityChanges(policy({}), policy({ validations: [] }))).toMatchObject([{ ...lost, severity: 'high' }]);
    expect(securityChanges(policy({}), policy({ validations: [{ expression: 'true' }] }))).toMatchObject([
      lost,
      { direction: 'narrowed', detail: 'true' },
    ]);
    expect(securityChanges(policy({}), undefined)).toMatchObject([lost]);
  });

  it('that is about something else must be read', () => {
    expect(
      securityChanges(policy({}), policy({ matchConditions: [{ name: 'x', expression: 'false' }] })),
    ).toMatchObject([{ direction: 'changed', detail: 'other settings: read it yourself', severity: 'high' }]);
    const message = { validations: [{ expression: NO_HOST, message: 'use a Service' }] };
    expect(securityChanges(policy({}), policy(message))).toEqual([]);
  });

  it('that no longer refuses is broader', () => {
    const lost = {
      direction: 'broadened',
      what: 'requests that fail the policy are not refused',
      detail: 'Deny',
      severity: 'high',
    };
    expect(securityChanges(bound('Deny'), bound('Warn'))).toMatchObject([
      lost,
      { direction: 'narrowed', severity: 'low' },
    ]);
    expect(securityChanges(bound('Deny'), undefined)).toMatchObject([lost]);
    expect(securityChanges(undefined, bound('Deny'))).toMatchObject([{ direction: 'narrowed' }]);
    const other = object(API, 'ValidatingAdmissionPolicyBinding', 'no-host', {
      spec: { policyName: 'other', validationActions: ['Deny'] },
    });
    expect(securityChanges(bound('Deny'), other)).toMatchObject([{ direction: 'changed', severity: 'high' }]);
  });
});

describe('an APIService', () => {
  const api = (group: string, spec: object = {}): ReturnType<typeof object> =>
    object('apiregistration.k8s.io/v1', 'APIService', `v1.${group}`, {
      spec: { group, version: 'v1', service: { namespace: 'a', name: 'server' }, ...spec },
    });

  it.each([
    ['metrics.k8s.io', 'medium'],
    ['example.com', 'medium'],
    ['rbac.authorization.k8s.io', 'high'],
    ['apps', 'high'],
  ])('says that a Service answers for %s', (group, severity) => {
    const expected = [
      { direction: 'broadened', what: 'a Service answers for an API', detail: `${group} v1`, severity },
    ];
    expect(securityChanges(undefined, api(group))).toMatchObject(expected);
    expect(said(securityChanges(api(group, { service: undefined }), api(group)))).toEqual([
      `broadened a Service answers for an API: ${group} v1`,
      'changed Service that answers for the API: none → a/server:443',
    ]);
  });

  it('says that another Service answers, or anybody', () => {
    expect(said(securityChanges(api('x.y'), api('x.y', { service: { namespace: 'b', name: 'server' } })))).toEqual([
      'changed Service that answers for the API: a/server:443 → b/server:443',
    ]);
    expect(securityChanges(api('x.y'), api('x.y', { insecureSkipTLSVerify: true }))).toMatchObject([
      { direction: 'broadened', what: expect.stringContaining('insecureSkipTLSVerify'), severity: 'high' },
    ]);
    expect(said(securityChanges(api('x.y'), api('x.y', { caBundle: 'LS0t' })))[0]).toMatch(
      /^changed certificate authority of that Service: none → sha256 [0-9a-f]{12}$/,
    );
  });
});
