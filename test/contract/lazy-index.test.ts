import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { lazyIndex } from '../support/build';
import { Sources } from '../support/sources';

function compile(text: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

/** Runs a compiled index; each module that it loads is the same object. */
function run(text: string, module: object = {}) {
  const exported: Record<string, unknown> = {};
  const loaded: string[] = [];
  const library = (from: string) => (path: string) => (loaded.push(`${from} ${path}`), module);
  compileFunction(text, ['exports', 'require'])(exported, library);
  return { exported, loaded };
}

describe('the built index', () => {
  test('has the exports that tsc gives it, and loads nothing for them', () => {
    const eager = compile(Sources.repository().get('index.ts')!.text);
    const { exported, loaded } = run(lazyIndex(eager, 'index.js'));
    expect(Object.keys(exported)).toEqual(expect.arrayContaining(['CephCluster', 'DatahallApp', 'connect']));
    expect(Object.keys(exported)).toEqual(Object.keys(run(eager).exported));
    expect(loaded).toEqual([]);
  });

  test('loads a file when one of its exports is used', () => {
    const compiled = compile("export { A, b as c } from './a'; export { D } from '../d';");
    const { exported, loaded } = run(lazyIndex(compiled, 'testing/index.js'), { b: 1 });
    expect(exported['c']).toBe(1);
    expect(loaded).toEqual(['../library.js testing/a']);
  });

  test.each(['export const a = 1;', "export * from './a';", "import './a';", "import { a } from './a'; a();"])(
    'refuses %s',
    (text) => expect(() => lazyIndex(compile(text), 'index.js')).toThrow(/only export/),
  );
});
