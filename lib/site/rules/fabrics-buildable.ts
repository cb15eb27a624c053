import { portsExceeded } from '../../errors/fabric';
import { rule } from '../../rules/rule';
import { fabricsOf } from '../fabrics';
import { SITE } from '../facts';

/** Each cable of a site has a port at both ends, of one speed, and each rack has its switches. */
export const fabricsBuildable = rule(portsExceeded, 'error', (model) =>
  model.all(SITE).flatMap((site) => fabricsOf(site).problems.map((problem) => ({ problem, at: site }))),
);
