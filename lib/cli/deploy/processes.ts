import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { programMissing } from '../../errors/deploy';
import { fail } from '../../errors/datahall-error';

/** How a program is run. */
export interface RunOptions {
  /** Folder that it runs in. */
  readonly cwd: string;
  /** Its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** File that gets what it writes. */
  readonly output: string;
  /** File that gets its errors. @default - that of the rest */
  readonly errors?: string;
  /** What is done, for those who wait. */
  readonly title: string;
  /** Option that names the program, for messages. */
  readonly option: string;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Programs that must not be cut off. Each has a process group of its own, so that Ctrl-C reaches this process only, and
 * writes into files, so that it goes on when this process is killed. The first signal is handed on once, as SIGINT:
 * Terraform then finishes what it does and releases the lock of its state.
 */
export class Processes {
  private readonly running = new Map<ChildProcess, string>();
  private signals = 0;

  /** @param say tells people what happens */
  public constructor(private readonly say: (line: string) => void) {}

  /** Whether nothing new may start. */
  public get stopping(): boolean {
    return this.signals > 0;
  }

  /**
   * Minds signals while work is done.
   *
   * @param work the work
   */
  public async guard<T>(work: () => Promise<T>): Promise<T> {
    const onSignal = (): void => this.stop();
    for (const signal of SIGNALS) process.on(signal, onSignal);
    try {
      return await work();
    } finally {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    }
  }

  /**
   * Runs a program to its end.
   *
   * @param program name or path
   * @param args arguments
   * @param options folder, environment, files
   * @returns its exit status; a signal that ended it is none, and gives 1
   * @throws DH4157
   */
  public async run(program: string, args: readonly string[], options: RunOptions): Promise<number> {
    const output = openSync(options.output, 'w', 0o600);
    const errors = options.errors === undefined ? output : openSync(options.errors, 'w', 0o600);
    const { cwd, env, title } = options;
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', output, errors] });
    for (const file of new Set([output, errors])) closeSync(file);
    this.running.set(child, title);
    try {
      return await new Promise<number>((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code) => {
          resolve(code ?? 1);
        });
      });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'EACCES') return fail(programMissing(program, options.option));
      throw error;
    } finally {
      this.running.delete(child);
    }
  }

  private stop(): void {
    this.signals += 1;
    const titles = [...this.running.values()].join(', ');
    if (this.signals > 1) {
      this.say(`still waiting for ${titles === '' ? 'the end' : titles}: ending it now would leave its state locked`);
      return;
    }
    this.say(titles === '' ? 'stopping' : `stopping: nothing new starts, waiting for ${titles}`);
    for (const { pid } of this.running.keys()) interrupt(pid);
  }
}

/** The group, as a terminal would: what Terraform has started for itself knows what to do with it. */
function interrupt(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGINT');
  } catch {
    // It has ended by itself.
  }
}
