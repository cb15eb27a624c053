import { factKind } from '../model/fact';
import type { AlertSeverity } from './alert-routing';
import type { Medium } from './receiver';

/** An alert that a stage evaluates. */
export interface AlertFact {
  /** Path of the construct that it is about. */
  readonly thing: string;
  /** Name of the alert. */
  readonly name: string;
  /** Condition, in PromQL. */
  readonly expr: string;
  /** How bad it is. */
  readonly severity: AlertSeverity;
  /** What happened. */
  readonly summary: string;
  /** What to do first. */
  readonly action: string;
}

/** Somebody who is told. */
export interface ReceiverFact {
  /** Name for people. */
  readonly name: string;
  /** How it is reached. */
  readonly medium: Medium;
}

/** The monitoring of a stage. */
export interface MonitoringFact {
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Who is told, by severity. */
  readonly receivers: Readonly<Record<AlertSeverity, readonly ReceiverFact[]>>;
  /** Name of what alarms when alerting stops; null when nothing does. */
  readonly deadMansSwitch: string | null;
  /** Bytes of series that each Prometheus holds at most. */
  readonly sizeBytes: number;
  /** Alerts of everything that is watched. */
  readonly alerts: readonly AlertFact[];
}

/** Kind of {@link MonitoringFact}. */
export const MONITORING = factKind<MonitoringFact>('monitoring');
