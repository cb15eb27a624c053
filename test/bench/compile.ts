import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { build } from '../support/build';
import { ROOT, Sources } from '../support/sources';

/** Below `node_modules`, so that programs there find the installed packages. */
const FOLDER = join(ROOT, 'node_modules/.cache/datahall-bench');

/**
 * Builds the package as it is published and compiles the reference, so that no time of a compiler is measured.
 *
 * @returns folder in which `require('datahall')` works
 */
export function compileLibrary(): string {
  rmSync(FOLDER, { recursive: true, force: true });
  const installed = join(FOLDER, 'node_modules/datahall');
  build(join(installed, 'dist'));
  for (const path of ['package.json', 'assets']) cpSync(join(ROOT, path), join(installed, path), { recursive: true });
  for (const { path, text } of Sources.repository().where((it) => /^examples\/reference\/.*\.ts$/.test(it)))
    write(path.replace(/\.ts$/, '.js'), compiled(text));
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
