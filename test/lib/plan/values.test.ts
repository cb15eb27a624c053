import { parseDocument, valuesOf } from '../../../lib/plan/values';

/** What Helm 3.19 makes of these: `helm template` of a chart that prints its values. */
describe('values are read as Helm reads them', () => {
  test.each<[string, string, object]>([
    ['a mapping that is merged over what stands before it', 'p: &p {a: true}\nq: {a: false, <<: *p}\n', { a: true }],
    ['one that is merged under what follows', 'p: &p {a: true}\nq: {<<: *p, a: false}\n', { a: false }],
    ['the first of a list', 'p: &p {a: 1}\nr: &r {a: 2, c: 2}\nq: {<<: [*p, *r]}\n', { a: 1, c: 2 }],
    ['the last of two', 'p: &p {a: 1, b: 1}\nr: &r {a: 2}\nq:\n  <<: *p\n  <<: *r\n', { a: 2, b: 1 }],
    ['one without an anchor', 'q: {<<: {a: 1}}\n', { a: 1 }],
    ['one of a key on a line of its own', 'q:\n  ? <<\n  : {a: 1}\n', { a: 1 }],
    ['one within another', 'p: &p {a: 1}\nr: &r {<<: *p, b: 2}\nq: {<<: *r}\n', { a: 1, b: 2 }],
    ['none of a key in quotes', 'p: &p {a: 1}\nq: {"<<": *p}\n', { '<<': { a: 1 } }],
    ['large numbers', 'p: &p {a: 12345678901234567890}\nq: {<<: *p}\n', { a: '12345678901234567890' }],
    ['the later of two members of one name', 'p: &p {a: 1}\nq: *p\nq: {b: 1}\n', { b: 1 }],
  ])('%s', (_, text, expected) => {
    expect(parseDocument(text)).toMatchObject({ q: expected });
    expect(Object.keys((parseDocument(text) as { readonly q: object }).q).sort()).toEqual(Object.keys(expected).sort());
  });

  test.each<[string, string, object]>([
    ['one before a line of its end', 'a: 1\n---\n', { a: 1 }],
    ['one before another', 'a: 1\n---\nb: 2\n', { a: 1 }],
    ['one before what is no YAML', 'a: 1\n---\nb: {{\n', { a: 1 }],
    ['one that ends itself', 'a: 1\n...\nb: {{\n', { a: 1 }],
    ['one behind a comment', '# c\n---\nb: 1\n', { b: 1 }],
    ['one behind a directive', '%YAML 1.2\n---\nb: 1\n---\n', { b: 1 }],
    ['one that is empty', '---\n---\nb: 1\n', {}],
    ['one that has only a comment', '---\n# x\n---\nb: 1\n', {}],
    ['one with lines that only look alike', 'a: |\n  ---\n  b\nc: 1\n', { a: '---\nb\n', c: 1 }],
    ['one with the line ends of Windows', 'a: 1\r\n---\r\nb: 2\r\n', { a: 1 }],
  ])('of several documents, %s', (_, text, expected) => {
    expect(valuesOf({ values: [text] })).toEqual({ merged: expected, texts: [] });
  });

  test('what merges no mapping is none, as is what would grow beyond measure', () => {
    expect(parseDocument('p: &p 1\nq: {<<: *p}\n')).toBeUndefined();
    const bomb = `a: &a {x: 1}\n${'bcdefghi'
      .split('')
      .map((it, at) => `${it}: &${it} {<<: {y: [${`*${'abcdefghi'[at]},`.repeat(9)}]}}`)
      .join('\n')}`;
    expect(parseDocument(bomb)).toBeUndefined();
  });
});
