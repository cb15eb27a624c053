import { coerce, compare, diff } from 'semver';
import type { UpgradeVerdict, VersionChange } from './version-change';

/** A verdict with its reason. */
export type Judgement = Pick<VersionChange, 'verdict' | 'why'>;

/** How the CRDs of a chart get into the cluster; `none` when it has none, nothing when that is not known. */
export type CrdDelivery = 'release' | 'chart' | 'install-only' | 'none' | undefined;

const ORDER: readonly UpgradeVerdict[] = ['blocked', 'manual', 'unknown', 'safe'];

/** Most reasons that are told; the rest is counted. */
const REASONS = 3;

/**
 * The worst of several judgements, with the reasons of all that are as bad; of what is safe, the first says enough.
 *
 * @param all judgements, at least one
 */
export function worst(...all: readonly Judgement[]): Judgement {
  const verdict = ORDER.find((each) => all.some((it) => it.verdict === each));
  if (verdict === undefined) return UNKNOWN;
  const reasons = [...new Set(all.flatMap((it) => (it.verdict === verdict ? it.why : [])))];
  const told = verdict === 'safe' ? 1 : REASONS;
  const more = verdict === 'safe' || reasons.length <= told ? '' : `; and ${reasons.length - told} more`;
  return { verdict, why: `${reasons.slice(0, told).join('; ')}${more}` };
}

const UNKNOWN: Judgement = { verdict: 'unknown', why: 'nothing says what it changes' };

/**
 * Judges a step between two versions of a chart or a provider.
 *
 * @param from version before
 * @param to version after
 */
export function judgeStep(from: string | undefined, to: string | undefined): Judgement {
  if (from === undefined) return { verdict: 'safe', why: 'it is new' };
  if (to === undefined) return { verdict: 'safe', why: 'it goes' };
  const [old, current] = [coerce(from, PRERELEASES), coerce(to, PRERELEASES)];
  if (old === null || current === null) return { verdict: 'unknown', why: 'its versions cannot be compared' };
  if (compare(old, current) > 0) return { verdict: 'manual', why: 'it goes back to an older version' };
  const step = diff(old, current) ?? '';
  if (step.includes('major'))
    return { verdict: 'manual', why: 'a new major version may break what it says in its notes' };
  // Before 1.0.0 any minor version may break.
  if (old.major === 0 && step.includes('minor'))
    return { verdict: 'manual', why: 'before 1.0.0 a minor version may break' };
  return { verdict: 'safe', why: `a ${WORDS[step] ?? step} version` };
}

/** What is behind the numbers is a prerelease, or says how an image was built: `v3.14.0-distroless`. */
const WORDS: Readonly<Record<string, string>> = {
  '': 'build',
  premajor: 'major',
  preminor: 'minor',
  prepatch: 'patch',
  prerelease: 'prerelease or build',
};

const PRERELEASES = { includePrerelease: true };

/**
 * Judges what becomes of the CRDs of a chart. Those that a rendered chart has in its templates are compared as other
 * objects are.
 *
 * @param by how they get into the cluster
 * @param untouched how many definitions differ that Helm never changes. @default - the chart was not rendered
 */
export function judgeDelivery(by: CrdDelivery, untouched?: number): Judgement {
  if (untouched === 0) return { verdict: 'safe', why: 'its CRDs are compared' };
  if (untouched !== undefined)
    return {
      verdict: 'manual',
      why: `Helm does not upgrade CRDs of its folder crds/, and ${untouched} differ: somebody must`,
    };
  switch (by) {
    case 'none':
      return { verdict: 'safe', why: 'it has no CRDs' };
    case 'release':
      return { verdict: 'safe', why: 'its CRDs come in a release of their own, which is compared' };
    case 'install-only':
      return { verdict: 'manual', why: 'Helm does not upgrade its CRDs: somebody must' };
    case 'chart':
      return { verdict: 'unknown', why: 'its CRDs lie in the chart, which a plan does not hold' };
    default:
      return { verdict: 'unknown', why: 'whether it has CRDs is not known' };
  }
}
