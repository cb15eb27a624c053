/** What a change does to devices, the most dangerous first. */
export const TOUCHES = ['removed', 'interrupted', 'configured', 'added'] as const;

/** What a change does to devices. `interrupted`: they are drained, rebuilt or moved. */
export type Touch = (typeof TOUCHES)[number];

/** Devices of a site that a change touches alike. */
export interface TouchedDevices {
  /** Name of the site. */
  readonly site: string;
  /** Stage. @default - the site as a whole */
  readonly stage?: string;
  /** What is done to them. */
  readonly touch: Touch;
  /** Why, in words. */
  readonly why: string;
  /** Path of the construct by which they are touched. @default - the site, or the share of the stage */
  readonly path?: string;
  /** Index of the plan. @default - no single resource does it */
  readonly plan?: number;
  /** Terraform address. @default - no single resource does it */
  readonly address?: string;
  /** Names of the switches, servers and outside routers, in order. */
  readonly devices: readonly string[];
}
