import { oneOf } from '../errors/print';
import { fail } from '../errors/datahall-error';
import { unknownSite, wanNameTaken } from '../errors/sizing';
import { wrongKind } from '../errors/units';
import type { Bandwidth } from '../units/bandwidth';
import type { Duration } from '../units/duration';
import { instance } from '../units/kinds';
import { checkDnsLabel } from '../units/names';
import { atLeastNumber, positive, wholeNumber } from '../units/ranges';
import { CHARGE_KINDS, type ChargeFact, type ChargeKind, type WanFact, type WanLinkFact } from './wan-facts';

/** A line between two sites. */
export interface WanLinkOptions {
  /** Names of the two sites. */
  readonly between: readonly [string, string];
  /** Bandwidth of one direction. */
  readonly bandwidth: Bandwidth;
  /** Latency of one direction. */
  readonly latency: Duration;
  /** Names of what fails for several links at once: a duct, a carrier, a bridge. @default - it fails alone */
  readonly sharedRisk?: readonly string[];
  /** Name, needed for the second link between two sites. @default - the two sites, joined by a hyphen */
  readonly name?: string;
}

/** A flow of data from one site to another. */
export interface ChargeOptions {
  /** What it is for. */
  readonly kind: ChargeKind;
  /** Site that sends. */
  readonly from: string;
  /** Site that receives. */
  readonly to: string;
  /** Mean bandwidth. */
  readonly bandwidth: Bandwidth;
  /** Peak over mean, at least 1: a link must carry the peak. */
  readonly peakFactor: number;
}

/** Sites that are joined, and what runs between them. */
export interface WanOptions {
  /** Lines, made by {@link Wan.link}. */
  readonly links: readonly WanLinkFact[];
  /** Flows of data by name. @default - none: only proven that the sites stay joined */
  readonly charges?: Readonly<Record<string, ChargeOptions>>;
  /** Whether the charges must still fit after the loss of one link or shared risk. @default false */
  readonly fitAfterLoss?: boolean;
  /** Sites that another program describes. @default - none: a site that this program does not describe is a warning */
  readonly elsewhere?: readonly string[];
}

/**
 * Sites joined by lines with a bandwidth, a latency and shared risks. What runs between the sites takes the way of the
 * least latency.
 *
 * @example
 * Wan.of({
 *   links: [
 *     Wan.link({ between: ['oslo', 'bergen'], bandwidth: Bandwidth.gbps(100), latency: Duration.milliseconds(4) }),
 *   ],
 *   charges: {
 *     mirror: { kind: 'mirroring', from: 'oslo', to: 'bergen', bandwidth: Bandwidth.gbps(20), peakFactor: 2 },
 *   },
 * });
 */
export class Wan {
  private constructor(private readonly fact: WanFact) {}

  /**
   * A line between two sites.
   *
   * @param options its ends and figures
   * @throws DH3270 when these are not two sites; DH1101 when one is no name of a site; DH1006 when a value is of
   * another kind; DH1005 when nothing passes over it
   */
  public static link(options: WanLinkOptions): WanLinkFact {
    const { between, bandwidth, latency, sharedRisk = [], name = ends(between) } = options;
    const given: readonly string[] = between;
    if (given.length !== 2 || between[0] === between[1]) fail(unknownSite(`the link '${name}'`, between, []));
    for (const site of between) {
      const problem = checkDnsLabel('between', site, 20);
      if (problem !== undefined) fail(problem);
    }
    instance('bandwidth', bandwidth, 'Bandwidth');
    instance('latency', latency, 'Duration');
    positive('bandwidth', bandwidth.bitsPerSecond);
    // The letters of a text would be risks too.
    if (!Array.isArray(sharedRisk) || !sharedRisk.every(isName))
      fail(wrongKind('sharedRisk', 'list of names', sharedRisk));
    if (!isName(name)) fail(wrongKind('name', 'name on one line', name));
    return { name, between, bitsPerSecond: bandwidth.bitsPerSecond, latencySeconds: latency.seconds, sharedRisk };
  }

  /**
   * Joins sites. The sites are those that links name.
   *
   * @param options lines and flows
   * @throws DH1004 when there are no lines; DH3270 when a charge is of no such site; DH3271 when a name is taken;
   * DH1005 for a peak factor below 1; DH1006 for what is of another kind
   */
  public static of(options: WanOptions): Wan {
    const { links, charges = {}, fitAfterLoss = false, elsewhere = [] } = options;
    wholeNumber('links', links.length, 1);
    const sites = [...new Set(links.flatMap(({ between }) => between))];
    const names = links.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) fail(wanNameTaken(twice));
    const stray = elsewhere.find((site) => !sites.includes(site));
    if (stray !== undefined) fail(unknownSite("'elsewhere'", stray, sites));
    const list = Object.entries(charges).map(([name, { kind, from, to, bandwidth, peakFactor }]): ChargeFact => {
      if (from === to || !sites.includes(from) || !sites.includes(to))
        fail(unknownSite(`the charge '${name}'`, [from, to], sites));
      instance(`bandwidth of ${name}`, bandwidth, 'Bandwidth');
      if (!CHARGE_KINDS.includes(kind)) fail(wrongKind(`kind of ${name}`, oneOf(CHARGE_KINDS), kind));
      const peak = bandwidth.times(atLeastNumber('peakFactor', peakFactor, 1));
      return { name, kind, from, to, peakBitsPerSecond: peak.bitsPerSecond };
    });
    return new Wan({ sites, links, charges: list, fitAfterLoss, elsewhere });
  }

  /** The WAN as a fact. */
  public toFact(): WanFact {
    return this.fact;
  }
}

/** What a compiler says of a program in TypeScript. */
function ends(between: unknown): string {
  return Array.isArray(between) ? between.join('-') : fail(wrongKind('between', 'pair of names of sites', between));
}

function isName(given: unknown): given is string {
  return typeof given === 'string' && /^\S.*$/u.test(given);
}
