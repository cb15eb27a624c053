import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { closedBecause } from '../../deploy/closed';
import { DatahallError } from '../../errors/datahall-error';
import { contextMissing, contextMoved, notWhatIsLocked, stageClosed, stageNotLocked } from '../../errors/deploy';
import type { Problem } from '../../errors/problem';
import { at, listAt, textAt, type Json } from '../../plan/json';
import { lockPath, readLock } from '../../release/lock-files';
import type { StageLock } from '../../release/stage-lock';
import { Kubectl, type ClusterPlace } from '../kubectl';
import type { DeployedStage, SynthesizedProgram } from './program';

/** What checks are told. */
export interface CheckOptions {
  /** The time. */
  readonly now: Date;
  /** Why windows and freezes are set aside. @default - they are not */
  readonly override?: string;
  /** Name or path of kubectl. */
  readonly kubectl: string;
}

/** A stage that may be deployed, or what stands in the way. */
export interface CheckedStage {
  /** The stage. */
  readonly stage: DeployedStage;
  /** Its lock. @default - it has none, which is a problem */
  readonly lock?: StageLock;
  /** What stands in the way. */
  readonly problems: readonly Problem[];
  /** Windows and freezes that were set aside. */
  readonly overridden: readonly string[];
}

/**
 * Checks whether a stage may be deployed as it was synthesized. Changes nothing.
 *
 * @param program the program
 * @param stage the stage
 * @param options time, reason, kubectl
 */
export async function checkStage(
  program: SynthesizedProgram,
  stage: DeployedStage,
  options: CheckOptions,
): Promise<CheckedStage> {
  const locks = program.locksOf(stage);
  const lock = readLock(locks, stage.name);
  const closed = closedBecause(stage.gate, options.now);
  const stops = closed.length > 0 && options.override === undefined;
  const problems = [
    ...(lock === undefined ? [stageNotLocked(stage.name, lockPath(locks, stage.name))] : contentProblem(program, lock)),
    ...(stops ? [stageClosed(stage.name, closed)] : []),
    ...contextProblems(stage),
  ];
  const expected = lock?.cluster.uid ?? stage.contexts.find(({ role }) => role === 'workload')?.uid;
  const moved = problems.length > 0 ? undefined : await movedContext(placeOf(stage), expected, options.kubectl);
  return {
    stage,
    ...(lock === undefined ? {} : { lock }),
    problems: [...problems, ...(moved === undefined ? [] : [moved])],
    overridden: stops ? [] : closed,
  };
}

/**
 * Where the cluster of a stage is.
 *
 * @param stage the stage
 * @param role the cluster that it runs on, or the one that builds it
 */
export function placeOf(stage: DeployedStage, role: 'workload' | 'management' = 'workload'): ClusterPlace | undefined {
  const context = stage.contexts.find((each) => each.role === role);
  return context === undefined ? undefined : { path: expanded(context.path), context: context.name };
}

/** Stages are compared by what their stacks do: the same as the lock's when nothing was changed since. */
function contentProblem(program: SynthesizedProgram, lock: StageLock): readonly Problem[] {
  const { digest } = program.stage(lock.stage);
  if (digest === lock.content.digest) return [];
  const own = new Map(program.stacksOf(lock.stage).map((stack) => [stack.id, stack.digest]));
  const ids = [...new Set([...own.keys(), ...Object.keys(lock.content.stacks)])].sort();
  const different = ids.filter((id) => own.get(id) !== lock.content.stacks[id]?.digest);
  return [notWhatIsLocked(lock.stage, digest, lock.content.digest, different)];
}

/** With a missing file a plan passes with a warning, and the apply goes to localhost. */
function contextProblems(stage: DeployedStage): readonly Problem[] {
  return stage.contexts.flatMap(({ path: given, name }) => {
    const path = expanded(given);
    if (!existsSync(path)) return [contextMissing(given, name, 'no such file')];
    const config = readKubeconfig(path);
    if (config === undefined) return [contextMissing(given, name, 'a file that is no YAML')];
    const names = listAt(config, 'contexts').map((context) => textAt(context, 'name') ?? '');
    const found = `the contexts ${names.join(', ')}`;
    return names.includes(name) ? [] : [contextMissing(given, name, names.length === 0 ? 'no context' : found)];
  });
}

/**
 * Whether a context points to another cluster than it did. One that does not answer is no problem here: a cluster that
 * is still to be built has a context already.
 *
 * @param place the cluster
 * @param expected UID that it had; nothing where none is known
 * @param kubectl name or path of kubectl
 * @throws DH4157
 */
export async function movedContext(
  place: ClusterPlace | undefined,
  expected: string | null | undefined,
  kubectl?: string,
): Promise<Problem | undefined> {
  if (expected === undefined || expected === null || place === undefined) return undefined;
  try {
    const uid = await new Kubectl(place, kubectl).uid();
    return uid === expected ? undefined : contextMoved(place.context, uid, expected);
  } catch (error) {
    if (DatahallError.is(error) && error.problem.code === 'DH4160') return undefined;
    throw error;
  }
}

function readKubeconfig(path: string): Json | undefined {
  try {
    return at(parse(readFileSync(path, 'utf8')) as Json);
  } catch {
    return undefined;
  }
}

/**
 * A path of a file as the operating system takes it.
 *
 * @param path absolute, below the home directory (`~`), or relative
 * @param base folder that a relative one counts from. @default - that of the project
 */
export function expanded(path: string, base = '.'): string {
  if (path === '~' || path.startsWith('~/')) return join(homedir(), path.slice(1));
  return isAbsolute(path) ? path : resolve(base, path);
}
