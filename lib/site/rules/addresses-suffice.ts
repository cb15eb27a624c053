import { addressesExhausted } from '../../errors/fabric';
import { rule } from '../../rules/rule';
import { addressProblems } from '../addressing';
import { SITE } from '../facts';

/** Each device and each numbered link of a site has an address, and each router an AS number of its own. */
export const addressesSuffice = rule(addressesExhausted, 'error', (model) =>
  model.all(SITE).flatMap((site) => addressProblems(site).map((problem) => ({ problem, at: site }))),
);
