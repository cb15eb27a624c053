import fc from 'fast-check';
import { diff, NOTHING } from '../../../lib/plan/diff';
import { splitObjects } from '../../../lib/plan/objects';
import { parseDocument } from '../../../lib/plan/values';
import { withoutCommon } from '../../../lib/plan/yaml-blocks';

const body = fc.constantFrom(
  ' 1\n',
  ' 2\n',
  '\n',
  '\n  x: 1\n',
  '\n  x: 2\n  y:\n    z: "a: b"\n',
  '\n  # inside\n  x: 1\n\n',
  ' |\n  key: 1\n\n  more\n',
  '\n- name: a\n- name: b\n',
  '\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: a\n',
  '\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: b\n',
  ' {f: 1}\n',
  '\n  kind: X\n',
);
const between = fc.constantFrom('', '', '\n', '# at the top\n', ' # more\n');
const key = fc.constantFrom('a', 'ab', 'b', 'b.c/d', 'e_f', 'kind');
const member = fc.record({
  key,
  before: fc.option(body),
  after: fc.option(body),
  isSame: fc.boolean(),
  between,
});
const members = fc.uniqueArray(member, { selector: ({ key: name }) => name, maxLength: 6 });

/** What a document says, its objects apart; nothing where it is no mapping. */
function said(document: string): ReturnType<typeof splitObjects> | undefined {
  const value = parseDocument(document) ?? undefined;
  if (value === undefined) return document.trim() === '' ? splitObjects({}) : undefined;
  return splitObjects(value);
}

test('what two documents have in common changes nothing of their comparison', () => {
  let read = 0;
  fc.assert(
    fc.property(members, between, fc.boolean(), fc.boolean(), (all, start, isCut, isOpen) => {
      const sideOf = (side: 'before' | 'after', cut: boolean): string => {
        const texts = all.map(({ key: name, isSame, between: end, ...bodies }) => {
          const value = isSame ? bodies.before : bodies[side];
          return value === null ? '' : `${name}:${value}${end}`;
        });
        return (start + texts.join('')).replace(cut ? /\n$/ : '', '');
      };
      const [before, after] = [sideOf('before', isCut), sideOf('after', isOpen)];
      const [old, current] = [said(before), said(after)];
      // No values of a release: Helm refuses them.
      if (old === undefined || current === undefined) return;
      read += 1;
      const [less, more] = withoutCommon(before, after).map(said);
      expect(less?.objects).toEqual(old.objects);
      expect(more?.objects).toEqual(current.objects);
      expect(diff({ ...NOTHING, before: less?.rest ?? null, after: more?.rest ?? null })).toEqual(
        diff({ ...NOTHING, before: old.rest, after: current.rest }),
      );
    }),
    { numRuns: 1500 },
  );
  expect(read).toBeGreaterThan(700);
});

const many = (count: number): string =>
  Array.from({ length: count }, (_, at) => `key${at}:\n  value: ${at}\n`).join('');

test.each<[string, string, string, string, string]>([
  ['in the middle', `${many(500)}tag: 1\n${many(9)}`, `${many(500)}tag: 2\n${many(9)}`, 'tag: 1\n', 'tag: 2\n'],
  ['at the beginning', 'tag: 1\nz: 1\n', 'tags: 1\nz: 1\n', 'tag: 1\n', 'tags: 1\n'],
  ['at the end', 'a: 1\nz: 1', 'a: 1\nz: 1\ny: 2\n', '', 'y: 2\n'],
  ['inside of a member', 'a:\n  x: 1\nz: 1\n', 'a:\n  x: 1\n  y: 2\nz: 1\n', 'a:\n  x: 1\n', 'a:\n  x: 1\n  y: 2\n'],
  ['of a member that comes', 'a: 1\nc: 3\n', 'a: 1\nb: 2\nc: 3\n', '', 'b: 2\n'],
  ['nowhere', 'a: 1\nb: 2\n', 'a: 1\nb: 2\n', '', ''],
])('no more is left than what differs %s', (_, before, after, less, more) => {
  expect(withoutCommon(before, after)).toEqual([less, more]);
  expect(withoutCommon(after, before)).toEqual([more, less]);
});

test.each([
  ['an anchor', 'a: &x 1\nb: 1\n', 'a: &x 1\nb: *x\n'],
  ['several documents', '---\na: 1\nb: 1\n', '---\na: 1\nb: 2\n'],
  ['a list', '- a: 1\n- b: 1\n', '- a: 1\n- b: 2\n'],
  ['a text', '\n\nsome words', '\n\nsome other words'],
])('%s stays as it is', (_, before, after) => {
  expect(withoutCommon(before, after)).toEqual([before, after]);
});

test('line ends alone are walked to their end', () => {
  expect(withoutCommon('\n\n\n', '\n\n')).toEqual(['', '']);
  expect(withoutCommon('\na: 1', '\n')).toEqual(['a: 1\n', '']);
});
