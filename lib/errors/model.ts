import type { Code } from './problem';
import { define } from './problem';
import { show } from './print';

/** An acknowledgement covers no finding. */
export const acknowledgementUnused = define(
  'DH1201',
  'An acknowledgement covers no finding',
  (code: Code, given: string) => ({
    what: `this acknowledgement of ${code} covers no finding`,
    got: given,
    allowed: 'the code and the `given` line of a finding of this construct',
    fix: 'remove the acknowledgement, or copy the `given` line of the finding that it is meant for',
  }),
);

/** An acknowledgement is past its end date. */
export const acknowledgementExpired = define(
  'DH1202',
  'An acknowledgement is past its end date',
  (code: Code, until: string) => ({
    what: `the acknowledgement of ${code} has ended`,
    got: until,
    allowed: 'a day that is not past',
    fix: 'repair the cause, or have the finding accepted again with a new end date',
  }),
);

/** A text is not a day. */
export const invalidDate = define('DH1203', 'A text is not a day', (field: string, given: unknown) => ({
  what: `'${field}' is not a day`,
  got: show(given),
  allowed: "a day in the form 'YYYY-MM-DD'",
  fix: "write year, month and day of the calendar, for example '2026-12-04'",
}));
