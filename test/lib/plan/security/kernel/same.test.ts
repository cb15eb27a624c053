import fc from 'fast-check';
import { canonical } from '../../../../../lib/plan/security/kernel/objects';
import { sameJson } from '../../../../../lib/plan/security/kernel/same';

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, 0, 1, 'a', '', true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'toString'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

describe('two values are the same JSON', () => {
  test('exactly when their sorted texts are', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(sameJson(a, b)).toBe(canonical(a) === canonical(b));
        expect(sameJson(a, structuredClone(a))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1, b: null }, { a: 1 }, true],
    [{ a: [1, null] }, { a: [1] }, false],
    [{ a: {} }, { a: [] }, false],
    [{ a: {} }, {}, false],
    [JSON.parse('{"__proto__": {"a": 1}}'), {}, false],
    [undefined, null, false],
  ])('%j and %j: %s', (a, b, is) => {
    expect(sameJson(a, b)).toBe(is);
  });
});
