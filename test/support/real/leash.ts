import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, closeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

// Reads process ids until its input closes, which it does even when the writer is killed; $0 is the folder.
const WATCHDOG = `
ids=
while read -r id; do ids="$ids $id"; done
[ -z "$ids" ] || kill -9 $ids 2>/dev/null
for attempt in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$0" 2>/dev/null && exit 0; sleep 0.1; done
`;

/** Processes with a temporary folder: both are gone after `stop`, or when this process ends, however it ends. */
export class Leash {
  readonly folder: string;
  private readonly watchdog: ChildProcess;
  private stopped?: Promise<unknown>;
  private failure?: string;

  constructor(name: string) {
    this.folder = mkdtempSync(join(tmpdir(), `datahall-${name}-`));
    // A process group of its own, so that Ctrl-C does not end the watchdog before its work.
    this.watchdog = spawn('sh', ['-c', WATCHDOG, this.folder], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.watchdog.unref();
    (this.watchdog.stdin as Socket).unref();
  }

  /** Starts a program whose output goes to a file of the folder; gives its process id. */
  start(program: string, args: readonly string[]): number | undefined {
    const log = join(this.folder, `${basename(program)}.log`);
    const output = openSync(log, 'a');
    const child = spawn(program, args, { stdio: ['ignore', output, output], cwd: this.folder });
    closeSync(output);
    if (child.pid !== undefined) this.watchdog.stdin!.write(`${child.pid}\n`);
    child.unref();
    child.on('error', (error) => (this.failure ??= `${program}: ${error.message}`));
    child.on('exit', (code) => {
      if (this.stopped === undefined) this.failure ??= `${program} ended with ${String(code)}:\n${tail(log)}`;
    });
    return child.pid;
  }

  /** Throws, with the end of its log, when a program has ended by itself. */
  check(): void {
    if (this.failure !== undefined) throw new Error(this.failure);
  }

  stop(): Promise<unknown> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    const ended = once(this.watchdog, 'exit');
    this.watchdog.ref();
    this.watchdog.stdin!.end();
    await ended;
  }
}

const tail = (path: string): string => readFileSync(path, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
