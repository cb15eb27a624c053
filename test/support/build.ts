import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ROOT } from './sources';

/** What tsc makes of `export { … } from '…'`. */
const REQUIRE = /^var (\w+) = require\("([^"]+)"\);\n/gm;
const GETTER = /^Object\.defineProperty\(exports, "(\w+)", \{ .* return (\w+)\.(\w+); \} \}\);$/gm;

/** Named by a variable: getters that Node sees in `defineProperty` it does not offer to `import { … }`. */
const EXPORT = 'function lazily(name, get) { Object.defineProperty(exports, name, { enumerable: true, get }); }\n';

/** All of the library in one file, because Node takes longer to find and read 400 files than to run them. */
const LIBRARY = 'library.js';

/** What a program or a command loads, below `dist`: indexes, and the module that the command line begins with. */
const INDEXES = ['index.js', 'testing/index.js'];
const COMMANDS = 'lib/cli/main.js';

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
  const code = library(folder);
  const indexes = INDEXES.map((path) => [path, lazyIndex(readFileSync(join(folder, path), 'utf8'), path)] as const);
  for (const path of filesOf(folder).filter((each) => each.endsWith('.js'))) rmSync(join(folder, path));
  const commands = `module.exports = ${loading(COMMANDS, COMMANDS.replace(/\.js$/, ''))};\n`;
  for (const [path, text] of [[LIBRARY, code], [COMMANDS, commands], ...indexes] as const)
    writeFileSync(join(folder, path), text);
}

/**
 * All modules in one file. A bundler would rename classes that name themselves, and people read those names; here each
 * module stays as tsc wrote it, with the paths of what it requires written out. Packages stay outside: there must be
 * one copy of cdktf, and npm decides which.
 */
function library(folder: string): string {
  const modules = filesOf(folder)
    .filter((path) => path.endsWith('.js') && !INDEXES.includes(path))
    .map((path) => {
      const inside = readFileSync(join(folder, path), 'utf8').replace(RELATIVE, (_, __, name: string) => {
        return `load("${moduleAt(folder, posix.join(posix.dirname(path), name))}")`;
      });
      return `"${path.replace(/\.js$/, '')}"(exports, module) {\n${inside}\n}`;
    });
  return `const modules = {\n${modules.join(',\n')}\n};\n${LOADER}`;
}

const RELATIVE = /\brequire\((["'])(\.{1,2}\/[^"']+)\1\)/g;

/** As Node does it: a module that needs itself sees what there is of it, and one that failed is tried again. */
const LOADER = `const loaded = new Map();
function load(path) {
  const known = loaded.get(path);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(path, module);
  try {
    modules[path](module.exports, module);
  } catch (error) {
    loaded.delete(path);
    throw error;
  }
  return module.exports;
}
module.exports = load;
`;

/** A module, which may be the index of a folder. */
function moduleAt(folder: string, path: string): string {
  return existsSync(join(folder, `${path}.js`)) ? path : `${path}/index`;
}

/**
 * Makes a compiled index load a module when one of its exports is first used, so that a program pays for the constructs
 * that it has. The line `exports.A = exports.B = void 0` stays: Node reads there what `import { A }` may name.
 *
 * @param text an index of nothing but `export { … } from '…'`, as tsc compiles it
 * @param path where it stands, below `dist`
 */
export function lazyIndex(text: string, path: string): string {
  const files = [...text.matchAll(REQUIRE)].map(([, variable = '', file = '']) => [variable, file] as const);
  const modules = new Map(files.map(([variable, file]) => [variable, posix.join(posix.dirname(path), file)]));
  const lazy = text.replace(REQUIRE, '').replace(GETTER, (_, name: string, variable: string, member: string) => {
    return `lazily("${name}", () => ${loading(path, modules.get(variable) ?? '')}.${member});`;
  });
  const rest = lazy.replace(/^("use strict";|Object.*"__esModule".*|exports\..* = void 0;|lazily\(.*)\n/gm, '').trim();
  if (rest !== '') throw new Error(`the index may only export from other files, not:\n${rest}`);
  return lazy.replace(/^lazily\(/m, `${EXPORT}$&`);
}

/** Code that loads a module of the library from a file. */
function loading(from: string, module: string): string {
  const library = posix.relative(posix.dirname(from), LIBRARY);
  return `require("${library.startsWith('.') ? library : `./${library}`}")("${module}")`;
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
