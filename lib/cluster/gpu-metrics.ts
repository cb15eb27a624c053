/** Metrics of GPUs as DCGM names them, with their Prometheus type and help, by what they tell. */
const METRICS: readonly (readonly [field: string, type: 'gauge' | 'counter' | 'label', help: string])[] = [
  ['DCGM_FI_DEV_SM_CLOCK', 'gauge', 'SM clock in MHz'],
  ['DCGM_FI_DEV_MEM_CLOCK', 'gauge', 'Memory clock in MHz'],
  ['DCGM_FI_DEV_GPU_TEMP', 'gauge', 'Temperature of the GPU in degrees Celsius'],
  ['DCGM_FI_DEV_MEMORY_TEMP', 'gauge', 'Temperature of the memory in degrees Celsius'],
  ['DCGM_FI_DEV_POWER_USAGE', 'gauge', 'Power in W'],
  ['DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', 'counter', 'Energy since boot in mJ'],
  ['DCGM_FI_DEV_POWER_VIOLATION', 'counter', 'Time throttled by the power limit in ns'],
  ['DCGM_FI_DEV_THERMAL_VIOLATION', 'counter', 'Time throttled by heat in ns'],
  ['DCGM_FI_DEV_BOARD_LIMIT_VIOLATION', 'counter', 'Time throttled by limits of the board in ns'],
  ['DCGM_FI_DEV_GPU_UTIL', 'gauge', 'Utilization of the GPU in percent'],
  ['DCGM_FI_DEV_MEM_COPY_UTIL', 'gauge', 'Utilization of the memory bus in percent'],
  ['DCGM_FI_DEV_FB_FREE', 'gauge', 'Free memory in MiB'],
  ['DCGM_FI_DEV_FB_USED', 'gauge', 'Used memory in MiB'],
  ['DCGM_FI_DEV_FB_RESERVED', 'gauge', 'Reserved memory in MiB'],
  ['DCGM_FI_DEV_XID_ERRORS', 'gauge', 'Last XID; never goes back to zero'],
  ['DCGM_EXP_XID_ERRORS_COUNT', 'counter', 'XIDs of the last minutes by code'],
  ['DCGM_FI_DEV_ECC_SBE_VOL_TOTAL', 'counter', 'Corrected memory errors since boot'],
  ['DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', 'counter', 'Uncorrectable memory errors since boot'],
  ['DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS', 'counter', 'Memory rows replaced after corrected errors'],
  ['DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', 'counter', 'Memory rows replaced after uncorrectable errors'],
  ['DCGM_FI_DEV_ROW_REMAP_FAILURE', 'gauge', 'Whether a memory row could not be replaced'],
  ['DCGM_FI_DEV_PCIE_REPLAY_COUNTER', 'counter', 'Repeated transfers on PCIe'],
  ['DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL', 'counter', 'Broken flow control units on NVLink'],
  ['DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL', 'counter', 'Broken data on NVLink'],
  ['DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL', 'counter', 'Repeated transfers on NVLink'],
  ['DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL', 'counter', 'Links of NVLink that were trained again'],
  ['DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL', 'counter', 'Traffic on all NVLinks'],
  ['DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'gauge', 'Share of time with the engine active'],
  ['DCGM_FI_PROF_SM_ACTIVE', 'gauge', 'Share of cycles with at least one warp on an SM'],
  ['DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', 'gauge', 'Share of cycles with the tensor cores active'],
  ['DCGM_FI_PROF_DRAM_ACTIVE', 'gauge', 'Share of cycles with memory transfers'],
  ['DCGM_FI_PROF_PCIE_TX_BYTES', 'gauge', 'Bytes sent over PCIe a second'],
  ['DCGM_FI_PROF_PCIE_RX_BYTES', 'gauge', 'Bytes received over PCIe a second'],
  ['DCGM_FI_DRIVER_VERSION', 'label', 'Version of the driver'],
];

/** Names of all metrics that the exporter is told to export. */
export const GPU_METRICS: readonly string[] = METRICS.map(([field]) => field);

/**
 * The list of metrics as the exporter reads it. Its own list leaves out the errors that people must be told about:
 * XIDs by code, uncorrectable memory errors, throttling and NVLink errors.
 */
export function gpuMetricsList(): string {
  return METRICS.map((row) => row.join(', ')).join('\n');
}
