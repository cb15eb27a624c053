import type { StageContent } from './content';
import type { Running } from './running';

/** Version of the form of a lock; a change that breaks readers raises it. */
export const LOCK_FORMAT_VERSION = 1;

/** The result of one verification. */
export interface CheckResult {
  /** Name of the verification. */
  readonly name: string;
  /** Whether the release works, as far as it looks. */
  readonly passed: boolean;
  /** How long it took. */
  readonly seconds: number;
  /** What it found; the last words of a command or a job. */
  readonly message: string;
}

/** The record of a verification: what was looked at, when, by whom. */
export interface VerificationRecord {
  /** Version of the release. */
  readonly release: string;
  /** Digest of the stage when it runs this release alone: what was verified. */
  readonly digest: string;
  /** When, in UTC (ISO 8601). */
  readonly at: string;
  /** Who ran it. */
  readonly by: string;
  /** Its checks; it passed when all of them did. */
  readonly checks: readonly CheckResult[];
}

/** A rule of the train that somebody set aside, and why. */
export interface LockException {
  /** `hotfix`: not verified by the stages before; `forward-only`: no way back; `changed`: not what ran before. */
  readonly kind: 'hotfix' | 'forward-only' | 'changed';
  /** Why. */
  readonly reason: string;
  /** Last day of a hotfix, `YYYY-MM-DD`; null for what is done at once. */
  readonly until: string | null;
  /** When, in UTC (ISO 8601). */
  readonly at: string;
  /** Who set it aside. */
  readonly by: string;
}

/** Whether what ran before can come back without loss. */
export interface WayBack {
  /** Whether it can. */
  readonly kind: 'reversible' | 'forward-only';
  /** Why it cannot; empty when it can. */
  readonly reasons: readonly string[];
  /** What nobody knows, such as what the hooks of a chart do. @default - all is known that can be */
  readonly unknown?: readonly string[];
  /** What holds data and came with the step: it goes when what ran before comes back. @default - nothing did */
  readonly added?: readonly string[];
}

/** What a stage ran before. */
export interface PreviousRun {
  /** Which releases it ran. */
  readonly running: Running;
  /** Digest of the stage then. */
  readonly digest: string;
  /** Whether it can come back. */
  readonly back: WayBack;
  /** Whether its models stopped before those after them started: they do so on the way back too. @default false */
  readonly replaced?: boolean;
  /** The hotfix that it was: it is one again when it comes back. @default - it was none */
  readonly hotfix?: LockException;
}

/** A deployment of a stage. */
export interface Deployment {
  /** Digest of the stage that was deployed. */
  readonly digest: string;
  /** When, in UTC (ISO 8601). */
  readonly at: string;
  /** Who deployed it. */
  readonly by: string;
  /** Windows and freezes that were set aside, and why. @default - none was */
  readonly override?: string;
}

/**
 * What a stage runs, committed beside the program as `stages/<stage>.lock.json`. A promotion changes this file and
 * nothing else.
 */
export interface StageLock {
  /** Version of this form. */
  readonly formatVersion: number;
  /** Name of the stage. */
  readonly stage: string;
  /** Name of its site. */
  readonly site: string;
  /** Its cluster: the context, and the UID of kube-system once it is known. */
  readonly cluster: { readonly context: string; readonly uid: string | null };
  /** Which releases it runs. */
  readonly running: Running;
  /** Digest of the stage when it runs its release alone; that of `content` when it does. */
  readonly releaseDigest: string;
  /** What that consists of. */
  readonly content: StageContent;
  /** What it ran before; null at first. */
  readonly previous: PreviousRun | null;
  /** What was verified here, the newest first. */
  readonly verified: readonly VerificationRecord[];
  /** The last deployment; null before the first one. */
  readonly deployed: Deployment | null;
  /** A deployment that began to apply and has not ended well since. @default - there is none */
  readonly unfinished?: Deployment;
  /** Rules that were set aside for what runs now. */
  readonly exceptions: readonly LockException[];
}

/** Locks by the name of their stage. */
export type StageLocks = ReadonlyMap<string, StageLock>;

/**
 * Whether a verification passed.
 *
 * @param record its record
 */
export function hasPassed({ checks }: VerificationRecord): boolean {
  return checks.length > 0 && checks.every(({ passed }) => passed);
}

/**
 * Since when a release has been verified in a stage without a failure; undefined when it is not.
 *
 * @param lock lock of the stage
 * @param release version of the release
 * @param digest digest of the stage when it runs the release alone
 */
export function verifiedSince(lock: StageLock, release: string, digest: string): string | undefined {
  return startOf(lock.verified, release, digest)?.at;
}

/**
 * The verification since which a release has passed without a failure; undefined when it has not.
 *
 * @param verified records, the newest first
 * @param release version of the release
 * @param digest digest of the stage when it runs the release alone
 */
export function startOf(
  verified: readonly VerificationRecord[],
  release: string,
  digest: string,
): VerificationRecord | undefined {
  const records = verified.filter((each) => each.release === release && each.digest === digest);
  const failed = records.findIndex((record) => !hasPassed(record));
  return (failed < 0 ? records : records.slice(0, failed)).at(-1);
}

/** A hotfix in a lock. */
export type Hotfix = LockException & { readonly until: string };

/**
 * The hotfix that a stage runs, the one that lasts longest.
 *
 * @param lock lock of the stage
 * @param today day, `YYYY-MM-DD`, on which it must not have ended. @default - it may have
 */
export function hotfixOf({ exceptions }: StageLock, today = ''): Hotfix | undefined {
  const all = exceptions.filter((each): each is Hotfix => each.kind === 'hotfix' && each.until !== null);
  const [last] = all.sort((a, b) => (a.until < b.until ? 1 : -1));
  return last === undefined || last.until < today ? undefined : last;
}
