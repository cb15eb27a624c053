import { AlertRouting, Receiver, SecretRef } from 'datahall';

describe('SecretRef', () => {
  it('names a key and holds no value', () => {
    expect(JSON.stringify(SecretRef.of('on-call', 'url'))).toBe('{"name":"on-call","key":"url"}');
    expect(SecretRef.of('tls', 'tls.key').toString()).toBe('tls/tls.key');
  });

  it.each([
    ['DH1101', 'On_Call', 'url'],
    ['DH3410', 'on-call', 'the url'],
    ['DH3410', 'on-call', ''],
  ])('refuses with %s: %s/%s', (code, name, key) => {
    expect(() => SecretRef.of(name, key)).toThrow(code);
  });

  it.each<[string, () => unknown]>([
    ['the key of a pager', () => Receiver.pagerDuty('pager', { routingKey: 'hunter2' as never })],
    ['no key at all', () => Receiver.pagerDuty('pager', {} as never)],
    ['the address of a webhook', () => Receiver.webhook('pager', { url: 'https://hunter2' as never })],
    [
      'the password of a mail server',
      () =>
        AlertRouting.to({
          critical: [],
          warning: [],
          mail: { smarthost: 'a:25', from: 'a@b', auth: { username: 'a', password: 'hunter2' as never } },
        }),
    ],
  ])('is needed for %s, and the value is not printed: DH3411', (_, make) => {
    expect(make).toThrow(/DH3411/);
    expect(make).not.toThrow(/hunter2/);
  });
});
