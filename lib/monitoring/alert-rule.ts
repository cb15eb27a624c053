import type { Duration } from '../units/duration';

/** A condition that somebody must be told about. */
export interface AlertRule {
  /** Name of the alert, in PascalCase. */
  readonly name: string;
  /** PromQL expression that holds while there is something to tell. */
  readonly expr: string;
  /** How long it must hold before anybody is told. */
  readonly for: Duration;
  /** `critical` wakes people, `warning` waits for the morning. */
  readonly severity: 'critical' | 'warning';
  /** Labels of the alert besides those of its series and its severity. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** What happened, one sentence; may use `{{ $labels.x }}`. */
  readonly summary: string;
  /** What to do first. */
  readonly action: string;
}
