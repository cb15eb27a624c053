import { counted, oneOf, show } from './print';
import { define } from './problem';

/** Two parts of a plant have the same name. */
export const plantNameTaken = define('DH3250', 'Two parts of a plant have the same name', (name: string) => ({
  what: 'two parts of the power and cooling plant have the same name',
  got: show(name),
  allowed: 'a name that no other utility, generator, UPS, PDU or cooling unit has',
  fix: 'rename one of the two',
}));

/** A part of a plant names a supply that is not there. */
export const unknownSupply = define(
  'DH3251',
  'A part of a plant names a supply that is not there',
  (part: string, given: readonly string[], known: readonly string[]) => ({
    what: `${part} does not hang on a supply that comes before it`,
    got: given.length === 0 ? 'no supply' : show(given),
    allowed: oneOf(known),
    fix: `name the supplies of ${part}, the preferred one first`,
  }),
);

/** The loss of one part of the power plant overloads another one. */
export const plantOverloaded = define(
  'DH3252',
  'The power plant does not carry all racks when it loses one part',
  (lost: string, part: string, needed: string, available: string) => ({
    what: `when the plant loses ${lost}, ${part} does not carry the largest load of all racks`,
    got: needed,
    allowed: `at most ${available}`,
    fix: `give ${part} more capacity or modules, or hang some of its load on another part`,
  }),
);

/** The loss of one part of the power plant during an outage of the utilities overloads another one. */
export const outageOverloaded = define(
  'DH3253',
  'The power plant does not carry all racks in an outage of the utilities with one part lost',
  (lost: string, part: string, needed: string, available: string) => ({
    what: `in an outage of all utilities, when the plant also loses ${lost}, ${part} does not carry all racks`,
    got: needed,
    allowed: `at most ${available}`,
    fix: 'add a generator, so that one of them may fail to start',
  }),
);

/** The loss of one part leaves too little cooling. */
export const coolingExceeded = define(
  'DH3254',
  'The cooling does not carry the heat away when the plant loses one part',
  (lost: string, zone: string, heat: string, available: string) => ({
    what: `when the plant loses ${lost}, the cooling zone '${zone}' does not carry the heat of its racks away`,
    got: heat,
    allowed: `at most ${available}`,
    fix: `add a unit to the zone '${zone}', or hang its units on supplies that do not fail together`,
  }),
);

/** Cooling zones take more or less than the whole heat of a row. */
export const heatNotCovered = define(
  'DH3255',
  'Cooling zones do not take the whole heat of a row',
  (row: string, covered: number, zones: readonly string[]) => ({
    what: `the cooling zones together do not take the whole heat of the row '${row}'`,
    got: `${Number((covered * 100).toFixed(3))} %${zones.length === 0 ? '' : ` by ${zones.join(', ')}`}`,
    allowed: '100 %',
    fix: `name '${row}' in the rows of its zones, with shares that make 1`,
  }),
);

/** A row of racks has other feeds than the plant says. */
export const feedsDiffer = define(
  'DH3256',
  'A row of racks has other feeds than the plant',
  (row: string, named: number, feeds: number) => ({
    what: `the plant and the racks of the row '${row}' count different feeds`,
    got: `${counted(named, 'feed')} named in the plant`,
    allowed: `${feeds}, one for each feed of a rack`,
    fix: `name in the plant's feeds of '${row}' what each feed of its racks hangs on`,
  }),
);

/** The batteries of a UPS are empty before the generators carry the load. */
export const batteriesTooSmall = define(
  'DH3257',
  'The batteries of a UPS do not last until the generators carry the load',
  (ups: string, generators: string, autonomy: string, start: string) => ({
    what: `the batteries of '${ups}' are empty before '${generators}' carry the load`,
    got: autonomy,
    allowed: `at least ${start}`,
    fix: `give '${ups}' larger batteries`,
  }),
);
