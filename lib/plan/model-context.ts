import type { Json } from './json';
import type { PolicyResult } from './policy/policy-result';

/** What a report knows of the datacenter beside the plans. */
export interface ModelContext {
  /** `datahall.json` of what is deployed. @default - not given */
  readonly before?: Json;
  /** `datahall.json` of what is planned. @default - not given */
  readonly after?: Json;
  /** What other tools say of the plans. @default - none was asked */
  readonly policy?: readonly PolicyResult[];
  /** Minutes that one server takes to get another driver. @default - no time is told */
  readonly minutesPerNode?: number;
}
