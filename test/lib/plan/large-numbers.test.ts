import fc from 'fast-check';
import { quoteLargeNumbers } from '../../../lib/plan/large-numbers';

/** A document with numbers of any length, as its text and as what is to be read of it. */
const value = fc.letrec<{ readonly any: readonly [string, unknown] }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc
      .stringMatching(/^-?[1-9][0-9]{0,30}$/)
      .map((digits) => [digits, digits.replace('-', '').length >= 16 ? digits : Number(digits)] as const),
    fc.string().map((text) => [JSON.stringify(text), text] as const),
    fc.stringMatching(/^[0-9":,\\[ ]{0,40}$/).map((text) => [JSON.stringify(text), text] as const),
    fc
      .array(tie('any'), { maxLength: 4 })
      .map((items) => [`[${items.map(([text]) => text).join()}]`, items.map(([, each]) => each)] as const),
    fc
      .array(tie('any'), { maxLength: 3 })
      .map(
        (items) =>
          [
            `{${items.map(([text], at) => `"k${at}":${at % 2 === 0 ? '' : '\n  '}${text}`).join(', ')}}`,
            Object.fromEntries(items.map(([, each], at) => [`k${at}`, each])),
          ] as const,
      ),
  ),
})).any;

test('a number of 16 and more digits is read as a text, and nothing else is changed', () => {
  fc.assert(
    fc.property(value, ([text, read]) => {
      expect(JSON.parse(quoteLargeNumbers(`{"a":${text}}`))).toEqual({ a: read });
    }),
    { numRuns: 1000 },
  );
});

test.each([15, 16, 17])('of %i digits at any place', (digits) => {
  for (let lead = 0; lead < 40; lead += 1) {
    const number = '9'.repeat(digits);
    const text = `{"${'k'.repeat(lead)}":${number}}`;
    expect(quoteLargeNumbers(text)).toBe(digits < 16 ? text : text.replace(number, `"${number}"`));
  }
});
