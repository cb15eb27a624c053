import type { Command } from 'commander';
import { HELM_RELEASE } from '../../charts/facts';
import { DatahallError, fail } from '../../errors/datahall-error';
import {
  unknownStage,
  verifiesHalf,
  verifiesSomethingElse,
  verifiesWhatRanBefore,
  verifiesWhatWasLeft,
} from '../../errors/promotion';
import type { Problem } from '../../errors/problem';
import { READY_WHEN } from '../../kubernetes/ready-when';
import { differingStacks } from '../../release/content';
import { readLock, writeLock } from '../../release/lock-files';
import { isLeft } from '../../release/rollback';
import { printRunning } from '../../release/running';
import type { StageView } from '../../release/train-view';
import { newestOf } from '../../release/waves';
import { verifiedLock } from '../../release/new-lock';
import { hasPassed, type CheckResult, type StageLock } from '../../release/stage-lock';
import type { ClusterRole, VerificationFact } from '../../release/verification';
import { movedContext, placeOf } from '../deploy/checks';
import { EXIT } from '../exit-code';
import { Kubectl } from '../kubectl';
import { table } from '../table';
import { ModelFile } from '../model-file';
import { personOf } from '../person';
import { releaseValues } from '../train/assembly-view';
import { problemOf } from '../train/print-problems';
import { TrainSession, type StageState, type TrainOptions } from '../train/session';
import { formatOption, TrainOutput } from '../train/train-output';
import { checkCommand } from './command';
import { checkInstalled } from './installed';
import { checkJob } from './job';
import type { Outcome } from './outcome';
import { checkReady } from './ready';

/** Options of `datahall verify`. */
export interface VerifyOptions extends TrainOptions {
  /** The program kubectl. @default 'kubectl' */
  readonly kubectl?: string;
}

/**
 * Adds `datahall verify`.
 *
 * @param program the command line
 */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('check that what a stage runs works, and record it in its lock: later stages take nothing else')
    .argument('<stage>', 'the stage, or waves: the stages that run the newest release')
    .option('--kubectl <program>', 'the program kubectl', 'kubectl')
    .addOption(formatOption())
    .option('--app <command>', "how the program is run; else 'app' of cdktf.json")
    .option('--by <name>', 'who does it, for the record')
    .action(async (stage: string, options: VerifyOptions) => {
      const passed = await TrainSession.run(options, async (session) => {
        const output = new TrainOutput(options.format);
        const names = session.named([stage], ({ stages }, given) => newestOf(stages, given));
        return verifyAll(session, names, options, output);
      });
      if (!passed) process.exitCode ??= EXIT.blocked;
    });
}

/**
 * Verifies what stages run. One that cannot be verified stops none of the others: what was recorded of them is told.
 *
 * @param session program and locks
 * @param names names of the stages
 * @param options kubectl
 * @param output where it tells what it found
 * @returns whether all of them passed
 */
export async function verifyAll(
  session: TrainSession,
  names: readonly string[],
  options: VerifyOptions,
  output = new TrainOutput(options.format),
): Promise<boolean> {
  const results: boolean[] = [];
  const problems: (Problem & { readonly at: string })[] = [];
  for (const name of names)
    try {
      results.push(await verify(session, name, options, output));
    } catch (error) {
      problems.push({ ...problemOf(error), at: name });
    }
  if (output.refuse(problems)) process.exitCode = EXIT.failed;
  else output.end();
  return problems.length === 0 && results.every((each) => each);
}

/**
 * Verifies what a stage runs, and records it.
 *
 * @param session program and locks
 * @param name name of the stage
 * @param options kubectl
 * @param output where it tells what it found
 * @returns whether it passed
 */
export async function verify(
  session: TrainSession,
  name: string,
  options: VerifyOptions,
  output = new TrainOutput(options.format),
): Promise<boolean> {
  const state = session.locked(name);
  const { stage, train, lock, content } = state;
  const differing = differingStacks(content, lock.content);
  if (differing.length > 0) fail(verifiesSomethingElse(name, differing));
  const { unfinished } = lock;
  if (unfinished !== undefined && !looksAtReleases(stage)) fail(verifiesHalf(name, unfinished.at, unfinished.by));
  if (isAnother(stage, lock)) fail(verifiesWhatRanBefore(name, stage.release, lock.deployed?.at ?? ''));
  if (isLeft(lock)) fail(verifiesWhatWasLeft(name, stage.release, printRunning(lock.running)));
  await checkClusters(state, options.kubectl);
  const clusterOf = (role: ClusterRole): Kubectl =>
    new Kubectl(placeOf(stage, role) ?? fail(unknownStage(name, [])), options.kubectl);
  const kubectl = clusterOf('workload');
  const { folder } = session.today;
  const model = ModelFile.read(folder);
  const run = async (fact: VerificationFact): Promise<Outcome> => {
    switch (fact.kind) {
      case 'installed': {
        const releases = model.facts(HELM_RELEASE, name);
        const values = releaseValues(folder, Object.keys(content.stacks));
        const expected = releases.map((each) => ({ ...each, values: values.get(`${each.namespace}/${each.release}`) }));
        return checkInstalled(kubectl, expected);
      }
      case 'ready':
        return checkReady(kubectl, model.facts(READY_WHEN, name));
      case 'condition':
        return checkReady(clusterOf(fact.cluster), [fact]);
      case 'command':
        return checkCommand(kubectl, placeOf(stage, 'management'), fact, name, stage.release);
      case 'job':
        return checkJob(kubectl, fact, stage.release);
    }
  };
  const checks: CheckResult[] = [];
  for (const fact of stage.gate.verify) {
    const start = Date.now();
    const { passed, message } = await run(fact);
    // What is not seen has not failed: a record of it would end what has soaked.
    if (!passed && fact.kind !== 'command')
      await clusterOf(fact.kind === 'condition' ? fact.cluster : 'workload').reach();
    checks.push({ name: fact.name, passed, seconds: Math.round((Date.now() - start) / 100) / 10, message });
  }
  // Checks may have taken an hour: what others have written into the lock since stays.
  const now = readLock(train.locks, name) ?? lock;
  const { verified: records } = verifiedLock(
    { ...lock, verified: now.verified },
    checks,
    new Date().toISOString(),
    personOf(process.env, options.by),
  );
  writeLock(train.locks, { ...now, verified: records });
  const rows = checks.map((each) => [each.name, each.passed ? 'passed' : 'FAILED', `${each.seconds} s`, each.message]);
  const [record] = records;
  const passed = record !== undefined && hasPassed(record);
  const told = `${name} ${passed ? 'verified' : 'did not verify'} ${stage.release}; commit ${train.locks}/.`;
  output.tell(
    { stage: name, release: stage.release, passed, checks },
    `${table([['CHECK', 'RESULT', 'TIME', 'FOUND'], ...rows])}\n\n${told}`,
  );
  return passed;
}

/**
 * Whether the cluster still has what ran before, and no check of the gate would notice. Who deploys by other means has
 * no record of it.
 */
function isAnother(stage: StageView, { deployed, content }: StageLock): boolean {
  return deployed !== null && deployed.digest !== content.digest && !looksAtReleases(stage);
}

/** Whether a check would notice that a release is not what the program says. */
function looksAtReleases({ gate }: StageView): boolean {
  return gate.verify.some(({ kind }) => kind === 'installed');
}

/** What is found in another cluster proves nothing of this one. */
async function checkClusters(
  { stage, lock }: StageState & { readonly lock: StageLock },
  kubectl: string | undefined,
): Promise<void> {
  for (const { role, uid } of stage.contexts) {
    const expected = role === 'workload' ? (lock.cluster.uid ?? uid) : uid;
    const moved = await movedContext(placeOf(stage, role), expected, kubectl).catch(unlessMissing);
    if (moved !== undefined) fail(moved);
  }
}

/** A check that needs kubectl says so itself. */
function unlessMissing(error: unknown): undefined {
  if (!DatahallError.is(error) || error.problem.code !== 'DH4157') throw error;
}
