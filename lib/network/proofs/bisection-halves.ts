/** The worst split of the servers of a fabric that is known. */
export interface Halves {
  /** Bandwidth between the halves in bits per second, one direction. */
  readonly bps: number;
  /** Whether no split has less. */
  readonly exact: boolean;
  /** Leaves of one half; none when the servers' own ports are the narrowest. */
  readonly half: readonly number[];
  /** Whether the value is an upper bound. @default false - exact, or a lower bound */
  readonly isUpper?: boolean;
}
