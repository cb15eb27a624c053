import { SecretRef } from 'datahall';

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
});
