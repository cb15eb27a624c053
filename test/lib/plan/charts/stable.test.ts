import { RANDOM, stableObjects } from '../../../../lib/plan/charts/stable';
import type { KubernetesObject } from '../../../../lib/kubernetes/object';

const object = (name: string, rest: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'A',
  metadata: { name },
  ...rest,
});

describe('two renderings of the same', () => {
  const merged = (a: object, b: object): unknown => stableObjects([object('a', a)], [object('a', b)]);

  test('are the same where nothing differs', () => {
    const same = { spec: { list: [{ x: 1 }], text: 'a\nb', none: null } };
    expect(merged(same, structuredClone(same))).toEqual({ objects: [object('a', same)], values: 0, names: 0 });
  });

  test('have a sign for each value that differs, and keep the others', () => {
    const made = merged(
      { spec: { list: [{ x: 1, y: 'p' }], only: 1, length: [1, 2], kind: { a: 1 } } },
      { spec: { list: [{ x: 1, y: 'q' }], length: [1], kind: 'text' } },
    );
    const spec = { list: [{ x: 1, y: RANDOM }], only: RANDOM, length: RANDOM, kind: RANDOM };
    expect(made).toEqual({ objects: [object('a', { spec })], values: 4, names: 0 });
  });

  test('keep the lines of a file that are the same', () => {
    const data = (password: string): object => ({ data: { 'a.conf': `port=1\npassword=${password}\nhost=x` } });
    expect(merged(data('one'), data('two'))).toMatchObject({
      objects: [{ data: { 'a.conf': `port=1\n${RANDOM}\nhost=x` } }],
      values: 1,
    });
  });

  test('are without objects whose names differ, each counted once', () => {
    const [first, second] = [object('job-x1', {}), object('job-z9', {})];
    expect(stableObjects([first, object('a', {})], [second, object('a', {})])).toEqual({
      objects: [object('a', {})],
      values: 0,
      names: 1,
    });
  });
});
