import { Sources } from '../support/sources';
import { checkFocus, checkMarks, checkPaths, checkWidth } from './checks/text';

describe('text', () => {
  const repository = Sources.repository();

  test('names no path of one machine', () => {
    expect(checkPaths(repository)).toEqual([]);
  });

  test('puts no work off', () => {
    expect(checkMarks(repository)).toEqual([]);
  });

  test('focuses on no test', () => {
    expect(checkFocus(repository)).toEqual([]);
  });

  test('has no comment that is wider than the code', () => {
    expect(checkWidth(repository)).toEqual([]);
  });
});

describe('the checks of text', () => {
  test.each(['see /root/main', '"path": "/work/x"', '(/home/me/a)', "cd '/tmp/x'", '`/tmp/`'])('find %s', (text) => {
    expect(checkPaths(Sources.of({ 'docs/a.md': `fine\n${text}` }))).toEqual([
      expect.stringMatching(/^docs\/a.md:2: /),
    ]);
  });

  test.each(['https://example.com/home/a', 'assets/tmp/a', './work/a', '${dir}/tmp/a', '/tmp', 'homework'])(
    'pass %s',
    (text) => {
      expect(checkPaths(Sources.of({ 'docs/a.md': text }))).toEqual([]);
    },
  );

  test.each(['TODO', 'FIXME'])('find %s', (mark) => {
    expect(checkMarks(Sources.of({ 'lib/a.ts': `// ${mark}: later` }))).toHaveLength(1);
  });

  test.each(['describe.only(', 'test.each.only(', 'it.todo(', 'fdescribe('])('find %s', (call) => {
    expect(checkFocus(Sources.of({ 'test/a.test.ts': `${call}'a')` }))).toHaveLength(1);
  });

  test.each([
    ['// ', 120, 0],
    ['// ', 121, 1],
    ['  /** ', 121, 1],
    ['   * ', 121, 1],
    ["const a = '// ", 121, 0],
  ])('look at comments: %s of %i columns', (start, columns, offences) => {
    expect(checkWidth(Sources.of({ 'lib/a.ts': start.padEnd(columns, 'ä') }))).toHaveLength(offences);
  });
});
