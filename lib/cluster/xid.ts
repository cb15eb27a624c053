/**
 * What to do about the errors that the driver reports (XID), from NVIDIA's XID catalogue for Ampere and newer
 * (docs.nvidia.com/deploy/xid-errors, column "immediate action"). Codes whose action there is to ignore them have none:
 * 43, 63 (a memory row was replaced) and 92, for example.
 */
export const XID = {
  /** The GPU is gone from the bus: the server must be restarted. */
  restartServer: [79],
  /** The GPU answers no more or computes wrongly until it is reset; 64: a bad memory row could not be recorded. */
  resetGpu: [46, 48, 62, 64, 95, 109, 110, 119, 120, 136, 140, 143],
  /** NVLink between GPUs fails: the cause is a GPU, a cable or a switch. */
  checkNvlink: [74],
  /** A memory error that hit one program only. */
  restartWork: [94],
  /** A program did something wrong; the GPU is fine as long as others run on it. */
  tellOwner: [13, 31],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/**
 * The series that tell whether a GPU had one of some errors lately. The exporter counts those of the last five
 * minutes; a GPU that is gone reports nothing more, so older samples count too. What a pod leaves on a series is
 * taken off, so that the pods of one GPU are one alert.
 *
 * @param codes codes of the errors
 * @param window how far to look back, as PromQL writes it
 */
export function xidSeen(codes: readonly number[], window: string): string {
  const series = `DCGM_EXP_XID_ERRORS_COUNT{xid=~"${codes.join('|')}"}`;
  return `max by (hostname, Hostname, gpu, UUID, xid) (max_over_time(${series}[${window}])) > 0`;
}
