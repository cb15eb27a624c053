import fc from 'fast-check';
import { formsOf } from '../../../lib/plan/secret-forms';

const LONG = 64;

/** The same without a thought of time. */
function naive(secret: string): ReadonlySet<string> {
  const lines = secret.includes('\n') ? secret.split('\n').map((line) => line.trim()) : [];
  const plain = [secret, secret.trim(), secret.replace(/\s+/g, ''), ...lines.filter(({ length }) => length >= 16)];
  const isAscii = /^[\0-\x7f]*$/.test(secret);
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const bytes = isAscii ? [] : plain.map((text) => Buffer.from(text).toString('latin1'));
  if (!/^[\0-\xff]*$/.test(secret))
    for (const text of plain) bytes.push(utf16(text).toString('latin1'), utf16(text).swap16().toString('latin1'));
  return new Set([...plain, ...bytes].filter(({ length }) => length >= 4));
}

const blanks = fc.constantFrom('', '', ' ', '\n', '\n', '\r\n', '\t', ' \n  ', '\v', '\u00a0', '\u2028');
const part = fc.oneof(
  fc.string({ maxLength: 90 }),
  fc.string({ maxLength: 90, unit: fc.constantFrom('a', 'Z', '9', '+') }),
  fc.string({ minLength: 12, maxLength: 70, unit: fc.constantFrom('a', 'b') }),
  fc.constantFrom(
    '-----BEGIN RSA PRIVATE KEY-----',
    'a'.repeat(63),
    'b'.repeat(64),
    'é',
    'я',
    '\x7f',
    '\x01',
    ' '.repeat(70),
  ),
);
const secrets = fc.array(fc.tuple(part, blanks), { minLength: 1, maxLength: 8 }).map((parts) => parts.flat().join(''));

test('a secret has the same forms, whether they are made at once or later', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const { short, long = () => [], isBinary } = formsOf(secret, LONG);
      const [brief, rest] = [short, long()].map((forms) => forms.map(({ text }) => text));
      expect(brief!.every(({ length }) => length < LONG)).toBe(true);
      expect(rest!.every(({ length }) => length >= LONG)).toBe(true);
      expect(new Set([...brief!, ...rest!])).toEqual(naive(secret));
      expect(isBinary).toBe(/[^\t\n\r -~]/.test(secret));
    }),
    { numRuns: 3000 },
  );
});

test('forms of a long key are made when they are asked for', () => {
  const line = 'MIIEpAIBAAKCAQEA'.repeat(4);
  const key = `-----BEGIN KEY-----\n${`${line}\n`.repeat(30)}-----END KEY-----`;
  const { short, long } = formsOf(key, LONG);
  expect(short.map(({ text }) => text)).toEqual(['-----BEGIN KEY-----', '-----END KEY-----']);
  expect(long?.().map(({ text }) => text)).toEqual([key, line, key.replace(/\s/g, '')]);
});
