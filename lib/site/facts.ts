import { factKind } from '../model/fact';

/** A site: what all stages share. */
export interface SiteFact {
  /** Name of the site. */
  readonly name: string;
  /** Rows of equal racks. */
  readonly racks: readonly {
    readonly row: string;
    readonly count: number;
    readonly units: number;
    readonly feeds: number;
    readonly feedWatts: number;
  }[];
  /** Groups of equal servers. */
  readonly servers: readonly {
    readonly group: string;
    readonly model: string;
    readonly count: number;
    readonly rackUnits: number;
    readonly row: string;
    readonly maxPowerWatts: number;
    readonly powerSupplies: { readonly count: number; readonly required: number };
    readonly gpus: number;
    readonly source: string;
  }[];
  /** The fabric that connects them. */
  readonly fabric: {
    readonly topology: string;
    readonly leaves: number;
    readonly spines: number;
    readonly homing: number;
    readonly leaf: string;
    readonly spine: string;
    readonly rackUnits: number;
  };
  /** Networks by use. */
  readonly addresses: { readonly underlay: string; readonly virtualIps: string };
}

/** Kind of {@link SiteFact}. */
export const SITE = factKind<SiteFact>('site');

/** The part of a site that belongs to a stage. */
export interface SiteShareFact {
  /** Name of the site. */
  readonly site: string;
  /** Names of the servers by group. */
  readonly servers: Readonly<Record<string, readonly string[]>>;
  /** Addresses of its load balancers. */
  readonly virtualIps: string;
}

/** Kind of {@link SiteShareFact}. */
export const SITE_SHARE = factKind<SiteShareFact>('site-share');
