import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../support/sources';
import { unexportedTypes } from './checks/signatures';

/** What a program never writes down, by why. */
const NEVER_NAMED: readonly (readonly [RegExp, string])[] = [
  [/Fact$/, 'facts of the model, which the schema of datahall.json describes'],
  [/Values$/, 'values of a chart, given as literals to what its pin is for'],
  [/^(Shape|SiteStatement)$/, 'what factories of Topology and of a site make'],
];

function compile(files: readonly string[], host?: ts.CompilerHost): ts.Program {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const only = { ...options, incremental: false, tsBuildInfoFile: undefined };
  return ts.createProgram([...files], only, host);
}

describe('public signatures', () => {
  it('name only types that a program can import', () => {
    const index = join(ROOT, 'index.ts');
    const missing = unexportedTypes(compile([index]), index);
    const unexplained = missing.filter(({ type }) => NEVER_NAMED.every(([pattern]) => !pattern.test(type)));
    expect(unexplained.map(({ type, by }) => `${by} names ${type}, which index.ts does not export`)).toEqual([]);
    for (const [pattern] of NEVER_NAMED) expect(missing.some(({ type }) => pattern.test(type))).toBe(true);
  }, 120_000);
});

describe('the check of signatures', () => {
  it('finds types in heritage, members, parameters and results, and not in what is private or a body', () => {
    const files: Readonly<Record<string, string>> = {
      '/index.ts': "export { Made, make } from './made';",
      '/made.ts': `
        export interface Base { readonly a: string }
        export interface Given<T> { readonly value: T }
        export interface Result { readonly b: string }
        export interface Inner { readonly c: string }
        export class Made<Own> implements Base {
          public readonly a = 'a';
          private readonly inner: Inner | undefined;
          public take(given: Given<Own>): void { const inner: Inner | undefined = this.inner; void [given, inner]; }
        }
        export function make(): Result { return { b: '' }; }`,
    };
    const host = ts.createCompilerHost({});
    const read = (name: string): string | undefined => files[name] ?? ts.sys.readFile(name);
    const custom: ts.CompilerHost = {
      ...host,
      fileExists: (name) => name in files || ts.sys.fileExists(name),
      readFile: read,
      getSourceFile: (name, target) => {
        const text = read(name);
        return text === undefined ? undefined : ts.createSourceFile(name, text, target, true);
      },
    };
    expect(unexportedTypes(compile(['/index.ts'], custom), '/index.ts')).toEqual([
      { type: 'Base', by: 'Made' },
      { type: 'Given', by: 'Made' },
      { type: 'Result', by: 'make' },
    ]);
  }, 60_000);
});
