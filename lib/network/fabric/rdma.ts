/** What RDMA over a fabric needs of those who send: the same for all servers, agreed with the switches. */
export interface RdmaSettings {
  /** Index of the RoCE v2 address in the table of a port; null on InfiniBand, which has no such choice. */
  readonly gidIndex: number | null;
  /** Traffic class that the switches treat as lossless. */
  readonly trafficClass: number;
  /** Service level. @default 0 */
  readonly serviceLevel?: number;
  /** Exponent of the time after which a packet is sent again, 4.096 µs x 2^n. @default 22, which is 17 s */
  readonly timeout?: number;
}
