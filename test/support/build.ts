import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { lateImports } from './late-imports';
import { ROOT } from './sources';

/** What tsc makes of `export { … } from '…'`. */
const REQUIRE = /^var (\w+) = require\("([^"]+)"\);\n/gm;
const GETTER = /^Object\.defineProperty\(exports, "(\w+)", \{ .* return (\w+)\.(\w+); \} \}\);$/gm;

/** What loads the exports of an index, in a file beside it. */
const LATE = 'late.js';

/**
 * Three files, because Node takes longer to find and read 400 than to run them: what runs when every export is read, as
 * `import` of an ES module does; what programs come to need beside it; and what only the command line needs.
 */
const [LIBRARY, INNER, COMMANDS] = ['library.js', 'inner.js', 'commands.js'];

/** Path and code of an index. */
type Index = readonly [path: string, code: string];

/** What a program loads, and what the command line begins with. */
const INDEXES = ['index.js', 'testing/index.js'];
const MAIN = 'lib/cli/main.js';

/**
 * Compiles the library as it is published: types file by file, code in one file whose modules run when they are first
 * needed. `npm run build`.
 *
 * @param folder output folder, which is replaced
 */
export function build(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '-p', 'tsconfig.build.json', '--outDir', folder];
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  const modules = modulesOf(folder);
  const indexes = INDEXES.flatMap((path): readonly Index[] => {
    const { index, late } = lazyIndex(readFileSync(join(folder, path), 'utf8'), path);
    return [
      [path, index],
      [posix.join(posix.dirname(path), LATE), late],
    ];
  });
  const used = reachable(modules, loadedBy(indexes.map(([, text]) => text).join('\n')));
  for (const path of filesOf(folder).filter((each) => each.endsWith('.js'))) rmSync(join(folder, path));
  const first = runAtOnce(folder, together(modules, used), indexes);
  const added = (paths: Iterable<string>): string =>
    `const load = require("./${LIBRARY}");\nload.add(${together(modules, new Set(paths))});\n`;
  const written = [
    [LIBRARY, `const modules = ${together(modules, first)};\n${LOADER}`],
    [INNER, added([...used].filter((path) => !first.has(path)))],
    [COMMANDS, added([...modules.keys()].filter((path) => !used.has(path)))],
    [MAIN, `require("${up(MAIN)}${COMMANDS}");\nmodule.exports = ${loading(MAIN, MAIN.replace(/\.js$/, ''))};\n`],
    ...indexes,
  ] as const;
  for (const [path, text] of written) writeFileSync(join(folder, path), inAscii(text));
}

/** One letter of another script, and V8 keeps two bytes for each of the file. */
function inAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * The code of all modules by path. A bundler would rename classes that name themselves, and people read those names;
 * here each module stays as tsc wrote it, with the paths of what it requires written out. Packages stay outside: there
 * must be one copy of cdktf, and npm decides which.
 */
function modulesOf(folder: string): ReadonlyMap<string, string> {
  const paths = filesOf(folder).filter((path) => path.endsWith('.js') && !INDEXES.includes(path));
  return new Map(
    paths.map((path) => {
      const inside = readFileSync(join(folder, path), 'utf8').replace(RELATIVE, (_, __, name: string) => {
        return `load("${moduleAt(folder, posix.join(posix.dirname(path), name))}")`;
      });
      return [path.replace(/\.js$/, ''), lateImports(inside)];
    }),
  );
}

function together(modules: ReadonlyMap<string, string>, paths: ReadonlySet<string>): string {
  const own = [...modules].filter(([path]) => paths.has(path));
  return `{\n${own.map(([path, code]) => `"${path}"(exports, module) {\n${code}\n}`).join(',\n')}\n}`;
}

/** Modules that run when all exports are read: those tell their names while it is done. */
function runAtOnce(folder: string, modules: string, indexes: readonly Index[]): ReadonlySet<string> {
  const tell = '{ get: (own, path) => (console.log(path), own[path]) }';
  writeFileSync(join(folder, LIBRARY), `const modules = new Proxy(${modules}, ${tell});\n${LOADER}`);
  for (const [path, text] of indexes) writeFileSync(join(folder, path), text);
  const read = INDEXES.map((path) => `Object.values(require("./${path}"));`);
  const told = execFileSync(process.execPath, ['-e', read.join('\n')], { cwd: folder, encoding: 'utf8' });
  return new Set(told.split('\n').filter((path) => path !== ''));
}

/** Modules that some of them need, one through the other. */
function reachable(modules: ReadonlyMap<string, string>, first: readonly string[]): ReadonlySet<string> {
  const found = new Set(first);
  for (const path of found) for (const next of loadedBy(modules.get(path) ?? '')) found.add(next);
  return found;
}

/** Modules that a code names, also where it loads them late. */
function loadedBy(code: string): readonly string[] {
  return [...code.matchAll(/\bload\("([^"]+)"\)|\brequire\("[./]*library\.js"\)\("([^"]+)"\)/g)].map(
    ([, inside, outside]) => inside ?? outside ?? '',
  );
}

const RELATIVE = /\brequire\((["'])(\.{1,2}\/[^"']+)\1\)/g;

/** As Node does it: a module that needs itself sees what there is of it, and one that failed is tried again. */
const LOADER = `const loaded = new Map();
function load(path) {
  const known = loaded.get(path);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(path, module);
  if (modules[path] === undefined) require("./inner.js");
  try {
    modules[path](module.exports, module);
  } catch (error) {
    loaded.delete(path);
    throw error;
  }
  return module.exports;
}
load.add = (more) => void Object.assign(modules, more);
module.exports = load;
`;

/** A module, which may be the index of a folder. */
function moduleAt(folder: string, path: string): string {
  return existsSync(join(folder, `${path}.js`)) ? path : `${path}/index`;
}

/**
 * Makes a compiled index load a module when one of its exports is first used, so that a program pays for the constructs
 * that it has. The line `exports.A = exports.B = void 0` stays: Node reads there what `import { A }` may name. It reads
 * letter by letter, so that nothing else stands in the index.
 *
 * @param text an index of nothing but `export { … } from '…'`, as tsc compiles it
 * @param path where it stands, below `dist`
 */
export function lazyIndex(text: string, path: string): { readonly index: string; readonly late: string } {
  const files = [...text.matchAll(REQUIRE)].map(([, variable = '', file = '']) => [variable, file] as const);
  const modules = new Map(files.map(([variable, file]) => [variable, posix.join(posix.dirname(path), file)]));
  const getters = [...text.matchAll(GETTER)].map(([, name = '', variable = '', member = '']) => {
    return `  lazily("${name}", () => load("${modules.get(variable) ?? ''}").${member});\n`;
  });
  const names = text.replace(REQUIRE, '').replace(GETTER, '').trim();
  const rest = names.replace(/^("use strict";|Object.*"__esModule".*|exports\..* = void 0;)$/gm, '').trim();
  if (rest !== '') throw new Error(`the index may only export from other files, not:\n${rest}`);
  return {
    index: `${names.replace(/\n+/g, '\n')}\nrequire("./${LATE}")(exports);\n`,
    late: `"use strict";
let library;
const load = (path) => (library ??= require("${up(path)}${LIBRARY}"))(path);
module.exports = (exports) => {
  const lazily = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });
${getters.join('')}};
`,
  };
}

/** Code that loads a module of the library from a file. */
function loading(from: string, module: string): string {
  return `require("${up(from)}${LIBRARY}")("${module}")`;
}

/** The way from a file below `dist` to that folder. */
function up(from: string): string {
  return `${posix.relative(posix.dirname(from), '.') || '.'}/`;
}

/** Sorted, so that the same sources give the same package. */
function filesOf(folder: string): readonly string[] {
  const all = (readdirSync(folder, { recursive: true }) as string[]).sort();
  return all.filter((path) => statSync(join(folder, path)).isFile());
}

/** What decides what a build gives. */
const INPUTS = [
  'index.ts',
  'lib',
  'constructs',
  'stacks',
  'testing',
  'tsconfig.json',
  'tsconfig.build.json',
  'test/support/build.ts',
  'test/support/late-imports.ts',
  'package-lock.json',
];

/** Digest of the sources that a build was made of; beside the packages, because `dist` is published. */
const BUILT = join(ROOT, 'node_modules/.cache/datahall/built');

/**
 * Digest of all inputs of a build.
 *
 * @param root folder of the project
 */
export function digestOf(root: string): string {
  const hash = createHash('sha256');
  for (const input of INPUTS.map((path) => join(root, path)).filter((path) => existsSync(path))) {
    const files = statSync(input).isDirectory() ? (readdirSync(input, { recursive: true }) as string[]).sort() : [''];
    for (const path of files.map((file) => join(input, file)).filter((file) => statSync(file).isFile()))
      hash.update(`${path.slice(root.length)}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** npm prepares the project before each `npx datahall` in it: what is built already is left alone. */
function prepare(folder: string, always: boolean): void {
  const digest = digestOf(ROOT);
  const built = existsSync(BUILT) && existsSync(join(folder, 'index.js')) ? readFileSync(BUILT, 'utf8') : '';
  if (built === digest && !always) return;
  rmSync(BUILT, { force: true });
  build(folder);
  mkdirSync(dirname(BUILT), { recursive: true });
  writeFileSync(BUILT, digest);
}

if (require.main === module) prepare(join(ROOT, 'dist'), !process.argv.includes('--if-changed'));
