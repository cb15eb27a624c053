import compare from 'semver/functions/compare';
import { nextRelease } from './promotion';
import type { StageView, TrainView } from './train-view';

/** How somebody asks for waves to move. */
export interface WaveRequest {
  /** Version of the release. @default - the newest one that all stages before run */
  readonly to?: string;
  /** Whether only the share of requests moves, where two releases share them. @default false */
  readonly sharesOnly?: boolean;
  /** Whether models that answer nothing more stop. @default false */
  readonly finish?: boolean;
}

/**
 * The stages of a name, wave by wave: those of waves, or the stage of that name; none when there is neither.
 *
 * @param stages all stages, in the order of the program
 * @param name name of a stage, or of waves
 */
export function wavesNamed<S extends Pick<StageView, 'name' | 'wave'>>(
  stages: readonly S[],
  name: string,
): readonly (readonly S[])[] {
  const own = stages.find((each) => each.name === name);
  if (own !== undefined) return [[own]];
  const all = stages.filter(({ wave }) => wave?.name === name);
  const numbers = [...new Set(all.map(({ wave }) => wave?.number ?? 0))].sort((a, b) => a - b);
  return numbers.map((number) => all.filter(({ wave }) => wave?.number === number));
}

/**
 * Names of stages in place of those of waves.
 *
 * @param stages all stages, in the order of the program
 * @param names names of stages and of waves; what is neither stays
 */
export function stageNames(
  stages: readonly Pick<StageView, 'name' | 'wave'>[],
  names: readonly string[],
): readonly string[] {
  const found = names.flatMap((name) => {
    const waves = wavesNamed(stages, name).flat();
    return waves.length === 0 ? [name] : waves.map((stage) => stage.name);
  });
  return [...new Set(found)];
}

/**
 * The wave that a promotion moves: the first one that does not run the release yet, or the one whose requests are on
 * their way.
 *
 * @param train the train
 * @param name name of the waves, or of a stage
 * @param request what somebody asks for
 */
export function waveToMove(train: TrainView, name: string, request: WaveRequest): readonly StageView[] {
  const waves = wavesNamed(train.stages, name);
  const [first] = waves;
  const [head] = first ?? [];
  if (first === undefined || head === undefined) return [];
  const those = (moves: (stage: StageView) => boolean) => waves.map((wave) => wave.filter(moves)).find(isSome);
  const under = request.sharesOnly === true ? those(({ running }) => isUnderWay(running)) : undefined;
  if (request.finish === true) return those(({ running }) => running.serving.length > 1) ?? first;
  const to = request.to ?? nextRelease(train, head);
  return under ?? those(({ release }) => compare(release, to) < 0) ?? waves.at(-1) ?? first;
}

/**
 * The stages of waves that run the newest release of them all: what is verified, and what a rollback leaves.
 *
 * @param stages all stages, in the order of the program
 * @param name name of the waves, or of a stage
 */
export function newestOf(stages: readonly StageView[], name: string): readonly StageView[] {
  const all = wavesNamed(stages, name).flat();
  const [newest] = all.map(({ release }) => release).sort((a, b) => compare(b, a));
  return all.filter(({ release }) => release === newest);
}

function isSome(wave: readonly StageView[]): boolean {
  return wave.length > 0;
}

function isUnderWay({ release, serving }: StageView['running']): boolean {
  return serving.length > 1 && serving.some((each) => each.release === release && each.weight < 100);
}
