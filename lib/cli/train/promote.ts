import type { Command } from 'commander';
import { contentDiffers } from '../../errors/release';
import { fail } from '../../errors/datahall-error';
import { finishesBeforeDeployed, invalidWeight, noWayBackLater } from '../../errors/promotion';
import type { Problem } from '../../errors/problem';
import { differingStacks, serves } from '../../release/content';
import { writeLock } from '../../release/lock-files';
import { movedLock } from '../../release/new-lock';
import {
  checkRequest,
  checkStagesBefore,
  finished,
  nextRelease,
  promoted,
  type PromotionRequest,
  type Transition,
} from '../../release/promotion';
import { withUnstopped } from '../../release/retired';
import { printRunning, runsOne, type Running } from '../../release/running';
import type { LockException, StageLock, WayBack } from '../../release/stage-lock';
import { waveToMove, type WaveRequest } from '../../release/waves';
import { wayBack } from '../../release/way-back';
import { personOf } from '../person';
import { carriedObjects } from './assembly-view';
import { leaveImports, printLeft } from './left-imports';
import { TrainSession, type StageState, type TrainOptions } from './session';
import { formatOption, TrainOutput } from './train-output';

/** Options of `datahall promote`. */
export interface PromoteOptions extends TrainOptions {
  /** Version of the release. @default - the newest one that all stages before run */
  readonly to?: string;
  /** Percent of the requests that its models answer. @default 100 */
  readonly weight?: string;
  /** Whether models of the release before stop first. @default false */
  readonly replace?: boolean;
  /** Whether models that answer nothing more stop. @default false */
  readonly finish?: boolean;
  /** Why it overtakes the stages before. @default - it does not */
  readonly hotfix?: string;
  /** Last day of the hotfix, `YYYY-MM-DD`. @default - none */
  readonly until?: string;
  /** Why a step without a way back is taken. @default - it is refused */
  readonly accept?: string;
}

/** A lock that a command would write, with what people want to know of it. */
interface Draft {
  readonly lock: StageLock;
  readonly from: Running;
}

/**
 * Adds `datahall promote`.
 *
 * @param program the command line
 */
export function addPromote(program: Command): void {
  program
    .command('promote')
    .description(
      'move stages to a release, or requests between two live ones: changes their locks, and their lists of imports where these have more than the release',
    )
    .argument('<stage...>', 'stages, or waves: the one whose turn it is; several come after the same number of others')
    .option('--to <version>', 'release; else the newest one that the stages before run')
    .option('--weight <percent>', 'share of the requests that the newer release answers; the other one gets the rest')
    .option('--replace', 'stop models of the release before first, where there are not enough GPUs for both')
    .option('--finish', 'stop the models that answer nothing more')
    .option('--hotfix <reason>', 'overtake the stages before')
    .option('--until <day>', 'last day of a hotfix, YYYY-MM-DD')
    .option('--accept <reason>', 'take a step that has no way back')
    .addOption(formatOption())
    .option('--app <command>', "how the program is run; else 'app' of cdktf.json")
    .option('--by <name>', 'who does it, for the record')
    .action(async (stages: readonly string[], options: PromoteOptions) => {
      await TrainSession.run(options, (session) => promote(session, stages, options, new Date()));
    });
}

/**
 * Promotes stages: all of them, or, where anything is wrong, none.
 *
 * @param session program and locks
 * @param stages names of the stages, or of waves
 * @param options what somebody asks for
 * @param now the time
 */
export function promote(session: TrainSession, stages: readonly string[], options: PromoteOptions, now: Date): void {
  const output = new TrainOutput(options.format);
  const moved = session.named(stages, (train, name) => waveToMove(train, name, waveRequest(options)));
  const request = requestOf(moved, options);
  const states = moved.map((name) => session.stage(name));
  const [first] = states;
  if (first === undefined) return;
  const today = now.toISOString().slice(0, 10);
  if (output.refuse(checkRequest(first.train, session.locks, request, today))) return;
  const drafts: Draft[] = [];
  const problems: (Problem & { readonly at: string })[] = [];
  for (const { stage } of states) {
    const outcome = draft(session, session.locked(stage.name), request, options, now);
    if (Array.isArray(outcome)) problems.push(...outcome.map((problem: Problem) => ({ ...problem, at: stage.name })));
    else drafts.push(outcome as Draft);
  }
  if (output.refuse(problems)) return;
  session.checkUnchanged(moved);
  for (const { lock, from } of drafts) {
    writeLock(first.train.locks, lock);
    const left = leaveImports(first.train.locks, lock.stage, lock.content);
    const { stage, running, previous } = lock;
    const back = from.release === running.release ? null : (previous?.back ?? null);
    output.tell(
      { stage, from, to: running, back, ...(left.length === 0 ? {} : { left }) },
      `${stage}: ${printRunning(from)} -> ${printRunning(running)}${printBack(from, lock)}${printLeft(first.train.locks, stage, left)}`,
    );
  }
  output.end(`\nCommit ${first.train.locks}/ and open a pull request: nothing is deployed yet.`);
}

function waveRequest({ to, weight, finish = false }: PromoteOptions): WaveRequest {
  return { finish, sharesOnly: weight !== undefined, ...(to === undefined ? {} : { to }) };
}

function requestOf(stages: readonly string[], options: PromoteOptions): PromotionRequest {
  const { to, weight, replace = false, hotfix, until } = options;
  const transition: Transition = replace ? 'replace' : 'beside';
  return {
    stages,
    transition,
    ...(to === undefined ? {} : { to }),
    ...(weight === undefined ? {} : { weight: percentOf(weight) }),
    ...(hotfix === undefined && until === undefined ? {} : { hotfix: { reason: hotfix ?? '', until: until ?? '' } }),
  };
}

/** `Number` would take nothing for 0 and `0x10` for 16; whether it is at most 100 is the train's to say. */
function percentOf(text: string): number {
  return /^(0|[1-9]\d*)$/.test(text) ? Number(text) : fail(invalidWeight(text));
}

function draft(
  session: TrainSession,
  state: StageState & { readonly lock: StageLock },
  request: PromotionRequest,
  options: PromoteOptions,
  now: Date,
): Draft | readonly Problem[] {
  const { train, stage, lock, content } = state;
  if (content.digest !== lock.content.digest)
    return [contentDiffers(differingStacks(content, lock.content), content.library, lock.content.library)];
  const { deployed } = lock;
  if (options.finish === true && deployed !== null && deployed.digest !== lock.content.digest)
    return [finishesBeforeDeployed(stage.name, printRunning(lock.running), deployed.at)];
  const shares = options.weight !== undefined && lock.running.serving.length > 1;
  const to = request.to ?? (shares ? lock.running.release : nextRelease(train, stage));
  const beside = serves(content, stage.site, stage.name);
  const step =
    options.finish === true
      ? finished(stage.name, lock.running)
      : promoted(stage.name, lock.running, to, beside, request);
  if ('problem' in step) return [step.problem];
  const running = withUnstopped(lock, step.running);
  const moves = running.release !== lock.running.release;
  const early =
    moves && request.hotfix === undefined
      ? checkStagesBefore(train, session.locks, stage, running.release, session.digestOf, now)
      : [];
  if (early.length > 0) return early;
  const { hotfix } = request;
  const next = session.propose({
    [stage.name]: { ...running, ...(hotfix === undefined ? {} : { hotfixUntil: hotfix.until }) },
  });
  const after = next.view.contents.get(stage.name) ?? content;
  const alone = runsOne(running) ? after.digest : session.digestOf(stage.name, running.release);
  const end = (folder: string, at: typeof content, release: string) => {
    return { release, content: at, objects: carriedObjects(folder, Object.keys(at.stacks)) };
  };
  const back: WayBack = wayBack(
    end(session.today.folder, content, lock.running.release),
    end(next.folder, after, running.release),
    train.oneWay,
  );
  if (moves && back.kind === 'forward-only' && options.accept === undefined)
    return [noWayBackLater(stage.name, running.release, back.reasons)];
  const exceptions = exceptionsOf(request, options, back, moves, now);
  const locked = { content: after, releaseDigest: alone ?? after.digest };
  return { lock: movedLock(lock, running, locked, back, exceptions), from: lock.running };
}

function exceptionsOf(
  { hotfix }: PromotionRequest,
  options: PromoteOptions,
  back: WayBack,
  moves: boolean,
  now: Date,
): readonly LockException[] {
  if (!moves) return [];
  const by = { at: now.toISOString(), by: personOf(process.env, options.by) };
  return [
    ...(hotfix === undefined ? [] : [{ kind: 'hotfix', reason: hotfix.reason, until: hotfix.until, ...by } as const]),
    ...(back.kind === 'reversible' || options.accept === undefined
      ? []
      : [{ kind: 'forward-only', reason: options.accept, until: null, ...by } as const]),
  ];
}

function printBack(from: Running, { previous, running }: StageLock): string {
  if (previous === null || from.release === running.release) return '';
  const { kind, reasons, unknown = [], added = [] } = previous.back;
  const data = added.length === 0 ? '' : `; a rollback gives up the data of what comes with it: ${added.join(', ')}`;
  const known = `${unknown.length === 0 ? '' : `, as far as is known: ${unknown.join('; ')}`}${data}`;
  return kind === 'reversible' ? ` (reversible${known})` : ` (no way back: ${reasons.join('; ')}${known})`;
}
