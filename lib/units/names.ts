import { isIP } from 'node:net';
import type { Problem } from '../errors/problem';
import { invalidCount } from '../errors/units';
import { invalidDnsLabel, invalidDnsName, invalidId, invalidLabelValue, unresolvedToken } from '../errors/names';
import { isTokenLike } from './tokens';

const DNS_LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const LABEL_VALUE = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const ID = /^[A-Za-z][A-Za-z0-9-]*$/;

const LABEL = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
const OBJECT_NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
/** Longest DNS name. */
const DNS_NAME_MAX = 253;

/** Longest DNS label (RFC 1123). */
export const DNS_LABEL_MAX = 63;
/** Longest name of a Helm release: Helm keeps ten characters of 63 for the suffixes of charts. */
export const HELM_RELEASE_MAX = 53;

/**
 * Checks a name that becomes a DNS label: a namespace, a service, a stage. Nothing is ever cut.
 *
 * @param field what is checked, for the message
 * @param given the name
 * @param max longest that is allowed
 * @returns DH1101, DH1104, or nothing
 */
export function checkDnsLabel(field: string, given: string, max: number = DNS_LABEL_MAX): Problem | undefined {
  if (isTokenLike(given)) return unresolvedToken(field);
  const good = typeof given === 'string' && given.length <= max && DNS_LABEL.test(given);
  return good ? undefined : invalidDnsLabel(field, given, max);
}

/**
 * Checks the name of an object that somebody else makes: Kubernetes allows dots in most of them.
 *
 * @param field what is checked, for the message
 * @param given the name
 * @returns DH1104, DH1113, or nothing
 */
export function checkObjectName(field: string, given: string): Problem | undefined {
  if (isTokenLike(given)) return unresolvedToken(field);
  const good = typeof given === 'string' && given.length <= DNS_NAME_MAX && OBJECT_NAME.test(given);
  const allowed = "1 to 253 characters of a-z, 0-9, '-' and '.', each part starting and ending with a letter or digit";
  return good ? undefined : invalidDnsName(field, given, allowed);
}

/**
 * Checks a name that clients call a server by; its first label may be `*`.
 *
 * @param field what is checked, for the message
 * @param given the name
 * @returns DH1104, DH1113, or nothing
 */
export function checkHostname(field: string, given: string): Problem | undefined {
  if (isTokenLike(given)) return unresolvedToken(field);
  const name = typeof given === 'string' ? given.replace(/^\*\./, '') : '';
  const short = name.length <= DNS_NAME_MAX && name.split('.').every((label) => label.length <= DNS_LABEL_MAX);
  const good = short && OBJECT_NAME.test(name) && isIP(name) === 0;
  return good ? undefined : invalidDnsName(field, given, "a host name such as 'api.example.com' or '*.example.com'");
}

/**
 * Checks the name of a Helm release.
 *
 * @param field what is checked, for the message
 * @param given the name
 * @returns DH1101, DH1104, or nothing
 */
export function checkReleaseName(field: string, given: string): Problem | undefined {
  return checkDnsLabel(field, given, HELM_RELEASE_MAX);
}

/**
 * Checks a Kubernetes label value.
 *
 * @param field what is checked, for the message
 * @param given the value
 * @returns DH1102, DH1104, or nothing
 */
export function checkLabelValue(field: string, given: string): Problem | undefined {
  if (isTokenLike(given)) return unresolvedToken(field);
  const good = typeof given === 'string' && given.length <= 63 && (given === '' || LABEL_VALUE.test(given));
  return good ? undefined : invalidLabelValue(field, given);
}

/**
 * Checks the id of a construct: Terraform addresses drop every character that is not a letter, a digit, `-` or `_`,
 * so `a.b` and `ab` would meet in one address.
 *
 * @param given the id
 * @returns DH1103, DH1104, or nothing
 */
export function checkId(given: string): Problem | undefined {
  if (isTokenLike(given)) return unresolvedToken('id');
  return typeof given === 'string' && ID.test(given) ? undefined : invalidId(given);
}

/**
 * Checks a count.
 *
 * @param field what is checked, for the message
 * @param given the count
 * @param min smallest that is allowed
 * @param max largest that is allowed
 * @returns DH1004, DH1104, or nothing
 */
export function checkCount(
  field: string,
  given: number,
  min = 0,
  max: number = Number.MAX_SAFE_INTEGER,
): Problem | undefined {
  return Number.isSafeInteger(given) && given >= min && given <= max ? undefined : invalidCount(field, given, min, max);
}
