import type { Command } from 'commander';
import { hotfixIncomplete } from '../../errors/promotion';
import { dataElsewhere as dataInOtherStack } from '../../errors/release';
import type { Problem } from '../../errors/problem';
import { differingStacks } from '../../release/content';
import { lockPath, writeLock } from '../../release/lock-files';
import { clusterOf, firstLock, relocked, type LockedContent } from '../../release/new-lock';
import { checkStagesBefore, isAhead, isComplete } from '../../release/promotion';
import { printRunning, runsOne } from '../../release/running';
import type { LockException, StageLock } from '../../release/stage-lock';
import { dataElsewhere } from '../../release/way-back';
import { sameShare } from '../../release/share-moves';
import { personOf } from '../person';
import { TrainSession, type StageState, type TrainOptions } from './session';
import { formatOption, TrainOutput } from './train-output';

/** Options of `datahall lock`. */
export interface LockOptions extends TrainOptions {
  /** Why it overtakes the stages before, or goes on to. @default - it does not */
  readonly hotfix?: string;
  /** Last day of the hotfix, `YYYY-MM-DD`. @default - none */
  readonly until?: string;
  /** How the state of what holds data follows to another stack. @default - that is refused */
  readonly accept?: string;
}

/**
 * Adds `datahall lock`.
 *
 * @param program the command line
 */
export function addLock(program: Command): void {
  program
    .command('lock')
    .description('write the locks of stages that have none, and accept what a change of the program gives the others')
    .argument('[stage...]', 'stages; all of them when none is named')
    .option('--hotfix <reason>', 'accept what the stages before have not verified, or go on with a hotfix')
    .option('--until <day>', 'last day of a hotfix, YYYY-MM-DD')
    .option('--accept <reason>', 'accept that what holds data is in another stack, to which its state is moved')
    .addOption(formatOption())
    .option('--app <command>', "how the program is run; else 'app' of cdktf.json")
    .option('--by <name>', 'who does it, for the record')
    .action(async (stages: readonly string[], options: LockOptions) => {
      await TrainSession.run(options, (session) => lock(session, stages, options, new Date()));
    });
}

/**
 * Locks stages: all of them, or, where anything is wrong, none.
 *
 * @param session program and locks
 * @param names names of the stages; all when there are none
 * @param options a hotfix
 * @param now the time
 */
export function lock(session: TrainSession, names: readonly string[], options: LockOptions, now: Date): void {
  const output = new TrainOutput(options.format);
  const states = names.length === 0 ? session.stages : session.named(names).map((name) => session.stage(name));
  const problems: (Problem & { readonly at: string })[] = [];
  const { hotfix, until } = options;
  if (hotfix !== undefined || until !== undefined) {
    const given = { reason: hotfix ?? '', until: until ?? '' };
    if (!isComplete(given, now.toISOString().slice(0, 10)))
      problems.push({ ...hotfixIncomplete(`reason '${given.reason}', until '${given.until}'`), at: names.join(', ') });
  }
  for (const state of states) {
    const early = changes(state) && hotfix === undefined ? unverified(session, state, now) : [];
    const elsewhere = options.accept === undefined ? parted(state) : [];
    problems.push(...[...early, ...elsewhere].map((problem) => ({ ...problem, at: state.stage.name })));
  }
  if (output.refuse(problems)) return;
  const digests = new Map(states.map((state) => [state.stage.name, releaseDigest(session, state)] as const));
  session.checkUnchanged([...digests.keys()]);
  for (const state of states) {
    const { stage, train, content } = state;
    const locked: LockedContent = { content, releaseDigest: digests.get(stage.name) ?? content.digest };
    const written =
      state.lock === undefined
        ? firstLock(stage, locked)
        : relocked(state.lock, stage, locked, exceptionsOf(state, options, now));
    const longer = hotfix !== undefined && isAhead(train, stage, stage.release);
    if (state.lock === undefined || changes(state) || isElsewhere(state) || isShared(state) || longer)
      writeLock(train.locks, written);
    output.tell(
      {
        stage: stage.name,
        from: state.lock?.running ?? null,
        to: written.running,
        back: written.previous?.back ?? null,
      },
      `${stage.name}: ${printRunning(written.running)}, ${told(state.lock, written, lockPath(train.locks, stage.name))}${longer ? `, hotfix until ${until}` : ''}`,
    );
  }
  output.end();
}

function changes({ lock: before, content }: StageState): boolean {
  return before !== undefined && before.content.digest !== content.digest;
}

/** State does not follow to another stack: somebody has to move it. */
function parted({ stage, lock: before, content }: StageState): readonly Problem[] {
  if (before === undefined || stage.destroyable) return [];
  const [moved] = dataElsewhere(before, content);
  return moved === undefined ? [] : [dataInOtherStack(stage.name, moved.path, moved.from, moved.to)];
}

/** Whether its cluster has another name by now, or a UID that the lock does not know yet. */
function isElsewhere({ stage, lock: before }: StageState): boolean {
  return before !== undefined && !sameCluster(before.cluster, clusterOf(stage, before));
}

/** Whether it has other servers of its site by now, or addresses. */
function isShared({ lock: before, content }: StageState): boolean {
  return before !== undefined && !sameShare(before.content, content);
}

function sameCluster(a: StageLock['cluster'], b: StageLock['cluster']): boolean {
  return a.context === b.context && a.uid === b.uid;
}

/** Content that the stages before have not verified must not slip in by a lock either. */
function unverified(session: TrainSession, { train, stage }: StageState, now: Date): readonly Problem[] {
  return checkStagesBefore(train, session.locks, stage, stage.release, session.digestOf, now);
}

function releaseDigest(session: TrainSession, { stage, content }: StageState): string {
  return runsOne(stage.running) ? content.digest : (session.digestOf(stage.name, stage.release) ?? content.digest);
}

function exceptionsOf(state: StageState, options: LockOptions, now: Date): readonly LockException[] {
  const { hotfix, until, accept } = options;
  const by = { at: now.toISOString(), by: personOf(process.env, options.by) };
  return [
    ...(hotfix === undefined || until === undefined ? [] : [{ kind: 'hotfix', reason: hotfix, until, ...by } as const]),
    ...(accept === undefined || parted(state).length === 0
      ? []
      : [{ kind: 'changed', reason: accept, until: null, ...by } as const]),
  ];
}

function told(before: StageLock | undefined, after: StageLock, path: string): string {
  if (before === undefined) return `locked for the first time, in ${path}`;
  const stacks = differingStacks(before.content, after.content);
  const accepted = [
    ...(stacks.length === 0 ? [] : [`what changes in ${stacks.join(', ')}`]),
    ...(sameShare(before.content, after.content) ? [] : ['other servers or addresses of its site']),
    ...(before.cluster.context === after.cluster.context
      ? []
      : [`the context '${after.cluster.context}' in place of '${before.cluster.context}'`]),
    ...(before.cluster.uid === after.cluster.uid ? [] : ['the identity of its cluster']),
  ];
  return accepted.length === 0 ? 'unchanged' : `accepted ${accepted.join(', and ')}`;
}
