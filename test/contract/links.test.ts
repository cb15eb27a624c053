import { Sources } from '../support/sources';
import { checkLinks } from './checks/links';

test('links in Markdown lead to files and headings of the repository', () => {
  expect(checkLinks(Sources.repository())).toEqual([]);
});

describe('the check of links', () => {
  const page = '# The first page\n\n## `a` & b\n\n## Again\n\n## Again\n';
  const found = (text: string): readonly string[] =>
    checkLinks(Sources.of({ 'docs/a.md': page, 'docs/deep/b.md': text, 'lib/x.ts': '' }));

  test.each([
    '[a](../a.md)',
    '[a](../a.md "title") and [x](../../lib/x.ts)',
    '[a]: ../a.md',
    '[folder](../../lib/)',
    '[heading](../a.md#the-first-page), [code](../a.md#a--b), [second](../a.md#again-1)',
    '# Here\n\n[here](#here)',
    '[elsewhere](https://example.com/none.md), [mail](mailto:a@example.com)',
    '```md\n[code](none.md)\n```',
  ])('passes %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    ['[a](a.md)', 'docs/deep/b.md:1: a.md: no such file'],
    ['\n![image](../none.png)', 'docs/deep/b.md:2: ../none.png: no such file'],
    ['[a]: none.md', 'docs/deep/b.md:1: none.md: no such file'],
    ['[a](../a.md#none)', 'docs/deep/b.md:1: ../a.md#none: no such heading'],
    ['[a](../a.md#again-2)', 'docs/deep/b.md:1: ../a.md#again-2: no such heading'],
    ['```md\n```\n[a](#none)', 'docs/deep/b.md:3: #none: no such heading'],
  ])('finds %j', (text, offence) => {
    expect(found(text)).toEqual([offence]);
  });
});
