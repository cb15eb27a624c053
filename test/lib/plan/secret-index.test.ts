import { formsOf } from '../../../lib/plan/secret-forms';
import { KEY, SecretIndex } from '../../../lib/plan/secret-index';

const LONG = Array.from({ length: 50 }, (_, at) => `part${at}`).join('-');

test('a long secret is found after texts that are too short to hold it', () => {
  const index = new SecretIndex();
  index.add(0, formsOf('short-one', KEY));
  index.add(1, formsOf(LONG, KEY));
  expect(index.find('a short-one here')).toEqual([{ start: 2, end: 11, secret: 0 }]);
  expect(index.find(`> ${LONG} <`)).toContainEqual({ start: 2, end: 2 + LONG.length, secret: 1 });
  // Its beginning is cut.
  expect(index.find(LONG.slice(40))[0]).toMatchObject({ end: LONG.length - 40, secret: 1 });
  expect(index.find('a short-one here')).toEqual([{ start: 2, end: 11, secret: 0 }]);
});
