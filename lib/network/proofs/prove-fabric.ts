import { fabricsOf, type SiteFabric } from '../../site/fabrics';
import type { SiteFact } from '../../site/facts';
import type { Proof } from '../../site/proof';
import { anyFailures } from './any-failures';
import { bisection } from './bisection';
import { connected } from './connected';
import { hops } from './hops';
import { oversubscription } from './oversubscription';
import { paths } from './paths';
import { feedRisks } from './feed-risks';
import { freePorts } from './ports';
import { riskGroups, riskSets } from './risk-groups';
import { singlePorts } from './server-ports';
import { cutsOf, singleFailures } from './single-failures';
import { staysJoined } from './stays-joined';
import { isManagementOnly, subjectOf, type Subject } from './subject';

const known = new WeakMap<SiteFabric, readonly Proof[]>();
const judged = new WeakMap<SiteFabric, readonly Proof[]>();

/**
 * All proofs of one fabric, made once: a fact never changes, and several rules and pages read them. Where its servers
 * do not even reach each other, that is proven to be so, and what needs a way between them is left out.
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
    proofs.push(...feeds(site, subject));
    proofs.push(...bisection(subject), ...hops(subject, site), ...paths(subject));
  }
  proofs.push(...oversubscription(subject), ...freePorts(subject), ...singlePorts(subject));
  known.set(built, proofs);
  return proofs;
}

/**
 * The proofs of one fabric that may fail: those with a limit. Rules run in each synthesis and need no others, of which
 * some take longer than all else; nor those that hold at a glance.
 *
 * @param site the fact of the site
 * @param built the fabric
 */
export function judgeFabric(site: SiteFact, built: SiteFabric): readonly Proof[] {
  const cached = judged.get(built);
  if (cached !== undefined) return cached;
  const subject = subjectOf(site, built);
  const { requirements } = subject;
  // At a glance in a regular fabric; one that fails is looked at in full, for what the message says.
  const joined = staysJoined(built.fabric);
  const proofs = joined ? [] : [...connected(subject)];
  if (joined || (subject.apart.length === 0 && subject.servers.length > 0)) {
    if (!joined) proofs.push(...singleFailures(subject, cutsOf(subject)));
    proofs.push(...feeds(site, subject));
    if (requirements?.survives === 2) proofs.push(...anyFailures(subject, cutsOf(subject)));
    if (requirements?.survivesRack === true) proofs.push(...riskGroups(subject));
    if ((requirements?.bisectionBps ?? null) !== null) proofs.push(...bisection(subject));
    if ((requirements?.switchHops ?? requirements?.latency ?? null) !== null) proofs.push(...hops(subject, site));
  }
  if ((requirements?.oversubscription ?? null) !== null) proofs.push(...oversubscription(subject));
  judged.set(built, proofs);
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

function feeds(site: SiteFact, subject: Subject): readonly Proof[] {
  return riskSets(subject, 'power feed', feedRisks(site, subject), !isManagementOnly(subject));
}
