import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assetPath } from '../lib/package-root';

/**
 * The line of a program at which an error was thrown, or which called what threw it: `program.ts:42`, relative to the
 * working directory where it lies below it.
 *
 * @param error the error
 */
export function thrownAt(error: Error): string | undefined {
  const root = assetPath('..');
  const own = ['lib', 'constructs', 'stacks', 'dist'].map((folder) => join(root, folder) + sep);
  for (const frame of (error.stack ?? '').split('\n')) {
    const [, place, line] = /^\s+at (?:.*\()?(.+):(\d+):\d+\)?$/.exec(frame) ?? [];
    if (place === undefined || line === undefined || place.startsWith('node:')) continue;
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (!isAbsolute(file) || file.includes(`${sep}node_modules${sep}`)) continue;
    if (own.some((folder) => file.startsWith(folder))) continue;
    const below = relative(process.cwd(), file);
    return `${below.startsWith('..') ? file : below}:${line}`;
  }
  return undefined;
}
