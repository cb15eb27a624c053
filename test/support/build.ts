import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './sources';

/** What tsc makes of `export { … } from '…'`. */
const REQUIRE = /^var (\w+) = require\("([^"]+)"\);\n/gm;
const GETTER = /^Object\.defineProperty\(exports, "(\w+)", \{ .* return (\w+)\.(\w+); \} \}\);$/gm;

/** Named by a variable: getters that Node sees in `defineProperty` it does not offer to `import { … }`. */
const EXPORT = 'function lazily(name, get) { Object.defineProperty(exports, name, { enumerable: true, get }); }\n';

/**
 * Compiles the library as it is published: `npm run build`.
 *
 * @param folder output folder, which is replaced
 */
export function build(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '-p', 'tsconfig.build.json', '--outDir', folder];
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  const index = join(folder, 'index.js');
  writeFileSync(index, lazyIndex(readFileSync(index, 'utf8')));
}

/**
 * Makes a compiled index load a file when one of its exports is first used, so that a program pays for the constructs
 * that it has. The line `exports.A = exports.B = void 0` stays: Node reads there what `import { A }` may name.
 *
 * @param text an index of nothing but `export { … } from '…'`, as tsc compiles it
 */
export function lazyIndex(text: string): string {
  const files = new Map([...text.matchAll(REQUIRE)].map(([, variable, file]) => [variable, file]));
  const lazy = text.replace(REQUIRE, '').replace(GETTER, (_, name: string, variable: string, member: string) => {
    return `lazily("${name}", () => require("${files.get(variable) ?? ''}").${member});`;
  });
  const rest = lazy.replace(/^("use strict";|Object.*"__esModule".*|exports\..* = void 0;|lazily\(.*)\n/gm, '').trim();
  if (rest !== '') throw new Error(`the index may only export from other files, not:\n${rest}`);
  return lazy.replace(/^lazily\(/m, `${EXPORT}$&`);
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
