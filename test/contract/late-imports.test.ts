import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { lateImports } from '../support/late-imports';

/** Compiled as the build compiles it, and made late. */
function late(text: string): string {
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
  };
  return lateImports(ts.transpileModule(text, { compilerOptions }).outputText);
}

/** Runs a module; each of its imports is the same object. */
function run(text: string, module: object = {}) {
  const exported: Record<string, unknown> = {};
  const loaded: string[] = [];
  const require = (path: string) => (loaded.push(path), module);
  compileFunction(late(text), ['exports', 'require'])(exported, require);
  return { exported, loaded };
}

describe('the modules of the built package', () => {
  class Base {
    public constructor(public readonly given: unknown) {}
  }

  test.each([
    ['a call', "import { f } from 'a'; export const use = () => f(1);", { f: (x: number) => x + 1 }, 2],
    ['a new object', "import { A } from 'a'; export const use = () => new A(1).given;", { A: Base }, 1],
    ['one of a namespace', "import { a } from 'a'; export const use = () => new a.A(2).given;", { a: { A: Base } }, 2],
    ['a default', "import a from 'a'; export const use = () => a(1);", { default: () => 3, __esModule: true }, 3],
    ['all', "import * as a from 'a'; export const use = () => a.b;", { b: 4, __esModule: true }, 4],
    ['a shorthand', "import { b } from 'a'; export const use = () => ({ b }).b;", { b: 5 }, 5],
    ['a template', "import { t } from 'a'; export const use = () => t`x`;", { t: ([x]: string[]) => x }, 'x'],
    [
      'a pair',
      "import { b } from 'a'; export const use = () => { const [x, y] = [b, [b]]; return [y, x]; };",
      { b: 6 },
      [[6], 6],
    ],
  ])('load what they import once, when they first use %s', (_, text, module, result) => {
    const { exported, loaded } = run(text, module);
    expect(loaded).toEqual([]);
    const use = exported['use'] as () => unknown;
    expect([use(), use()]).toEqual([result, result]);
    expect(loaded).toEqual(['a']);
  });

  it('load what a class extends and what a constant is made of at once, and what is exported again when it is read', () => {
    const text = "import { A, b } from 'a'; export class C extends A {} export const c = b; export { d } from 'd';";
    const { exported, loaded } = run(text, { A: Base, b: 1, d: 2 });
    expect(loaded).toEqual(['a']);
    const C = exported['C'] as typeof Base;
    expect([new C(3).given, exported['c'], exported['d']]).toEqual([3, 1, 2]);
    expect(loaded).toEqual(['a', 'd']);
  });

  it.each(['const [a, b = 1] = [1, 2];', 'const [a, ...b] = [1, 2];', 'const [a, b] = [...c];', 'const [a] = [1, 2];'])(
    'leave %s as it is',
    (code) => expect(lateImports(`"use strict";\n${code}\n`)).toContain(code),
  );
});
