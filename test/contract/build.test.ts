import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../support/build';

describe('a build is made again', () => {
  const root = mkdtempSync(join(tmpdir(), 'datahall-build-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('when a source changes, comes, goes or moves, and not otherwise', () => {
    mkdirSync(join(root, 'lib/units'), { recursive: true });
    const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
    write('index.ts', 'a');
    write('README.md', 'a');
    const seen = new Set([digestOf(root)]);
    const changes = (change: () => void): boolean => {
      change();
      const before = seen.size;
      return seen.add(digestOf(root)).size > before;
    };
    expect(changes(() => write('README.md', 'b'))).toBe(false);
    expect(changes(() => write('index.ts', 'a'))).toBe(false);
    expect(changes(() => write('index.ts', 'b'))).toBe(true);
    expect(changes(() => write('lib/units/bytes.ts', 'a'))).toBe(true);
    expect(changes(() => write('lib/units/power.ts', 'a'))).toBe(true);
    expect(changes(() => rmSync(join(root, 'lib/units/bytes.ts')))).toBe(true);
  });
});
