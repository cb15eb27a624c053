/** Whether an upgrade can be taken as it is. */
export type UpgradeVerdict = 'safe' | 'manual' | 'blocked' | 'unknown';

/** Something of which another version comes. */
export interface VersionChange {
  /** What it is. */
  readonly kind: 'chart' | 'crd' | 'image' | 'driver' | 'provider';
  /** Its name. */
  readonly name: string;
  /** Path of its construct, or its stack. */
  readonly path: string;
  /** Stage, where it has one. @default - none */
  readonly stage?: string;
  /** Version before. @default - it is new */
  readonly from?: string;
  /** Version after. @default - it goes */
  readonly to?: string;
  /** Whether it can be taken as it is. */
  readonly verdict: UpgradeVerdict;
  /** Why. */
  readonly why: string;
  /** Page of the web that says what the version after brings. @default - none is known */
  readonly releasePage?: string;
}
