/** One end of a cable that the user plugged in. */
export interface GivenEnd {
  /** Name of the switch or server. */
  readonly device: string;
  /** Port, from 0: the cage of a switch, the NIC port of a server. */
  readonly port: number;
  /** Lane group, from 0, of a cage that is broken out. @default - the whole cage */
  readonly lane?: number;
}

/** A cable whose ports the user said. */
export interface GivenCable {
  /** One end: a switch. */
  readonly from: GivenEnd;
  /** The other end: a switch or a server. */
  readonly to: GivenEnd;
}
