import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { ROOT, Sources } from '../support/sources';

/** Below `node_modules`, so that programs there find the installed packages. */
const FOLDER = join(ROOT, 'node_modules/.cache/datahall-bench');

/**
 * Makes JavaScript of the library and of the reference, so that no time of a compiler is measured.
 *
 * @returns folder in which `require('datahall')` works
 */
export function compileLibrary(): string {
  rmSync(FOLDER, { recursive: true, force: true });
  const all = Sources.repository();
  for (const { path, text } of [...all.library, ...all.where((it) => /^examples\/reference\/.*\.ts$/.test(it))])
    write(path.replace(/\.ts$/, '.js'), compiled(text));
  write('node_modules/datahall/index.js', "module.exports = require('../../index.js');\n");
  return FOLDER;
}

function compiled(text: string): string {
  const parser = { syntax: 'typescript' } as const;
  return transformSync(text, { jsc: { target: 'es2022', parser }, module: { type: 'commonjs' } }).code;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
  writeFileSync(join(FOLDER, path), text);
}
