import { define } from './problem';
import { counted } from './print';

/** A cable is longer than all that it can be made of. */
export const cableTooLong = define(
  'DH3860',
  'A cable is longer than its media reach',
  (cable: string, count: number, kind: string, length: string, medium: string, reach: string) => ({
    what: `no medium of the site reaches the far end of ${counted(count, 'cable')} of the kind '${kind}'`,
    got: `${length} are needed by the longest of them, ${cable}`,
    allowed: `at most ${reach}, the reach of '${medium}'`,
    fix: 'add a medium of longer reach to cabling.media, or move the devices nearer to each other with switchRow or at',
  }),
);

/** No medium fits the two ends of a cable. */
export const noMediumFits = define(
  'DH3861',
  'No medium fits a kind of cable',
  (cable: string, count: number, kind: string, near: readonly string[], others: readonly string[]) => ({
    what: `no medium of the site fits the ports of ${counted(count, 'cable')} of the kind '${kind}', such as ${cable}`,
    got:
      near.length + others.length === 0
        ? 'no media'
        : [...near, ...(others.length > 0 ? [`media of ${others.join(', ')}`] : [])].join(', '),
    allowed: 'a medium of this speed and number of arms for the cages at both ends',
    fix: 'add a known one, or yours with CableMedium.custom({ … }), to cabling.media',
  }),
);

/** An end of a cable stands nowhere. */
export const cableLengthUnknown = define(
  'DH3862',
  'The length of a cable is not known',
  (cable: string, count: number) => ({
    what: 'the cabling is proven without these cables, because one of their ends has no place in a rack',
    got: `${counted(count, 'cable')}, such as ${cable}`,
    allowed: 'a rack with room for each device',
    fix: 'give the switches a row with switchRow and the racks enough units, or accept this finding',
  }),
);

/** A module draws more than its port gives. */
export const portPowerExceeded = define(
  'DH3863',
  'A module draws more power than its port gives',
  (port: string, count: number, medium: string, watts: string, limit: string) => ({
    what: `${counted(count, 'port')} would have to feed more than they can, the worst is ${port}`,
    got: `${watts} for '${medium}'`,
    allowed: `at most ${limit}`,
    fix: 'prefer a medium that draws less, or take a class of switches whose ports give more',
  }),
);
