import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cacheFolder } from './binaries';

let python: string | undefined | null = null;

/** A Python that can import networkx, or undefined: the one that `.ci/install-networkx` makes comes first. */
export function networkxPython(): string | undefined {
  if (python !== null) return python;
  const candidates = [join(cacheFolder(), 'python', 'bin', 'python3'), 'python3'];
  python = candidates.find((path) => spawnSync(path, ['-c', 'import networkx']).status === 0);
  return python;
}

/**
 * Gives JSON to one of the scripts beside this file.
 *
 * @param script its name
 * @param input what it reads, as JSON
 * @returns what it writes, as JSON
 */
export function askNetworkx<T>(script: string, input: unknown): T {
  const path = networkxPython();
  if (path === undefined) throw new Error('networkx is not installed: run .ci/install-networkx');
  const options = { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync(path, [join(__dirname, script)], options);
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
