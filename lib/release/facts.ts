import { factKind } from '../model/fact';
import type { AutoApprovalFact } from './auto-approval';
import type { ChangeWindowFact } from './change-window';
import type { FreezeFact } from './freeze';
import type { Knobs } from './knobs';
import type { Running } from './running';
import type { VerificationFact } from './verification';

/** What a release must pass in a stage, and when the stage may change. */
export interface StageGateFact {
  /** Seconds that a release stays verified before a later stage may take it. */
  readonly soakSeconds: number;
  /** What shows that a release works. */
  readonly verify: readonly VerificationFact[];
  /** When the stage may change; empty when at any time. */
  readonly windows: readonly ChangeWindowFact[];
  /** When it may not. */
  readonly freezes: readonly FreezeFact[];
  /** Plans that nobody has to approve. */
  readonly autoApprove: AutoApprovalFact;
}

/** The place of a stage among waves. */
export interface WaveFact {
  /** Name of the stage that the waves are together. */
  readonly name: string;
  /** Number of the wave, from 1. */
  readonly number: number;
  /** How many waves there are. */
  readonly count: number;
}

/** A stage: what runs where. */
export interface StageFact {
  /** Name of the stage. */
  readonly name: string;
  /** Name of its train. */
  readonly train: string;
  /** Name of its site. */
  readonly site: string;
  /** Version of the release that builds its platform. */
  readonly release: string;
  /** Which releases it runs. */
  readonly running: Running;
  /** Whether a lock says so; without one the program does. */
  readonly locked: boolean;
  /** Last day of a hotfix that its lock allows, `YYYY-MM-DD`; null when it runs none. */
  readonly hotfixUntil: string | null;
  /** Chart set of the release. */
  readonly charts: string;
  /** Knobs of the release, as the stage turns them. */
  readonly knobs: Knobs;
  /** Kubeconfig contexts by role. */
  readonly contexts: readonly {
    readonly role: 'workload' | 'management';
    readonly name: string;
    readonly path: string;
    readonly uid: string | null;
  }[];
  /** Kind of the state's backend, and where it is. */
  readonly backend: { readonly kind: string; readonly place: string };
  /** Stages that a release reaches first. */
  readonly after: readonly string[];
  /** The wave that it is part of; null when it is none. */
  readonly wave: WaveFact | null;
  /** What a release must pass in it. */
  readonly gate: StageGateFact;
  /** Whether what holds data may be destroyed. */
  readonly destroyable: boolean;
}

/** Kind of {@link StageFact}. */
export const STAGE = factKind<StageFact>('stage');

/** A train: which releases exist, and where its stages are locked. */
export interface TrainFact {
  /** Name of the train. */
  readonly name: string;
  /** Folder of the locks, relative to the project. */
  readonly locks: string;
  /** Versions of all releases, in their order. */
  readonly releases: readonly string[];
  /** Why there is no way back to the releases before one, by its version. */
  readonly oneWay: Readonly<Record<string, string>>;
}

/** Kind of {@link TrainFact}. */
export const TRAIN = factKind<TrainFact>('train');
