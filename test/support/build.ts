import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

if (require.main === module) build(join(ROOT, 'dist'));
