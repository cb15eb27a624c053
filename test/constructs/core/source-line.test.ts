import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { callingLine } from '../../../constructs/core/source-line';
import { ROOT } from '../../support/sources';

describe('the line of the program that leads here', () => {
  const here = (folder: string): string | undefined => callingLine(folder);
  const text = readFileSync(__filename, 'utf8').split('\n');
  const line = text.findIndex((each) => each.includes('=> callingLine(folder)')) + 1;

  it('is the innermost one in the folder', () => {
    expect(here(ROOT)).toBe(`test/constructs/core/source-line.test.ts:${line}`);
    expect(here(__dirname)).toBe(`source-line.test.ts:${line}`);
  });

  it('is not one of a package that calls back', () => {
    const [found] = fc.sample(fc.constant(ROOT).map(callingLine), 1);
    const calling = text.findIndex((each) => each.includes('map(callingLine)')) + 1;
    expect(found).toBe(`test/constructs/core/source-line.test.ts:${calling}`);
  });

  it('is none outside of it', () => {
    expect(here(join(ROOT, 'examples'))).toBeUndefined();
    expect(here('/nowhere')).toBeUndefined();
  });
});
