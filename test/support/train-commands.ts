import { lock } from '../../lib/cli/train/lock';
import { promote, type PromoteOptions } from '../../lib/cli/train/promote';
import { rollback, type RollbackOptions } from '../../lib/cli/train/rollback';
import { readLock, writeLock } from '../../lib/release/lock-files';
import { verifiedLock } from '../../lib/release/new-lock';
import { printRunning } from '../../lib/release/running';
import type { StageLock } from '../../lib/release/stage-lock';
import { InProcess, trainProgram, type TrainProgram } from './train-program';

/** The day on which commands run, unless a test goes to another. */
export const NOW = new Date('2026-11-29T12:00:00Z');

/** Who runs them. */
export const by = { by: 'ada' };

/** Commands of a train, run on a program in this process, and what they say. */
export class TrainCommands {
  public program!: InProcess;
  public said = '';
  public now = NOW;

  /** To be called at the top of a file of tests. */
  public static forTests(): TrainCommands {
    const commands = new TrainCommands();
    beforeEach(() => {
      commands.said = '';
      commands.now = NOW;
      process.exitCode = undefined;
      const say = (...words: unknown[]): void => void (commands.said += `${words.join(' ')}\n`);
      for (const method of ['log', 'error'] as const) jest.spyOn(console, method).mockImplementation(say);
    });
    afterEach(() => {
      jest.restoreAllMocks();
      process.exitCode = undefined;
      commands.program.close();
    });
    return commands;
  }

  /** A train of two stages, whose program may change. */
  public readonly start = (options: TrainProgram = {}): void => {
    this.program = new InProcess((app, folder) => trainProgram(app, folder, options));
  };

  /** The same, and all of its stages are locked. */
  public readonly startLocked = (options: TrainProgram): void => {
    this.start(options);
    this.doLock();
    this.said = '';
  };

  public readonly change = (options: TrainProgram): void => {
    this.program.build = (app) => trainProgram(app, this.program.locks, options);
  };

  /** Goes to another day. */
  public readonly later = (day: string): void => {
    this.now = new Date(`${day}T12:00:00Z`);
    this.program.today = day;
  };

  public readonly locked = (stage: string): StageLock => readLock(this.program.locks, stage)!;

  public readonly runs = (stage: string): string => printRunning(this.locked(stage).running);

  public readonly doLock = (...stages: readonly string[]): void => lock(this.program.session(), stages, by, this.now);

  public readonly doPromote = (stage: string, options: PromoteOptions = {}): void =>
    promote(this.program.session(), [stage], { ...by, ...options }, this.now);

  public readonly doRollback = (stage: string, options: RollbackOptions = {}): void =>
    rollback(this.program.session(), [stage], { ...by, ...options }, this.now);

  /** Notes that a stage verified what it runs. */
  public readonly passed = (stage: string, at = '2026-11-28T00:00:00Z'): void => {
    const checks = [{ name: 'smoke', passed: true, seconds: 1, message: '' }];
    writeLock(this.program.locks, verifiedLock(this.locked(stage), checks, at, 'ada'));
  };
}
