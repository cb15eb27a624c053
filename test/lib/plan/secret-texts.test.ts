import { secretsInText } from '../../../lib/plan/secret-texts';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { change, reportOfChanges } from '../../support/plans';

const found = (text: string): readonly string[] => {
  const all: string[] = [];
  secretsInText(text, (secret) => all.push(secret));
  return all;
};
const BODY = ['MIICanaryAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'canaryBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB'].join('\n');
const pem = (name: string): string => `-----BEGIN ${name}-----\n${BODY}\n-----END ${name}-----\n`;
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ';

describe('secrets by their form', () => {
  test.each<[string, string, readonly string[]]>([
    ['a private key', pem('PRIVATE KEY'), [BODY]],
    ['one of OpenSSH', pem('OPENSSH PRIVATE KEY'), [BODY]],
    ['one of PGP', pem('PGP PRIVATE KEY BLOCK'), [BODY]],
    ['one that is escaped', JSON.stringify(pem('RSA PRIVATE KEY')), [BODY]],
    ['one that is cut', `x\n-----BEGIN EC PRIVATE KEY-----\n${BODY}`, [BODY]],
    ['the password of a URL', 'postgres://app:s3cr%2Ft@db:5432/x', ['s3cr%2Ft', 's3cr/t']],
    ['a password without a user', 'redis://:hunter22@cache', ['hunter22']],
    ['a signed token', `curl -H "X: ${JWT}"`, [JWT]],
    ['a header', 'Authorization: Basic dXNlcjpodW50ZXIy', ['dXNlcjpodW50ZXIy']],
    ['a header in JSON', '{"authorization": "Bearer abcdef123456"}', ['abcdef123456']],
    ['an option', 'run --password Hunter3xx --user me', ['Hunter3xx']],
    ['an option in quotes', "run --api-key 'k3y-value' -v", ['k3y-value']],
  ])('are found: %s', (_, text, secrets) => {
    expect(found(text)).toEqual(secrets);
  });

  test.each([
    ['a certificate', pem('CERTIFICATE')],
    ['a public key', pem('PUBLIC KEY')],
    ['a URL with a port', 'https://example.com:8443/a@b'],
    ['a password that the deployment fills in', 'https://user:${PASSWORD}@host and https://user:{{ .p }}@host'],
    ['a word of a manual', 'https://user:password@host'],
    ['a path', '--tls-private-key /etc/tls/tls.key --token-file ./token'],
    ['words about it', 'authorization: Basic access, see --password-policy strict1'],
  ])('are none: %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test('show nowhere, also where another text has them, or a line of them', () => {
    const text = `#!/bin/sh\nlogin --token canary-t0ken\ncat <<X\n${pem('PRIVATE KEY')}X\n`;
    const report = reportOfChanges([
      change({
        address: 'aws_instance.a',
        before: { user_data: 'old', note: 'see canary-t0ken', line: `x ${BODY.split('\n')[1]!}` },
        after: { user_data: text, note: 'see canary-t0ken now', line: `y ${BODY.split('\n')[1]!}` },
      }),
    ]);
    expect(`${JSON.stringify(report)}${toMarkdown(report)}`).not.toMatch(/canary/i);
  });
});
