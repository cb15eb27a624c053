import type { MediumKind } from '../../catalog/cable-medium';
import type { Connector } from '../../catalog/connector';

/** One end of a kind of cable. */
export interface MediumEndSpec {
  /** Form of the cage that it fits. */
  readonly connector: Connector;
  /** Ports of the device that share it. */
  readonly ports: number;
  /** Largest power that it draws, in watts. */
  readonly watts: number;
}

/** A kind of cable as facts say it: plain JSON. */
export interface MediumSpec {
  /** Name. */
  readonly name: string;
  /** How it carries its signal. */
  readonly kind: MediumKind;
  /** Speed of the cable, or of one arm, in bits per second. */
  readonly bps: number;
  /** Arms; 1 for a straight cable. */
  readonly ways: number;
  /** Longest length in metres. */
  readonly reachMetres: number;
  /** Lengths that are sold, in metres, the shortest first; null for the usual steps. */
  readonly lengths: readonly number[] | null;
  /** The end that is not split. */
  readonly from: MediumEndSpec;
  /** The other end, or that of one arm. */
  readonly to: MediumEndSpec;
  /** Where the figures come from. */
  readonly source: string;
}

/** The cabling of a site as facts say it: plain JSON. */
export interface CablingSpec {
  /** Kinds of cables, the preferred first. */
  readonly media: readonly MediumSpec[];
  /** From a rack to the next in its row, in metres. */
  readonly rackPitchMetres: number;
  /** From a row to the next, in metres. */
  readonly rowPitchMetres: number;
  /** What each cable is longer than its way, in metres. */
  readonly slackMetres: number;
  /** From a device to the tray in metres; null for the way to the top of the higher rack. */
  readonly verticalMetres: number | null;
  /** Share of spares; null for none. */
  readonly spares: number | null;
}
