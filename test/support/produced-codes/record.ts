import { appendFileSync } from 'node:fs';
import type * as Problems from '../../../lib/errors/problem';

/** Writes down which errors the tests of a file made; {@link reporter.js} asks for all of them. */
const mockProduced = new Set<string>();

jest.mock('../../../lib/errors/problem', () => {
  const actual = jest.requireActual<typeof Problems>('../../../lib/errors/problem');
  const define: typeof Problems.define = (code, title, write) =>
    actual.define(code, title, (...args) => {
      mockProduced.add(code);
      return write(...args);
    });
  return { ...actual, define };
});

afterAll(() => {
  const file = process.env['DATAHALL_PRODUCED'];
  if (file !== undefined && mockProduced.size > 0) appendFileSync(file, `${[...mockProduced].join('\n')}\n`);
});
