/**
 * What the exit status of `datahall` means. `datahall report` has its own, which CI tools know from `terraform plan
 * -detailed-exitcode`: `REPORT_EXIT` in lib/plan.
 */
export const EXIT = {
  /** Done, nothing stops. */
  done: 0,
  /** The findings of an assembly stop its deployment, a stack failed, or something must be repaired. */
  blocked: 1,
  /** The command itself failed, or was called wrongly. */
  failed: 2,
  /** Somebody must approve plans first. */
  approval: 3,
} as const;
