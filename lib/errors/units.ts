import { isTokenLike } from '../units/tokens';
import { unresolvedToken } from './names';
import { define, type Problem } from './problem';
import { show } from './print';

/** A quantity was made from something that is not a finite, non-negative number. */
export const quantityNotFinite = define(
  'DH1001',
  'A quantity is not a finite number of at least zero',
  (unit: string, given: unknown) => ({
    what: `${unit} needs a finite number of at least zero`,
    got: show(given),
    allowed: 'a finite number >= 0',
    fix: `write the amount as a plain number, for example ${unit}(1)`,
  }),
);

/** A value of another unit stands where a certain unit is needed. */
export const wrongUnit = define(
  'DH1002',
  'A value has the wrong unit',
  (field: string, unit: string, given: unknown) => ({
    what: `'${field}' has the wrong unit`,
    got: show(given),
    allowed: `a ${unit} value`,
    fix: `make the value with a factory of ${unit}`,
  }),
);

/** A text is not an IP network in CIDR notation. */
export const invalidCidr = define('DH1003', 'A text is not a network in CIDR notation', (given: unknown) => ({
  what: 'this is not a network in CIDR notation',
  got: show(given),
  allowed: "an IPv4 or IPv6 network such as '10.0.0.0/16' or 'fd00:10::/48', with no host bits set",
  fix: 'write the first address of the network, a slash and the prefix length',
}));

/** A text is not an IP address. */
export const invalidIpAddress = define('DH1007', 'A text is not an IP address', (field: string, given: unknown) => ({
  what: `'${field}' is not an IP address`,
  got: show(given),
  allowed: "an IPv4 or IPv6 address such as '10.0.1.2' or 'fd00:10::2', without a prefix length",
  fix: 'write the address itself, not a name or a network',
}));

/** A count is not a whole number in its range. */
export const countNotInRange = define(
  'DH1004',
  'A count is not a whole number in its range',
  (field: string, given: unknown, min: number, max: number) => ({
    what: `'${field}' is not a whole number in its range`,
    got: show(given),
    allowed: max === Number.MAX_SAFE_INTEGER ? `a whole number >= ${min}` : `a whole number from ${min} to ${max}`,
    fix: `give '${field}' a whole number in this range`,
  }),
);

/**
 * A count that cannot be taken: not a whole number in its range, or one that Terraform knows only at apply.
 *
 * @param field what is checked, for the message
 * @param given the count
 * @param min smallest that is allowed
 * @param max largest that is allowed
 */
export function invalidCount(field: string, given: unknown, min: number, max: number): Problem {
  return isTokenLike(given) ? unresolvedToken(field) : countNotInRange(field, given, min, max);
}

/** A plain number lies outside of its range. */
export const numberOutOfRange = define(
  'DH1005',
  'A number lies outside of its range',
  (field: string, given: unknown, range: string) => ({
    what: `'${field}' lies outside of its range`,
    got: show(given),
    allowed: `a number ${range}`,
    fix: `give '${field}' a number in this range; 80 % is 0.8`,
  }),
);

/** A value is not what a class makes. */
export const wrongKind = define(
  'DH1006',
  'A value is of another kind',
  (field: string, kind: string, given: unknown) => ({
    what: `'${field}' is of another kind`,
    got: show(given),
    allowed: kind,
    fix: 'take a constant of the class, or what one of its factories makes',
  }),
);
