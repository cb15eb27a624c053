import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Path of a file that ships with the package, from the sources as well as from the build.
 *
 * @param parts path below the package's `assets` folder
 */
export function assetPath(...parts: readonly string[]): string {
  return join(packageFolder(), 'assets', ...parts);
}

/** Folder of this package. */
export function packageFolder(): string {
  return (found ??= findFolder());
}

let found: string | undefined;

function findFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'assets', 'charts'))) folder = dirname(folder);
  return folder;
}

/** Version of this library. */
export function libraryVersion(): string {
  const text = readFileSync(assetPath('..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
