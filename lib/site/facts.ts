import type { NicCageFacts, NicRole } from '../catalog/nic';
import { factKind } from '../model/fact';
import type { OutsideRouterSpec } from '../network/outside/outside-router';
import type { AsnSpec } from '../network/addressing/asn-plan';
import type { CablingSpec } from './cabling/spec';
import type { SwitchClass, TopologySpec } from '../network/fabric/spec';

/** A site: what all stages share. */
export interface SiteFact {
  /** Name of the site. */
  readonly name: string;
  /** Rows of equal racks. */
  readonly racks: readonly {
    readonly row: string;
    readonly count: number;
    readonly batches: readonly number[];
    readonly units: number;
    readonly feeds: number;
    readonly feedWatts: number;
    readonly loadKg: number | null;
  }[];
  /** Groups of equal servers. */
  readonly servers: readonly {
    readonly group: string;
    readonly model: string;
    readonly count: number;
    readonly rackUnits: number;
    readonly row: string;
    readonly batches: readonly number[];
    readonly deliveries?: readonly (number | null)[];
    readonly perRack: number | null;
    readonly at: readonly string[] | null;
    readonly maxPowerWatts: number;
    readonly weightKg: number | null;
    readonly powerSupplies: { readonly count: number; readonly required: number };
    readonly gpus: number;
    readonly gpuModel?: string;
    readonly nics: readonly {
      readonly roles: readonly NicRole[];
      readonly ports: number;
      readonly bps: number;
      readonly devices?: readonly string[];
      readonly cage?: NicCageFacts;
      readonly bond?: boolean;
    }[];
    readonly source: string;
  }[];
  /** The fabrics that join them. */
  readonly fabrics: readonly {
    readonly name: string;
    readonly topology: TopologySpec;
    readonly classes: readonly SwitchClass[];
  }[];
  /** Networks by use. */
  readonly addresses: {
    readonly underlay: string;
    readonly ipv6: string | null;
    readonly fabrics: Readonly<Record<string, string>>;
    readonly virtualIps: string;
    readonly pods?: string;
    readonly nodePodPrefix?: number;
    readonly services?: string;
  };
  /** Routers that are not of the site. */
  readonly outside?: readonly ({ readonly name: string } & OutsideRouterSpec)[];
  /** AS numbers of switches and servers. */
  readonly asns: AsnSpec;
  /** How pods reach other hosts. */
  readonly podNetwork: 'routed' | 'overlay';
  /** Kinds of cables and the ways that they take; null when they are not known. */
  readonly cabling: CablingSpec | null;
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
