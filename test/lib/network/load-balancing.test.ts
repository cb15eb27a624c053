import { Duration, type HashKey, LoadBalancing } from 'datahall';

describe('LoadBalancing', () => {
  it.each([
    [LoadBalancing.leastConnections(), 'least-connections', { type: 'LeastRequest' }],
    [LoadBalancing.roundRobin(), 'round-robin', { type: 'RoundRobin' }],
    [LoadBalancing.random(), 'random', { type: 'Random' }],
    [
      LoadBalancing.leastConnections({ warmUp: Duration.seconds(90) }),
      'least-connections',
      { type: 'LeastRequest', slowStart: { window: '1m30s' } },
    ],
    [
      LoadBalancing.consistentHash({ header: 'x-session' }),
      'consistent-hash',
      { type: 'ConsistentHash', consistentHash: { type: 'Headers', headers: [{ name: 'x-session' }] } },
    ],
    [
      LoadBalancing.consistentHash({ cookie: 'session' }),
      'consistent-hash',
      { type: 'ConsistentHash', consistentHash: { type: 'Cookie', cookie: { name: 'session' } } },
    ],
    [
      LoadBalancing.consistentHash({ queryParameter: 'user' }),
      'consistent-hash',
      { type: 'ConsistentHash', consistentHash: { type: 'QueryParams', queryParams: [{ name: 'user' }] } },
    ],
  ])('%#: is what Envoy Gateway takes', (policy, name, spec) => {
    expect(policy.name).toBe(name);
    expect(policy.toSpec()).toEqual(spec);
  });

  it.each<[string, HashKey]>([
    ['DH3311', { header: '' }],
    ['DH3311', { header: 'x session' }],
    ['DH3311', { header: 'x'.repeat(257) }],
    ['DH3311', { cookie: 'a=b' }],
    ['DH3311', { cookie: undefined as never }],
    ['DH1109', { queryParameter: '' }],
    ['DH1109', { queryParameter: '${user}' }],
    ['DH1104', { header: '${TfToken[TOKEN.1]}' }],
  ])('refuses what no request has, %s: %j', (code, key) => {
    expect(() => LoadBalancing.consistentHash(key)).toThrow(code);
  });
});
