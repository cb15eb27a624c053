import { securityChanges, securityOf } from '../../../../lib/plan/security';
import { policy, said } from './objects';

const deny = policy('team-a/deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const TEAM_B = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-b' } } };
const allow = (ingress: unknown): ReturnType<typeof policy> =>
  policy('team-a/allow', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress });

describe('traffic', () => {
  it('of all pods is allowed when the default deny goes', () => {
    expect(securityChanges(deny, undefined, { others: [] })).toEqual([
      {
        direction: 'broadened',
        subject: 'NetworkPolicy team-a/deny',
        what: 'allowed incoming traffic of pods',
        detail: 'all pods: from anybody at any port',
        severity: 'high',
      },
      {
        direction: 'broadened',
        subject: 'NetworkPolicy team-a/deny',
        what: 'allowed outgoing traffic of pods',
        detail: 'all pods: to anybody at any port',
        severity: 'high',
      },
    ]);
  });

  it('is broadened by a policy where all is denied', () => {
    const added = allow([{ from: [TEAM_B], ports: [{ port: 80 }] }]);
    expect(said(securityChanges(undefined, added, { others: [deny] }))).toEqual([
      'broadened allowed incoming traffic of pods: pods app=web: from pods of team-b at TCP 80',
    ]);
  });

  it('is narrowed by the same policy where nothing is denied, which is said when nothing else is known', () => {
    const [change] = securityChanges(undefined, allow([]));
    expect(change).toMatchObject({ direction: 'narrowed', detail: expect.stringContaining('without other policies') });
  });

  it('does not change by a second policy that says the same', () => {
    const ingress = [{ from: [TEAM_B] }];
    const again = policy('team-a/again', { ...(allow(ingress)['spec'] as object) });
    expect(securityChanges(undefined, again, { others: [allow(ingress)] })).toEqual([]);
  });

  it('from an empty list of peers is that from anybody, as without a list', () => {
    expect(securityChanges(allow([{ from: [] }]), allow([{}]))).toEqual([]);
    expect(said(securityChanges(allow([]), allow([{ from: [] }]), { others: [] }))).toEqual([
      'broadened allowed incoming traffic of pods: pods app=web: from anybody at any port',
    ]);
  });

  it('without ports is that at any port, and a port as text is its number', () => {
    const at = (ports: unknown): ReturnType<typeof policy> => allow([{ from: [TEAM_B], ports }]);
    expect(securityChanges(at([]), at(undefined))).toEqual([]);
    expect(securityChanges(at([{ port: '80' }]), at([{ port: 80, protocol: 'TCP' }]))).toEqual([]);
    expect(
      securityChanges(
        at([{ port: 80, endPort: 90 }]),
        at([
          { port: 80, endPort: 85 },
          { port: 86, endPort: 90 },
        ]),
      ),
    ).toEqual([]);
  });

  it('of the own namespace may also be named by its label', () => {
    const own = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } } };
    expect(securityChanges(allow([{ from: [{ podSelector: {} }] }]), allow([{ from: [own] }]))).toEqual([]);
  });

  it('with addresses is compared as addresses', () => {
    const from = (...blocks: object[]): ReturnType<typeof policy> =>
      allow([{ from: blocks.map((ipBlock) => ({ ipBlock })) }]);
    const halves = from({ cidr: '10.0.0.0/9' }, { cidr: '10.128.0.0/9' });
    expect(securityChanges(from({ cidr: '10.0.0.0/8' }), halves)).toEqual([]);
    const holed = from({ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] });
    expect(said(securityChanges(holed, from({ cidr: '10.0.0.0/8' }), { others: [] }))).toEqual([
      'broadened allowed incoming traffic of pods: pods app=web: from 10.1.0.0/16 at any port',
    ]);
    expect(said(securityChanges(from({ cidr: '10.0.0.0/8' }), holed, { others: [] }))[0]).toContain('narrowed');
    expect(securityChanges(holed, from({ cidr: '0.0.0.0/0' }))[0]?.severity).toBe('high');
  });

  it('that moves from one peer to another is broadened and narrowed', () => {
    const other = { podSelector: { matchLabels: { app: 'db' } } };
    const changes = securityChanges(allow([{ from: [TEAM_B] }]), allow([{ from: [other] }]));
    expect(changes.map(({ direction }) => direction)).toEqual(['broadened', 'narrowed']);
  });

  it('that is too much to compare hides nothing of other namespaces', () => {
    const of = (namespace: string, value: string, index: number): ReturnType<typeof policy> =>
      policy(`${namespace}/p${index}`, {
        podSelector: { matchLabels: { [`a${index}`]: value, [`b${index}`]: value } },
      });
    const hard = Array.from({ length: 30 }, (_, index) => ({
      before: of('hard', 'x', index),
      after: of('hard', 'y', index),
    }));
    expect(said(securityOf([...hard, { before: deny }]))).toEqual([
      'broadened allowed incoming traffic of pods: all pods: from anybody at any port',
      'broadened allowed outgoing traffic of pods: all pods: to anybody at any port',
      'changed too large to compare: read it yourself',
    ]);
  });

  it('of several policies is that of their namespace', () => {
    const changes = securityOf([{ after: deny }, { after: allow([{ from: [TEAM_B] }]) }]);
    expect(changes.map(({ subject, direction }) => `${direction} ${subject}`)).toEqual([
      'narrowed Namespace team-a',
      'narrowed Namespace team-a',
    ]);
  });
});
