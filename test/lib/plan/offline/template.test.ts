import { readDocumentTemplate, readTemplate } from '../../../../lib/plan/offline/template';

describe('a text of a configuration', () => {
  test.each<[string, string, boolean]>([
    ['plain', 'plain', false],
    ['{"a": {}}', '{"a": {}}', false],
    ['$${HOME} and %%{if}', '${HOME} and %{if}', false],
    ['a ${b.c} d', 'a ${b.c} d', true],
    ['%{ if true }x%{ endif }', '%{ if true }x%{ endif }', true],
    ['${f("}")} $${x}', '${f("}")} ${x}', true],
    ['${f("a ${g({b = "}"})} c")}$${x}', '${f("a ${g({b = "}"})} c")}${x}', true],
    ['${never ends', '${never ends', true],
    ['', '', false],
  ])('%s', (raw, text, live) => {
    expect(readTemplate(raw)).toEqual({ text, live });
  });
});

describe('a document of values', () => {
  test.each<[string, unknown]>([
    ['{"a": ${jsonencode(x.y)}}', { a: '${jsonencode(x.y)}' }],
    ['{"a": "b ${substr(jsonencode(x["k"]), 1, 2)} c"}', { a: 'b ${substr(jsonencode(x["k"]), 1, 2)} c' }],
    ['{"a": "say \\"$${HOME}\\"", "b": ${t}}', { a: 'say "${HOME}"', b: '${t}' }],
    ['{"a": "\\\\", "b": ${t}}', { a: '\\', b: '${t}' }],
  ])('is JSON with expressions as texts: %s', (raw, value) => {
    expect(JSON.parse(readDocumentTemplate(raw).text)).toEqual(value);
  });

  test('that is YAML is left as it is', () => {
    expect(readDocumentTemplate('a: ${x}\nb: $${y}').text).toBe('a: ${x}\nb: ${y}');
  });
});
