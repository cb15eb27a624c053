import { inspect } from 'node:util';
import { Bytes } from '../../lib/units/bytes';
import { DatahallError } from '../../lib/errors/datahall-error';
import { show } from '../../lib/errors/print';

describe('an error that nobody catches', () => {
  it('is printed once: Node adds the enumerable fields of an error to its message', () => {
    let thrown: unknown;
    try {
      Bytes.gib(-1);
    } catch (error) {
      thrown = error;
    }
    expect(DatahallError.is(thrown) && thrown.problem.code).toBe('DH1001');
    expect(inspect(thrown).match(/DH1001/g)).toHaveLength(1);
  });
});

describe('a given value', () => {
  it.each<[unknown, string]>([
    [Bytes.gib(80), '80 GiB'],
    [{ toString: [] }, '{"toString":[]}'],
    [Object.create(null), '{}'],
    [undefined, 'undefined'],
    ['a\nb', "'a b'"],
  ])('is printed as a program would write it: %#', (value, text) => {
    expect(show(value)).toBe(text);
  });
});
