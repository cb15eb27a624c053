import type { IConstruct } from 'constructs';
import { duplicateName } from '../../lib/errors/names';
import { SITE_SHARE } from '../../lib/site/facts';
import type { Site } from '../../lib/site/site';
import type { SiteShare } from '../../lib/site/site-share';
import { journalOf } from './journal';

const REGISTER = Symbol.for('datahall/SiteRegister');

/** The sites and shares of a program that somebody has published. */
interface Register {
  readonly sites: Map<string, Site>;
  readonly shares: Set<SiteShare>;
}

/**
 * Publishes a site, once a program.
 *
 * @param construct the one that speaks for it
 * @param site the site
 */
export function publishSite(construct: IConstruct, site: Site): void {
  const { sites } = registerOf(construct);
  const known = sites.get(site.name);
  if (known === site) return;
  sites.set(site.name, site);
  const { facts, problems } = journalOf(construct);
  if (known !== undefined) problems.push(duplicateName('site', site.name, 'another site of this program'));
  for (const { kind, fact } of site.statements) facts.push({ kind, produce: () => fact });
}

/**
 * Publishes a share with its site, and reports what is wrong with it.
 *
 * @param construct the one that speaks for it
 * @param share the share
 */
export function publishShare(construct: IConstruct, share: SiteShare): void {
  publishSite(construct, share.site);
  registerOf(construct).shares.add(share);
  const { facts, problems } = journalOf(construct);
  problems.push(...share.problems);
  facts.push({ kind: SITE_SHARE, produce: () => share.toFact() });
}

/**
 * Publishes the share that a construct was given, unless somebody has done so: its stage, or another construct.
 *
 * @param construct the one that was given the share
 * @param share the share
 */
export function useShare(construct: IConstruct, share: SiteShare): void {
  if (!registerOf(construct).shares.has(share)) publishShare(construct, share);
}

function registerOf({ node: { root } }: IConstruct): Register {
  const holder = root as IConstruct & { [REGISTER]?: Register };
  if (holder[REGISTER] === undefined)
    Object.defineProperty(holder, REGISTER, { value: { sites: new Map(), shares: new Set() } });
  return holder[REGISTER] as Register;
}
