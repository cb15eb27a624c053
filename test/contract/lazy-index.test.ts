import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { lazyIndex } from '../support/build';
import { Sources } from '../support/sources';

function compile(text: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

/** Runs a compiled index; each module that it loads is the same object. */
function run(index: string, late = '', module: object = {}) {
  const exported: Record<string, unknown> = {};
  const loaded: string[] = [];
  const library = (from: string) => (path: string) => (loaded.push(`${from} ${path}`), module);
  const beside: { exports?: unknown } = {};
  compileFunction(late, ['module', 'require'])(beside, library);
  const required = (from: string): unknown => (from === './late.js' ? beside.exports : library(from));
  compileFunction(index, ['exports', 'require'])(exported, required);
  return { exported, loaded };
}

describe('the built index', () => {
  test('has the exports that tsc gives it, and loads nothing for them', () => {
    const eager = compile(Sources.repository().get('index.ts')!.text);
    const { index, late } = lazyIndex(eager, 'index.js');
    const { exported, loaded } = run(index, late);
    expect(Object.keys(exported)).toEqual(expect.arrayContaining(['CephCluster', 'DatahallApp', 'connect']));
    expect(Object.keys(exported)).toEqual(Object.keys(run(eager).exported));
    expect(loaded).toEqual([]);
  });

  test('loads a file when one of its exports is used', () => {
    const compiled = compile("export { A, b as c } from './a'; export { D } from '../d';");
    const { index, late } = lazyIndex(compiled, 'testing/index.js');
    const { exported, loaded } = run(index, late, { b: 1 });
    expect(exported['c']).toBe(1);
    expect(loaded).toEqual(['../library.js testing/a']);
  });

  test('names its exports where Node looks for them', () => {
    const { index } = lazyIndex(compile("export { A, b as c } from './a';"), 'index.js');
    expect(index).toContain('exports.c = exports.A = void 0;');
  });

  test.each(['export const a = 1;', "export * from './a';", "import './a';", "import { a } from './a'; a();"])(
    'refuses %s',
    (text) => expect(() => lazyIndex(compile(text), 'index.js')).toThrow(/only export/),
  );
});
