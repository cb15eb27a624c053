import { inspect } from 'node:util';
import { Bytes } from '../../lib/units/bytes';
import { DatahallError } from '../../lib/errors/datahall-error';

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
