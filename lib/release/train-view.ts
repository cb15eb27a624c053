import type { Pins, ShareContent, StageContent } from './content';
import type { StageFact, TrainFact } from './facts';

/** A stage as a synthesized program gives it. */
export interface StageView extends StageFact, ShareContent {
  /** Version of this library that synthesized it. */
  readonly library: string;
  /** Digest of all that it consists of. */
  readonly digest: string;
  /** Exact versions of what it runs. */
  readonly pins: Pins;
}

/** The stages of a train as a synthesized program gives them. */
export interface TrainView extends TrainFact {
  /** Its stages, in the order of the program. */
  readonly stages: readonly StageView[];
}

/** A synthesized program, as far as promotions need it. */
export interface ProgramView {
  /** Its trains. */
  readonly trains: readonly TrainView[];
  /** What each stage consists of, by name. */
  readonly contents: ReadonlyMap<string, StageContent>;
}

/**
 * How many stages a release passes before it reaches one: stages of one rank may move together.
 *
 * @param train the train
 * @param stage name of the stage
 */
export function rankOf(train: TrainView, stage: string): number {
  const rank = (name: string, seen: readonly string[]): number => {
    const before = train.stages.find((each) => each.name === name)?.after ?? [];
    return Math.max(0, ...before.filter((each) => !seen.includes(each)).map((each) => 1 + rank(each, [...seen, each])));
  };
  return rank(stage, [stage]);
}
