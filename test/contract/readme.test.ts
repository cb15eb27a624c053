import { EXAMPLE, renderReadme } from '../support/docs/readme';
import { Sources } from '../support/sources';

describe('README.md', () => {
  const repository = Sources.repository();
  const textOf = (path: string): string => repository.get(path)?.text ?? '';

  test('shows the reference program as it is; npm run docs writes it', () => {
    expect(textOf('README.md')).toBe(renderReadme(textOf('README.md'), textOf(EXAMPLE)));
  });
});

describe('the text of README.md', () => {
  const page = (between: string): string =>
    `# A\n\n<!-- reference:start -->${between}<!-- reference:end -->\n\nMore.\n`;

  test('gets the program between its marks, whatever stood there', () => {
    const expected = page('\n\n```ts in examples/reference\nfirst();\n\n$&();\n```\n\n');
    expect(renderReadme(page('\n'), 'first();\n\n$&();\n')).toBe(expected);
    expect(renderReadme(expected, 'first();\n\n$&();\n')).toBe(expected);
  });

  test.each(['# A\n', '<!-- reference:end --><!-- reference:start -->'])('needs both marks in order: %j', (text) => {
    expect(() => renderReadme(text, '')).toThrow('README.md must have');
  });
});
