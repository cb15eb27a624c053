import { overlaps, side, type Box } from '../kernel/boxes';
import type { SecuritySeverity } from '../security-change';
import { outsideSeverity, takenSeverity } from './built-in';
import { DANGERS, type Danger } from './danger-table';

/** What permissions mean. */
export interface Meaning {
  /** In words; none when nothing stands out. */
  readonly words: readonly string[];
  /** The highest of all. */
  readonly severity: SecuritySeverity;
}

/**
 * Says what stands out in permissions.
 *
 * @param gained permissions that somebody gets or loses
 */
export function meaningOf(gained: readonly Box[]): Meaning {
  if (gained.some(isEverything)) return { words: ['do everything'], severity: 'high' };
  const found = DANGERS.filter((danger) => isIn(danger, gained));
  // A role outside of the plan holds what its name says, and nobody here knows more.
  const roles = [...new Set(gained.flatMap(outsideRoles))].sort();
  const taken = gained.filter(takesOthers);
  const severities = [
    ...found.map(({ severity }) => severity),
    ...roles.map(outsideSeverity),
    ...taken.map(takenSeverity),
  ];
  const words = [
    ...found.map((danger) => danger.words),
    ...roles.map((role) => `do all of ${role}`),
    ...(taken.length === 0 ? [] : ['do all of ClusterRoles that it selects outside of this plan']),
  ];
  return { words, severity: highest(severities) };
}

/**
 * The roles outside of the plan that permissions stand for: those of one scope are joined.
 *
 * @param permissions one piece
 */
export function outsideRoles(permissions: Box): readonly string[] {
  return kindsOf(permissions).filter((kind) => !RULED.has(kind));
}

/**
 * Whether permissions are those of roles that a role selects.
 *
 * @param permissions one piece
 */
export function takesOthers(permissions: Box): boolean {
  return kindsOf(permissions).includes(TAKEN);
}

/** Kind of the permissions of roles outside of the plan that an aggregated role may take. */
export const TAKEN = 'taken';
const RULED: ReadonlySet<string> = new Set(['resource', 'url', TAKEN]);

/** None where a piece is all but some kinds. */
function kindsOf(permissions: Box): readonly string[] {
  const kind = side(permissions, 'kind');
  return kind.but ? [] : kind.values;
}

function isEverything(permissions: Box): boolean {
  const open = ['verb', 'group', 'resource', 'subresource', 'name'].every((side) => permissions.get(side)?.but ?? true);
  return (
    open && (permissions.get('kind')?.values.includes('resource') ?? false) !== (permissions.get('kind')?.but ?? true)
  );
}

function isIn({ requests, clusterWide = false }: Danger, gained: readonly Box[]): boolean {
  const counted = clusterWide ? gained.filter(isUnlimited) : gained;
  return requests.some((probe) => counted.some((each) => overlaps(each, probe)));
}

/** Whether permissions are for objects of any namespace and name, but for some. */
function isUnlimited(permissions: Box): boolean {
  return side(permissions, 'namespace').but && side(permissions, 'name').but;
}

function highest(severities: readonly SecuritySeverity[]): SecuritySeverity {
  return severities.includes('high') ? 'high' : severities.includes('medium') ? 'medium' : 'low';
}
