import { isList, listAt, member, sameJson, textAt, type Json } from './json';
import type { ModelContext } from './model-context';

/** Where a stage stands among the others. */
export interface StageView {
  /** Name of the stage. */
  readonly stage: string;
  /** Release that builds its platform. */
  readonly release: string;
  /** Release before. @default - the same */
  readonly from?: string;
  /** Releases that serve, with their share of the requests. */
  readonly serving: readonly string[];
  /** Stages that a release reaches first. */
  readonly after: readonly string[];
  /** Releases between its own and the newest that a stage of the train runs. */
  readonly behind: number;
  /** Whether a plan of this report is of it. */
  readonly planned: boolean;
}

/**
 * Which release each stage of the program runs, and how far it is behind: what is changed in one stage comes to the
 * others later.
 *
 * @param context models before and after
 * @param stages names of the stages that are planned
 */
export function stageView({ before, after }: ModelContext, stages: ReadonlySet<string>): readonly StageView[] {
  const all = listAt(after, 'stages');
  const trains = listAt(after, 'trains');
  const order = (stage: Json): readonly Json[] =>
    listAt(
      trains.find((train) => textAt(train, 'name') === textAt(stage, 'train')),
      'releases',
    );
  const rank = (stage: Json): number => order(stage).indexOf(textAt(stage, 'release') ?? '');
  return all.map((stage) => {
    const name = textAt(stage, 'name') ?? '?';
    const former = listAt(before, 'stages').find((each) => textAt(each, 'name') === name);
    const from = textAt(former, 'release');
    const release = textAt(stage, 'release') ?? '?';
    const train = all.filter((each) => sameJson(member(each, 'train'), member(stage, 'train')));
    const newest = Math.max(...train.map(rank));
    return {
      stage: name,
      release,
      ...(from === undefined || from === release ? {} : { from }),
      serving: listAt(stage, 'running', 'serving').map(
        (each) => `${textAt(each, 'release') ?? '?'} ${String(weightOf(each))} %`,
      ),
      after: (isList(member(stage, 'after')) ? listAt(stage, 'after') : []).filter(
        (it): it is string => typeof it === 'string',
      ),
      behind: Math.max(0, newest - rank(stage)),
      planned: stages.has(name),
    };
  });
}

function weightOf(serving: Json): number | string {
  const weight = member(serving, 'weight');
  return typeof weight === 'number' ? weight : '?';
}
