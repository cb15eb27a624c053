import { fail } from '../../errors/datahall-error';
import { lockChangedMeanwhile, stageNotLocked, unknownStage } from '../../errors/promotion';
import { lockPath, readLock } from '../../release/lock-files';
import type { DigestOf } from '../../release/promotion';
import { FOREVER, type Proposal } from '../../release/proposal';
import { runningOnly } from '../../release/running';
import type { StageContent } from '../../release/content';
import type { StageLock, StageLocks } from '../../release/stage-lock';
import type { StageView, TrainView } from '../../release/train-view';
import { wavesNamed } from '../../release/waves';
import { Program, type Synthesis, type Synthesizer } from './program';
import type { OutputFormat } from './train-output';

/** Options that all commands of a train have. */
export interface TrainOptions {
  /** How the program is run. @default - as cdktf.json says */
  readonly app?: string;
  /** Form of the answer. @default 'table' */
  readonly format?: OutputFormat;
  /** Who does it, for records. @default - whom the environment names, else the user of this machine */
  readonly by?: string;
}

/** A stage with its train, its lock and its content of today. */
export interface StageState {
  /** The train. */
  readonly train: TrainView;
  /** The stage. */
  readonly stage: StageView;
  /** Its lock. @default - it has none yet */
  readonly lock?: StageLock;
  /** What it consists of today. */
  readonly content: StageContent;
}

/** The program of today and the locks of its stages: what a command starts from. */
export class TrainSession {
  /** The program as its locks say. */
  public readonly today: Synthesis;
  /** Locks by stage. */
  public readonly locks: StageLocks;

  /** @param program what synthesizes */
  public constructor(private readonly program: Synthesizer) {
    this.today = this.program.synthesize();
    const all = this.today.view.trains.flatMap(({ locks, stages }) => stages.map(({ name }) => readLock(locks, name)));
    this.locks = new Map(all.flatMap((lock) => (lock === undefined ? [] : [[lock.stage, lock] as const])));
  }

  /**
   * Runs a command over the user's program, and removes what it synthesized.
   *
   * @param options how the program is run
   * @param work the command
   */
  public static async run<T>(options: TrainOptions, work: (session: TrainSession) => T | Promise<T>): Promise<T> {
    const program = Program.find(options.app);
    try {
      return await work(new TrainSession(program));
    } finally {
      program.close();
    }
  }

  /** All stages, in the order of the program. */
  public get stages(): readonly StageState[] {
    return this.today.view.trains.flatMap(({ stages }) => stages.map(({ name }) => this.stage(name)));
  }

  /**
   * A stage.
   *
   * @param name its name
   * @throws DH4120
   */
  public stage(name: string): StageState {
    const { trains, contents } = this.today.view;
    const train = trains.find(({ stages }) => stages.some((each) => each.name === name));
    const stage = train?.stages.find((each) => each.name === name);
    const content = contents.get(name);
    if (train === undefined || stage === undefined || content === undefined)
      return fail(unknownStage(name, [...contents.keys()]));
    const lock = this.locks.get(name);
    return { train, stage, content, ...(lock === undefined ? {} : { lock }) };
  }

  /**
   * The stages that names stand for: those of waves, or the stage itself.
   *
   * @param names names of stages, or of waves
   * @param choose which of a name; of the stages of its train. @default - all
   * @throws DH4120
   */
  public named(
    names: readonly string[],
    choose: (train: TrainView, name: string) => readonly StageView[] = ({ stages }, name) =>
      wavesNamed(stages, name).flat(),
  ): readonly string[] {
    const found = names.flatMap((name) => {
      const train = this.today.view.trains.find(({ stages }) => wavesNamed(stages, name).length > 0);
      return train === undefined ? [this.stage(name).stage.name] : choose(train, name).map((stage) => stage.name);
    });
    return [...new Set(found)];
  }

  /**
   * A stage that has a lock.
   *
   * @param name its name
   * @throws DH4120, DH4121
   */
  public locked(name: string): StageState & { readonly lock: StageLock } {
    const state = this.stage(name);
    const { lock } = state;
    return lock === undefined ? fail(stageNotLocked(name, lockPath(state.train.locks, name))) : { ...state, lock };
  }

  /**
   * Makes sure that nobody has written the locks of stages since the command began.
   *
   * @param names names of the stages
   * @throws DH4101, DH4120, DH4129
   */
  public checkUnchanged(names: readonly string[]): void {
    for (const name of names) {
      const { train, lock } = this.stage(name);
      const now = readLock(train.locks, name);
      if (JSON.stringify(now) !== JSON.stringify(lock)) fail(lockChangedMeanwhile(name, lockPath(train.locks, name)));
    }
  }

  /**
   * Synthesizes the program with other runs of some stages.
   *
   * @param proposal what they would run
   */
  public propose(proposal: Proposal): Synthesis {
    return this.program.synthesize(proposal);
  }

  /**
   * Digests of stages that run one release alone. Each is computed when it is first asked for, that of today without
   * another synthesis.
   */
  public readonly digestOf: DigestOf = (name, release) => {
    const key = `${name} ${release}`;
    if (!this.alone.has(key)) this.alone.set(key, this.contentOf(name, release)?.digest);
    return this.alone.get(key);
  };

  private readonly alone = new Map<string, string | undefined>();

  /** Neither the order of stages nor what its lock has on record says what one consists of: each may overtake here. */
  private contentOf(name: string, release: string): StageContent | undefined {
    const running = runningOnly(release);
    const { view } = this.today;
    const stages = view.trains.flatMap((train) => train.stages);
    const today = stages.find((stage) => stage.name === name)?.running;
    if (JSON.stringify(today) === JSON.stringify(running)) return view.contents.get(name);
    const all = stages.map((stage) => [stage.name, { ...stage.running, hotfixUntil: FOREVER }] as const);
    const own = { ...running, hotfixUntil: FOREVER, givesUpData: true };
    const proposal = { ...Object.fromEntries(all), [name]: own };
    return this.propose(proposal).view.contents.get(name);
  }
}
