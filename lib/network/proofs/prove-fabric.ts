import { fabricsOf, type SiteFabric } from '../../site/fabrics';
import type { SiteFact } from '../../site/facts';
import type { Proof } from '../../site/proof';
import { anyFailures } from './any-failures';
import { bisection } from './bisection';
import { connected } from './connected';
import { hops } from './hops';
import { oversubscription } from './oversubscription';
import { paths } from './paths';
import { freePorts } from './ports';
import { riskGroups } from './risk-groups';
import { singlePorts } from './server-ports';
import { cutsOf, singleFailures } from './single-failures';
import { subjectOf } from './subject';

const known = new WeakMap<SiteFabric, readonly Proof[]>();

/**
 * All proofs of one fabric, made once: a fact never changes, and several rules and pages read them. Where its servers do
 * not even reach each other, that is proven to be so, and what needs a way between them is left out.
 *
 * @param site the fact of the site
 * @param built the fabric
 */
export function proveFabric(site: SiteFact, built: SiteFabric): readonly Proof[] {
  const cached = known.get(built);
  if (cached !== undefined) return cached;
  const subject = subjectOf(site, built);
  const proofs = [...connected(subject)];
  if (subject.apart.length === 0 && subject.servers.length > 0) {
    const cuts = cutsOf(subject);
    proofs.push(...singleFailures(subject, cuts), ...anyFailures(subject, cuts), ...riskGroups(subject));
    proofs.push(...bisection(subject), ...hops(subject), ...paths(subject));
  }
  proofs.push(...oversubscription(subject), ...freePorts(subject), ...singlePorts(subject));
  known.set(built, proofs);
  return proofs;
}

/**
 * All proofs of all fabrics of a site.
 *
 * @param site the fact of the site
 */
export function proveSite(site: SiteFact): readonly Proof[] {
  return fabricsOf(site).fabrics.flatMap((built) => proveFabric(site, built));
}
