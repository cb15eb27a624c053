import { existsSync, readFileSync } from 'node:fs';
import { fileNotReadable } from '../../lib/errors/cli';
import type { Problem } from '../../lib/errors/problem';

/** What a file says, or what is wrong with it. */
export interface ReadFile<T> {
  /** Its content; nothing when it is not there or cannot be read. */
  readonly content?: T;
  /** Why it cannot be read. */
  readonly problem?: Problem;
}

/**
 * Reads a file that `datahall charts pull` wrote. It lies in a repository: a merge may have damaged it.
 *
 * @param path path of the file
 * @param isGood whether the content has the form that is expected
 */
export function readChartFile<T>(path: string, isGood: (content: unknown) => content is T): ReadFile<T> {
  if (!existsSync(path)) return {};
  const broken = (reason: string): ReadFile<T> => ({ problem: fileNotReadable(path, reason, 'datahall charts pull') });
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isGood(content) ? { content } : broken('another form than that of this file');
  } catch (error) {
    return broken(error instanceof Error ? error.message : String(error));
  }
}
