import fc from 'fast-check';
import {
  App,
  DefaultTokenResolver,
  type IResolvable,
  Lazy,
  StringConcat,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
import { resolve } from '../../../constructs/core/resolve';
import { isToken } from '../../../constructs/core/tokens';

const scope = new TerraformStack(new App(), 'stack');
const byCdktf = (value: unknown): unknown =>
  Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: true });

const later = (value: unknown): IResolvable => ({ creationStack: [], resolve: () => value, toString: () => 'later' });
const text = Token.asString(later('text'));
const list = Token.asList(later(['a', 'b']));
const number = Token.asNumber(later(7));
const map = Token.asStringMap(later({ a: 'b' }));
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom<unknown>(null, undefined, '', '${var.a}', '1e5', '-1.8e+289', 'a-e-b', '${TfToken[TOKEN.999]}'),
  fc.constantFrom<unknown>(text, `a${text}b`, list, number, `${number}`, map, `${text} and ${number}`),
  fc.constantFrom<unknown>(later({ lazy: text }), new Date(0), [undefined], {
    a: undefined,
  }),
);
const key = fc.oneof({ weight: 5, arbitrary: fc.string() }, { weight: 1, arbitrary: fc.constant(`key ${text}`) });
const { value: any } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value')), fc.dictionary(key, tie('value'))),
}));

/** What comes out, or the message. */
function outcome(make: () => unknown): unknown {
  try {
    return { value: make() };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

describe('isToken', () => {
  test('says what cdktf says of all values, with tokens anywhere', () => {
    const same = (value: unknown): void => expect(isToken(value)).toBe(Token.isUnresolved(value));
    fc.assert(fc.property(any, same), { numRuns: 1000 });
    for (const value of [text, list, number, map, later(1), [number], [text], { [text]: 1 }, [later(1)]]) same(value);
  });
});

describe('resolve', () => {
  test('gives what cdktf gives, with tokens anywhere', () => {
    const same = (value: unknown): void =>
      expect(outcome(() => resolve(scope, value))).toStrictEqual(outcome(() => byCdktf(value)));
    fc.assert(fc.property(any, same), { numRuns: 300 });
  });

  const circle: Record<string, unknown> = {};
  circle['circle'] = circle;
  test.each([
    ['a function', { a: { b: () => 1 } }],
    ['a construct', { a: [scope] }],
    ['the item of a list token', { a: { b: list[0] } }],
    ['a value of a map token', { a: 'String Map Token Value' }],
    ['a number of a map token', { a: -123456789 }],
    ['what cannot be produced', { a: [Lazy.anyValue({ produce: () => JSON.parse('{') as unknown })] }],
    ['a circle', circle],
  ])('refuses %s with the words of cdktf', (_, value) => {
    expect(outcome(() => byCdktf(value))).toEqual({ error: expect.any(String) });
    expect(outcome(() => resolve(scope, value))).toStrictEqual(outcome(() => byCdktf(value)));
  });
});
