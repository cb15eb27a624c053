import { side, type Box } from '../kernel/boxes';
import { labelWords } from '../kernel/labels';
import { isAny, type ValueSet } from '../kernel/value-set';
import { listed, setWords } from '../kernel/words';
import { outsideRoles, TAKEN } from './dangers';
import { ROLE_LABEL } from './roles';
import type { Urls } from './urls';

/**
 * Permissions in words, e.g. `get, list secrets in team-a`.
 *
 * @param pieces what somebody gets or loses
 * @param urls knows the paths
 */
export function permissionWords(pieces: readonly Box[], urls: Urls): string {
  return listed([...new Set(pieces.flatMap((piece) => words(piece, urls)))].sort(), '; ');
}

function words(piece: Box, urls: Urls): readonly string[] {
  const kind = side(piece, 'kind');
  if (isAny(kind) && piece.size === 0) return ['everything'];
  const roles = outsideRoles(piece).map((role) => `${role} ${scope(piece)}`);
  const verbs = setWords(side(piece, 'verb'), 'verb');
  const ruled = (name: string): boolean => !kind.but && kind.values.includes(name);
  const taken = ruled(TAKEN) ? [`${takenWords(piece)} ${scope(piece)}`] : [];
  const paths = ruled('url') ? [`${verbs} ${urls.words(side(piece, 'path'))}`] : [];
  const objects =
    kind.but || ruled('resource') ? [`${verbs} ${resources(piece)}${names(side(piece, 'name'))} ${scope(piece)}`] : [];
  return [...roles, ...taken, ...objects, ...paths];
}

function takenWords(piece: Box): string {
  const labels = labelWords(piece, ROLE_LABEL);
  return labels === '' ? 'all ClusterRoles' : `all ClusterRoles ${labels}`;
}

function resources(piece: Box): string {
  const sub = side(piece, 'subresource');
  const parent = setWords(side(piece, 'resource'), 'resource');
  const subWords = isAny(sub)
    ? ' with subresources'
    : sub.but || sub.values.some((each) => each !== '')
      ? subresources(sub)
      : '';
  const group = side(piece, 'group');
  const core = !group.but && group.values.length === 1 && group.values[0] === '';
  return `${parent}${subWords}${core ? '' : ` of ${setWords(named(group), 'group')}`}`;
}

function subresources(sub: ValueSet): string {
  return sub.but ? ` with subresources but ${listed(named(sub).values)}` : `/${listed(named(sub).values)}`;
}

function named(values: ValueSet): ValueSet {
  return { ...values, values: values.values.map((value) => (value === '' ? '""' : value)) };
}

function names(values: ValueSet): string {
  return isAny(values) ? '' : ` named ${setWords(values, 'name')}`;
}

function scope(piece: Box): string {
  const namespace = side(piece, 'namespace');
  if (isAny(namespace)) return 'in the whole cluster';
  return namespace.but ? `in the whole cluster but ${listed(namespace.values)}` : `in ${listed(namespace.values)}`;
}
