import type { Json } from './json';

/** What a report knows beside the plans. */
export interface ReportContext {
  /** `datahall.json` of what is deployed. @default - not given */
  readonly before?: Json;
  /** `datahall.json` of what is planned. @default - not given */
  readonly after?: Json;
  /** Minutes that one server takes to get another driver. @default - no time is told */
  readonly minutesPerNode?: number;
}
