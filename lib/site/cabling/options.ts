import type { CableMedium, MediumEndFacts } from '../../catalog/cable-medium';
import type { Length } from '../../units/length';
import { share } from '../../units/ranges';
import type { CablingSpec, MediumEndSpec } from './spec';

/**
 * What cables of a site are made of and where they run: from a device up to a tray above the racks, along the row,
 * across the rows, and down; between devices of one rack straight.
 */
export interface CablingOptions {
  /** Kinds of cables in the order in which you prefer them: each cable gets the first that fits and reaches. */
  readonly media: readonly CableMedium[];
  /** From the middle of a rack to that of the next in its row. */
  readonly rackPitch: Length;
  /** From a row to the next one, as they are listed in the site; rows begin beside each other. */
  readonly rowPitch: Length;
  /** What each cable is longer than its way: loops, bends, the tray's height above the racks. */
  readonly slack: Length;
  /**
   * From a device to the tray, at each end.
   * @default - from the middle of the device to the top of the higher one of both racks, 44.45 mm a rack unit
   */
  readonly vertical?: Length;
  /** Share of each kind and length that is bought as spares, rounded up, e.g. 0.05. @default - no spares in the bill */
  readonly spares?: number;
}

/**
 * The cabling of a site as a fact.
 *
 * @param options what was said
 * @throws DH1005 when `spares` is no share
 */
export function cablingSpec(options: CablingOptions): CablingSpec {
  const { media, rackPitch, rowPitch, slack, vertical, spares } = options;
  return {
    media: media.map(({ facts }) => ({
      name: facts.name,
      kind: facts.kind,
      bps: facts.speed.bitsPerSecond,
      ways: facts.ways ?? 1,
      reachMetres: facts.reach.metres,
      lengths: facts.lengths?.map(({ metres }) => metres).sort((a, b) => a - b) ?? null,
      from: endSpec(facts.from),
      to: endSpec(facts.to),
      source: facts.source,
    })),
    rackPitchMetres: rackPitch.metres,
    rowPitchMetres: rowPitch.metres,
    slackMetres: slack.metres,
    verticalMetres: vertical?.metres ?? null,
    spares: spares === undefined ? null : share('spares', spares),
  };
}

function endSpec({ connector, ports = 1, power }: MediumEndFacts): MediumEndSpec {
  return { connector, ports, watts: power.watts };
}
