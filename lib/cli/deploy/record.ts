import { DatahallError } from '../../errors/datahall-error';
import { readLock, writeLock } from '../../release/lock-files';
import { withoutStopped } from '../../release/retired';
import type { RetiredRelease } from '../../release/running';
import { Kubectl } from '../kubectl';
import { placeOf, type CheckedStage } from './checks';
import type { SynthesizedProgram } from './program';

/** Who deployed, when, and what for. */
export interface RecordOptions {
  /** When. */
  readonly now: Date;
  /** Who. */
  readonly by: string;
  /** Why windows and freezes were set aside. @default - they were not */
  readonly override?: string;
  /** Name or path of kubectl. */
  readonly kubectl: string;
  /** Whether something was applied. */
  readonly applied: boolean;
}

/**
 * Notes in its lock that a stage is being changed: until a deployment has ended well, nothing is known of what it runs,
 * and nobody may be there to say so when this one is cut off.
 *
 * @param program the program
 * @param checked the stage
 * @param options who, when
 */
export function recordStart(
  program: SynthesizedProgram,
  { stage, lock: before }: CheckedStage,
  { now, by }: Pick<RecordOptions, 'now' | 'by'>,
): void {
  const folder = program.locksOf(stage);
  const lock = readLock(folder, stage.name) ?? before;
  if (lock === undefined) return;
  writeLock(folder, { ...lock, unfinished: { digest: stage.digest, at: now.toISOString(), by } });
}

/**
 * Records in its lock that a stage was deployed, and which cluster it was: from the first time on that is the only one.
 *
 * @param program the program
 * @param checked the stage
 * @param options who, when, what for
 * @returns what people should know
 */
export async function recordDeployment(
  program: SynthesizedProgram,
  checked: CheckedStage,
  options: RecordOptions,
): Promise<readonly string[]> {
  const { stage } = checked;
  const folder = program.locksOf(stage);
  // Terraform may have taken an hour: what others have written into the lock since stays.
  const known = readLock(folder, stage.name) ?? checked.lock;
  if (known === undefined) return [];
  const { unfinished, ...lock } = known;
  const { uid, note } = lock.cluster.uid === null ? await readUid(checked, options.kubectl) : { uid: lock.cluster.uid };
  const isNew = options.applied || unfinished !== undefined || lock.deployed?.digest !== stage.digest;
  if (!isNew && uid === lock.cluster.uid) return [];
  const override = checked.overridden.length === 0 ? undefined : options.override;
  // Somebody may have promoted the stage meanwhile: what was deployed is then no longer what is locked.
  const after = lock.content.digest === stage.digest ? withoutStopped(lock) : lock;
  const stopped = lock.running.retired.filter((each) => !after.running.retired.includes(each));
  const deployed = {
    digest: stopped.length === 0 ? stage.digest : after.content.digest,
    at: options.now.toISOString(),
    by: options.by,
    ...(override === undefined ? {} : { override: `${checked.overridden.join('; ')}: ${override}` }),
  };
  writeLock(folder, { ...after, cluster: { ...lock.cluster, uid }, deployed: isNew ? deployed : lock.deployed });
  const pinned = lock.cluster.uid === null && uid !== null;
  return [
    `${stage.name}: the deployment is recorded in its lock${pinned ? ', with the identity of its cluster' : ''}; commit it`,
    ...(stopped.length === 0 ? [] : [`${stage.name}: ${printStopped(stopped)}: synthesize before you deploy again`]),
    ...(note === undefined ? [] : [note]),
  ];
}

function printStopped(stopped: readonly RetiredRelease[]): string {
  return `the models of ${stopped.map(({ release }) => release).join(', ')} have stopped, and are no longer in its lock`;
}

async function readUid(
  { stage }: CheckedStage,
  kubectl: string,
): Promise<{ readonly uid: string | null; readonly note?: string }> {
  const place = placeOf(stage);
  if (place === undefined) return { uid: null };
  try {
    return { uid: await new Kubectl(place, kubectl).uid() };
  } catch (error) {
    if (!DatahallError.is(error)) throw error;
    return { uid: null, note: `${stage.name}: the identity of its cluster is not recorded: ${error.problem.got}` };
  }
}
