import { remembered } from '../../../lib/plan/remembered';

test('a text is asked for once, as long as there are not too many', () => {
  const asked: string[] = [];
  const length = remembered((text) => (asked.push(text), text === '' ? undefined : text.length));
  expect(['ab', '', 'ab', '', '__proto__'].map(length)).toEqual([2, undefined, 2, undefined, 9]);
  expect(asked).toEqual(['ab', '', '__proto__']);
});

test('what is beyond many is not kept, and answered all the same', () => {
  let asked = 0;
  const same = remembered((text) => ((asked += 1), text));
  const texts = Array.from({ length: 3000 }, (_, at) => `text ${at}`);
  expect(texts.map(same)).toEqual(texts);
  expect(texts.map(same)).toEqual(texts);
  expect(asked).toBeGreaterThan(3000);
  expect(asked).toBeLessThan(6000);
});
