import { statSync } from 'node:fs';
import { nothingDeployedBefore } from '../errors/plan';
import type { Assembly, AssemblyStack } from '../plan/assembly';
import { lockedStages, readLock, readLockFile } from '../release/lock-files';
import type { StageLock } from '../release/stage-lock';
import { readAssembly } from './assembly-files';

/** What was deployed before, as a report takes it. */
export interface Previous {
  /** Its stacks. */
  readonly stacks: Assembly;
  /** Folder of the synthesis; with it come the model and all values. @default - it is known by locks */
  readonly folder?: string;
}

/**
 * Reads what was deployed before: the folder of a synthesis, a lock, or a folder of locks. Locks say which resources a
 * stage has, of which constructs, and which of them hold data.
 *
 * @param path folder or file
 * @param results folders with results of rollouts
 * @throws DH4101, DH5006, DH5007, DH6014, DH6039, DH6042
 */
export function readPrevious(path: string, results: readonly string[] = []): Previous {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  const read = isFile ? [readLockFile(path)] : lockedStages(path).map((stage) => readLock(path, stage));
  const locks = read.filter((lock) => lock !== undefined);
  if (locks.length > 0) return { stacks: assemblyOf(locks) };
  return { stacks: readAssembly(path, results, nothingDeployedBefore), folder: path };
}

function assemblyOf(locks: readonly StageLock[]): Assembly {
  return new Map(locks.flatMap((lock) => stacksOf(lock).map((stack) => [stack.id, stack] as const)));
}

function stacksOf({ stage, cluster, content }: StageLock): readonly AssemblyStack[] {
  return Object.entries(content.stacks).map(([id, { resources, stateful }]) => {
    const holdsData = new Set(stateful);
    const origins = Object.entries(resources).map(([address, path]) => {
      // What Terraform refuses to destroy stands in no lock.
      return [address, { path, stateful: holdsData.has(address), protected: false }] as const;
    });
    const uid = cluster.uid ?? undefined;
    return { id, stage, ...(uid === undefined ? {} : { clusterUid: uid }), resources: new Map(origins) };
  });
}
