import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

/** What a command did. */
export interface Reviewed {
  readonly status: unknown;
  readonly text: string;
}

/** A command that reads synthesized folders, run in this process: each test has a folder of its own. */
export interface ReviewCommand {
  /** Folder of the test. */
  readonly folder: () => string;
  /** Runs the command. */
  readonly run: (...args: readonly string[]) => Promise<Reviewed>;
}

/** Prepares a command for the tests of a `describe`. */
export function reviewCommand(name: string): ReviewCommand {
  let [said, folder] = ['', ''];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), `datahall-${name}-`));
    const listen = (text: unknown): boolean => (said += String(text)).length > 0;
    jest.spyOn(process.stdout, 'write').mockImplementation(listen);
    jest.spyOn(process.stderr, 'write').mockImplementation(listen);
    jest.spyOn(console, 'error').mockImplementation(listen);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder: () => folder,
    run: async (...args) => {
      [said, process.exitCode] = ['', 0];
      await main(['node', 'datahall', name, ...args]);
      const status = process.exitCode;
      process.exitCode = 0;
      return { status, text: said };
    },
  };
}
