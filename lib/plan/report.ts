import type { Action, ReplaceOrder } from './actions';
import type { NeededApproval } from './approvals';
import type { CapacityChange } from './capacity/amounts';
import type { Blast } from './capacity/blast';
import type { PlannedCluster } from './clusters';
import type { ObjectAction } from './helm';
import type { ObjectIdentity } from './objects';
import type { PrintedField } from './print-values';
import type { PolicyResult } from './policy/policy-result';
import type { SecurityChange } from './security';
import type { StageView } from './stage-view';
import type { TouchedDevices } from './topology/touched-devices';
import type { VersionChange } from './versions/version-change';

/** Version of the form of the JSON report; a change that breaks readers raises it. */
export const REPORT_FORMAT_VERSION = 1;

/** What a change of a plan comes to. */
export type Verdict = 'none' | 'change' | 'approval' | 'policy' | 'incomplete';

/** How often each thing is done. */
export type Counts<Key extends string> = Readonly<Partial<Record<Key, number>>>;

/** One plan of a report. */
export interface PlanSummary {
  /** File of the plan, as it was given. */
  readonly source: string;
  /** Digest of the file (sha256, hexadecimal). */
  readonly digest: string;
  /** Version of Terraform. @default - not said */
  readonly terraformVersion?: string;
  /** Versions of providers that the program asks for, by name. @default - not said */
  readonly providers?: Readonly<Record<string, string>>;
  /** Id of the stack. @default - a program without constructs */
  readonly stack?: string;
  /** Stage of the stack. @default - none */
  readonly stage?: string;
  /** Why it is not the whole change; empty when it is. */
  readonly gaps: readonly string[];
  /** Resources by action, those that change nothing apart. */
  readonly resources: Counts<Action>;
  /** Kubernetes objects inside of Helm releases, by action. */
  readonly objects: Counts<ObjectAction>;
  /** Resources that changed outside of Terraform. */
  readonly drift: number;
}

/** A Kubernetes object of a report. */
export interface ReportedObject extends ObjectIdentity {
  /** What happens to it. */
  readonly action: ObjectAction;
  /** Values that change. */
  readonly fields: readonly PrintedField[];
  /** Values that change and are not listed. @default - none */
  readonly omitted?: number;
}

/** A resource of a report. */
export interface ReportedChange {
  /** Index of its plan. */
  readonly plan: number;
  /** Path of its construct; the address in a program without constructs. */
  readonly path: string;
  /** Terraform address. */
  readonly address: string;
  /** Address before a move. @default - it did not move */
  readonly previousAddress?: string;
  /** Terraform type. */
  readonly type: string;
  /** What is done. */
  readonly action: Action;
  /** Order of a replacement. @default - it is none */
  readonly order?: ReplaceOrder;
  /** Why, in Terraform's words. @default - it does not say */
  readonly reason?: string;
  /** Whether it is imported. @default - it is not */
  readonly imported?: true;
  /** What it is imported by. @default - it is not, or not known */
  readonly importId?: string;
  /** Whether it holds data. @default - not known */
  readonly stateful?: boolean;
  /** File and line of the program that make it, or made it. @default - no assembly says them */
  readonly declaredAt?: string;
  /** The Kubernetes object that it is. @default - none */
  readonly object?: ObjectIdentity;
  /** Values that change. */
  readonly fields: readonly PrintedField[];
  /** Values that change and are not listed. @default - none */
  readonly omitted?: number;
  /** Kubernetes objects of a Helm release: those in its values, or all that its chart renders. */
  readonly objects: readonly ReportedObject[];
  /** Whether its chart was rendered. @default - it was not */
  readonly rendered?: true;
  /** What is not shown of its chart, and why. @default - nothing is said */
  readonly notes?: readonly string[];
}

/** Something that a person must agree to. */
export interface ReportedApproval extends Omit<NeededApproval, 'shows'> {
  /** Index of its plan. */
  readonly plan: number;
  /** Path of its construct. */
  readonly path: string;
  /** Terraform address. */
  readonly address: string;
  /** What is done to the resource; `invoke`: an action of a provider runs; `check`: a check fails. */
  readonly action: Action | 'invoke' | 'check';
  /** Why, in Terraform's words. @default - it does not say */
  readonly reason?: string;
  /** Values that force a replacement. @default - none is named */
  readonly because?: readonly string[];
  /** File and line of the program that make it, or made it. @default - no assembly says them */
  readonly declaredAt?: string;
}

/** An output of a report. */
export interface ReportedOutput extends PrintedField {
  /** Index of its plan. */
  readonly plan: number;
}

/** A change of what somebody or something may do, by all plans of a cluster together. */
export interface ReportedSecurity extends SecurityChange {
  /** Index of the plan with the object, or of the first one that has a part in it. */
  readonly plan: number;
  /** Stage of the cluster. @default - not known */
  readonly stage?: string;
}

/** A device of the network that does not run what is planned, as far as is known. */
export interface ReportedDevice {
  /** Index of its plan. */
  readonly plan: number;
  /** Name of the device. */
  readonly device: string;
  /** Why: nobody of ours brings configurations onto devices, no result is recorded, or that of another one. */
  readonly because: 'no-rollout' | 'no-result' | 'other-result';
}

/** What a change does, to which part, how dangerous it is and who must agree: all that the outputs show. */
export interface Report {
  /** Version of this form. */
  readonly formatVersion: number;
  /** Id of what is reviewed: a digest (sha256, hexadecimal) of assemblies and plans. */
  readonly id: string;
  /** Name by which its comment is found again. @default - the stages of its plans */
  readonly name?: string;
  /** Commit of the program. @default - not said */
  readonly commit?: string;
  /** What it comes to. */
  readonly verdict: Verdict;
  /** The plans, in the order in which they were given. */
  readonly plans: readonly PlanSummary[];
  /** What a person must agree to, the most dangerous first. */
  readonly approvals: readonly ReportedApproval[];
  /** The clusters of the plans: what is judged together. */
  readonly clusters: readonly PlannedCluster[];
  /** What somebody or something may do more or less, the most dangerous first. */
  readonly security: readonly ReportedSecurity[];
  /** Amounts that change: of stages, sites and tenants. @default - the models before and after are not given */
  readonly capacity?: readonly CapacityChange[];
  /** How far changes reach. @default - the models before and after are not given */
  readonly blast?: readonly Blast[];
  /** Switches and servers that changes touch, the most dangerous first. @default - no model is given */
  readonly touched?: readonly TouchedDevices[];
  /** Charts, CRDs, images, drivers and providers of which another version comes, the most dangerous first. */
  readonly versions: readonly VersionChange[];
  /** What policies say, what failed first. */
  readonly policy: readonly PolicyResult[];
  /** Which release each stage of the program runs. @default - no model is given */
  readonly stages?: readonly StageView[];
  /** Resources that change, the most dangerous first. */
  readonly changes: readonly ReportedChange[];
  /** What changed outside of Terraform. */
  readonly drift: readonly ReportedChange[];
  /** What that changed in what somebody or something may do, the most dangerous first. */
  readonly driftSecurity: readonly ReportedSecurity[];
  /** Outputs that change. */
  readonly outputs: readonly ReportedOutput[];
  /** Devices of the network whose planned configuration is not known to run. */
  readonly devices: readonly ReportedDevice[];
}
