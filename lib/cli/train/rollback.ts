import compare from 'semver/functions/compare';
import type { Command } from 'commander';
import { forwardOnly, laterStageAhead, rollbackDiffers } from '../../errors/promotion';
import type { Problem } from '../../errors/problem';
import { writeLock } from '../../release/lock-files';
import { movedLock, verifiedLock } from '../../release/new-lock';
import { rolledBack } from '../../release/rollback';
import { printRunning, runsOne, type Running } from '../../release/running';
import type { LockException, StageLock } from '../../release/stage-lock';
import { refuse } from './print-problems';
import { actor, TrainSession, type StageState, type TrainOptions } from './session';

/** Options of `datahall rollback`. */
export interface RollbackOptions extends TrainOptions {
  /** Why, for the record of the release that is left. @default 'rolled back' */
  readonly reason?: string;
  /**
   * Why a step is taken that loses something, or gives something else than what ran before.
   * @default - it is refused
   */
  readonly accept?: string;
}

/**
 * Adds `datahall rollback`.
 *
 * @param program the command line
 */
export function addRollback(program: Command): void {
  program
    .command('rollback')
    .description('move requests back to the release before, or the whole stage when that one is no longer live')
    .argument('<stage>', 'the stage')
    .option('--reason <text>', 'why; the release that is left counts as failed there')
    .option('--accept <reason>', 'take a step that loses something, or gives something else than what ran before')
    .option('--app <command>', "how the program is run; else 'app' of cdktf.json")
    .option('--by <name>', 'who does it, for the record')
    .action(async (stage: string, options: RollbackOptions) => {
      await TrainSession.run(options, (session) => rollback(session, stage, options, new Date()));
    });
}

/**
 * Rolls a stage back.
 *
 * @param session program and locks
 * @param name name of the stage
 * @param options reasons
 * @param now the time
 */
export function rollback(session: TrainSession, name: string, options: RollbackOptions, now: Date): void {
  const state = session.locked(name);
  const { step, requestsOnly } = rolledBack(state.lock);
  const problems = 'problem' in step ? [step.problem] : requestsOnly ? [] : surprises(state, step.running, options);
  if (refuse(problems) || 'problem' in step) return;
  const { running } = step;
  const after = session.propose({ [name]: running }).view.contents.get(name) ?? state.content;
  const previous = requestsOnly ? undefined : state.lock.previous;
  // What ran before is gone from the program where its stacks differ; retired stacks are empty and no part of it.
  const differing =
    previous === null || previous === undefined ? [] : differs(session, state, previous.digest, running);
  if (differing.length > 0 && options.accept === undefined) {
    refuse([rollbackDiffers(name, differing)]);
    return;
  }
  const releaseDigest = runsOne(running) ? after.digest : (session.digestOf(name, running.release) ?? after.digest);
  const at = now.toISOString();
  const failed = { name: 'rollback', passed: false, seconds: 0, message: options.reason ?? 'rolled back' };
  const left = verifiedLock(state.lock, [failed], at, actor(options));
  const exceptions = exceptionsOf(options, previous?.back.kind === 'forward-only', differing.length > 0, at);
  const back = { kind: 'reversible', reasons: [] } as const;
  const lock = movedLock(left, running, { content: after, releaseDigest }, back, exceptions);
  writeLock(state.train.locks, lock);
  const how = requestsOnly
    ? 'only requests move: nothing is made, nothing is removed'
    : 'the stage runs its previous release';
  console.log(`${name}: ${printRunning(state.lock.running)} -> ${printRunning(running)}, ${how}`);
  console.log(`\nCommit ${state.train.locks}/ and deploy ${name}.`);
}

/** What somebody would only notice after a rollback. */
function surprises(
  { stage, train, lock }: StageState & { readonly lock: StageLock },
  running: Running,
  options: RollbackOptions,
): readonly Problem[] {
  const { previous } = lock;
  const ahead = train.stages
    .filter(({ after, release }) => after.includes(stage.name) && compare(release, running.release) > 0)
    .map((later) => laterStageAhead(stage.name, running.release, later.name, later.release));
  const lost = previous?.back.kind === 'forward-only' && options.accept === undefined;
  const [from, to] = [lock.running.release, running.release];
  return [...ahead, ...(lost ? [forwardOnly(stage.name, from, to, previous.back.reasons)] : [])];
}

/** The stacks in which the program of today gives something else than what ran before; empty when none does. */
function differs(
  session: TrainSession,
  { stage, lock }: StageState & { readonly lock: StageLock },
  digest: string,
  running: Running,
): readonly string[] {
  const before = lock.previous?.running ?? running;
  const now = session.propose({ [stage.name]: before }).view.contents.get(stage.name);
  return now === undefined || now.digest === digest ? [] : [`${stage.name}, as ${printRunning(before)}`];
}

function exceptionsOf(options: RollbackOptions, lost: boolean, changed: boolean, at: string): readonly LockException[] {
  const { accept } = options;
  if (accept === undefined) return [];
  const rest = { reason: accept, until: null, at, by: actor(options) };
  return [
    ...(lost ? [{ kind: 'forward-only', ...rest } as const] : []),
    ...(changed ? [{ kind: 'changed', ...rest } as const] : []),
  ];
}
