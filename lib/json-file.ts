import { existsSync, readFileSync } from 'node:fs';
import { fileNotReadable, formatNotKnown } from './errors/cli';
import { fail } from './errors/datahall-error';

/** A kind of file that carries the version of its form. */
export interface VersionedFile {
  /** Path of the file. */
  readonly path: string;
  /** The version that this library reads. */
  readonly formatVersion: number;
  /** Command that writes it, for messages. */
  readonly writtenBy: string;
}

/**
 * Reads a JSON file of ours.
 *
 * @param file path, version and writer
 * @returns its content, or nothing when it is not there
 * @throws DH5006 when it is no JSON object, DH5007 when it has another version
 */
export function readVersioned(file: VersionedFile): object | undefined {
  if (!existsSync(file.path)) return undefined;
  const content = parse(file);
  const { formatVersion } = content as { readonly formatVersion?: unknown };
  if (formatVersion !== file.formatVersion) fail(formatNotKnown(file.path, formatVersion, file.formatVersion));
  return content;
}

function parse({ path, writtenBy }: VersionedFile): object {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(fileNotReadable(path, error instanceof Error ? error.message : String(error), writtenBy));
  }
  if (typeof content === 'object' && content !== null) return content;
  return fail(fileNotReadable(path, 'no JSON object', writtenBy));
}
