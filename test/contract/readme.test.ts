import { EXAMPLE, renderReadme } from '../support/docs/readme';
import { Sources } from '../support/sources';

describe('README.md', () => {
  const repository = Sources.repository();
  const textOf = (path: string): string => repository.get(path)?.text ?? '';

  test('shows the reference program as it is; npm run docs writes it', () => {
    expect(textOf('README.md')).toBe(renderReadme(textOf('README.md'), textOf(EXAMPLE)));
  });
});

/** Oldest versions that texts ask for, by the name of the program in small letters. */
function oldest(sources: Sources): Readonly<Record<string, readonly string[]>> {
  const asked = new Map<string, Set<string>>();
  for (const { text } of sources.all) {
    for (const [, name = '', version = ''] of text.matchAll(/`?(Terraform|OpenTofu|tofu)`? \(?(\d+\.\d+) or later/gi)) {
      const program = name.toLowerCase().replace('opentofu', 'tofu');
      asked.set(program, (asked.get(program) ?? new Set()).add(version));
    }
  }
  return Object.fromEntries([...asked].map(([program, versions]) => [program, [...versions]]));
}

describe('the versions of Terraform and OpenTofu that texts ask for', () => {
  test('are the same in all of them: the first with lock files of S3', () => {
    const told = Sources.repository().where((path) => /^(README|docs\/.*)\.md$|^(lib|stacks)\/.*\.ts$/.test(path));
    const texts = Sources.of(Object.fromEntries(told.map(({ path, text }) => [path, text])));
    expect(oldest(texts)).toEqual({ terraform: ['1.11'], tofu: ['1.10'] });
  });

  test('are told apart where they differ', () => {
    const texts = Sources.of({
      a: 'needs `terraform` (1.5 or later)',
      b: 'Terraform 1.11 or later, OpenTofu 1.10 or later',
    });
    expect(oldest(texts)).toEqual({ terraform: ['1.5', '1.11'], tofu: ['1.10'] });
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
