import { Option } from 'commander';
import type { Problem } from '../../errors/problem';
import type { AdoptedResource } from '../../release/adoption';
import type { Running } from '../../release/running';
import type { CheckResult, WayBack } from '../../release/stage-lock';
import { EXIT } from '../exit-code';
import { refuse } from './print-problems';

/** Version of the form of the JSON; a change that breaks readers raises it. */
const FORMAT_VERSION = 1;

/** Form of an answer. */
export type OutputFormat = 'table' | 'json';

/** What a command did to the lock of a stage. */
export type StageOutcome =
  | {
      readonly stage: string;
      /** What it ran; null before its first lock. */
      readonly from: Running | null;
      /** What its lock says now. */
      readonly to: Running;
      /** Whether what it ran before can come back; null where nothing was left. */
      readonly back: WayBack | null;
      /** What its list of imports has no more, because the release does not have it. @default - nothing */
      readonly left?: readonly AdoptedResource[];
    }
  | {
      readonly stage: string;
      /** What was verified. */
      readonly release: string;
      readonly passed: boolean;
      readonly checks: readonly CheckResult[];
    };

/** How a command of a train answers: people read on the way, programs get one document in the end. */
export class TrainOutput {
  private readonly outcomes: StageOutcome[] = [];

  /** @param format form of the answer. @default 'table' */
  public constructor(private readonly format: OutputFormat = 'table') {}

  /**
   * Ends a command that something speaks against.
   *
   * @param problems what is wrong
   * @returns whether there was anything
   */
  public refuse(problems: readonly (Problem & { readonly at?: string })[]): boolean {
    if (this.format === 'table' || problems.length === 0) return refuse(problems);
    process.exitCode = EXIT.blocked;
    this.print(problems);
    return true;
  }

  /**
   * Tells of a stage.
   *
   * @param outcome what was done, for programs
   * @param text the same for people
   */
  public tell(outcome: StageOutcome, text: string): void {
    this.outcomes.push(outcome);
    if (this.format === 'table') console.log(text);
  }

  /**
   * Ends a command.
   *
   * @param advice what people do next. @default - nothing
   */
  public end(advice?: string): void {
    if (this.format === 'json') this.print([]);
    else if (advice !== undefined) console.log(advice);
  }

  private print(problems: readonly Problem[]): void {
    console.log(JSON.stringify({ formatVersion: FORMAT_VERSION, stages: this.outcomes, problems }, null, 2));
  }
}

/** The option of the command line. */
export function formatOption(): Option {
  return new Option('--format <form>', 'form of the answer').choices(['table', 'json']).default('table');
}
