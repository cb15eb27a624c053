import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sources } from '../support/sources';
import { exportsOf } from './checks/exports';

const FROZEN = join(__dirname, 'exports.json');

describe('exports', () => {
  test('are what test/contract/exports.json says; UPDATE_FROZEN=1 npx jest test/contract/exports writes it', () => {
    const now = Object.fromEntries(exportsOf(Sources.repository(), 'index.ts'));
    if (process.env.UPDATE_FROZEN === '1') writeFileSync(FROZEN, `${JSON.stringify(now, null, 2)}\n`);
    expect(now).toEqual(JSON.parse(readFileSync(FROZEN, 'utf8')));
  });
});

test('the check follows every way to export', () => {
  const sources = Sources.of({
    'index.ts': "export * from './lib'; export { A as B, type I } from './lib/a'; export { Token } from 'elsewhere';",
    'lib/index.ts': "export * from './a'; export * as charts from './a'; const x = 1; export { x, x as y };",
    'lib/a.ts': 'export class A {} export interface I {} export const c = 1, d = 2; export type T = 1; class Hidden {}',
  });
  expect(Object.fromEntries(exportsOf(sources, 'index.ts'))).toEqual({
    A: 'class',
    B: 'class',
    I: 'interface',
    T: 'type',
    Token: 'from elsewhere',
    c: 'const',
    charts: 'namespace',
    d: 'const',
    x: 'const',
    y: 'alias of x',
  });
});
