import type { MustApprove } from '../must-approve';
import { typeIn } from '../must-approve';
import { reasonWords } from '../reasons';
import type { ReportedApproval, ReportedSecurity } from '../report';
import { code } from './escape';
import type { Where } from '../where';
import type { Row } from './section';
import { DIRECTIONS, nameList, objectName, objectWords, placeWords, plain } from './words';

/** Rows of each risk that come before the other rows of all: none is buried below many of another. */
const FIRST = 8;

/** Most characters of a name, which may be a value with its path. */
const NAME_LIMIT = 240;

/**
 * The rows of what must be approved, by risk.
 *
 * @param groups what is alike, the most dangerous first
 * @param where tells stages apart
 */
export function* approvalRows(groups: readonly MustApprove[], where: Where): Iterable<Row> {
  const counts = new Map<string, number>();
  const late: MustApprove[] = [];
  for (const group of groups) {
    const count = counts.get(group.risk) ?? 0;
    counts.set(group.risk, count + 1);
    if (count < FIRST) yield rowOf(group, where);
    else late.push(group);
  }
  for (const group of late) yield rowOf(group, where);
}

function rowOf(group: MustApprove, where: Where): Row {
  if (group.risk === 'security') return { text: securityText(group.security, where), stands: group.security.length };
  return { text: approvalText(group.approvals, where), stands: group.approvals.length };
}

function approvalText(alike: readonly [ReportedApproval, ...ReportedApproval[]], where: Where): string {
  const [{ plan, object, path, address, action, consequence, names = [], because = [], reason }] = alike;
  const objects = alike.map((each) => (each.object === undefined ? each.path : objectName(each.object)));
  const one = object === undefined ? code(path) : `${objectWords(object)} of ${code(path)}`;
  const many = `${alike.length} × ${code(object?.kind ?? typeIn(address))}: ${nameList(objects)}`;
  const does = object === undefined ? action : 'objects';
  const why = because.length === 0 ? '' : ` because of ${nameList(because)}`;
  const said =
    because.length > 0
      ? ''
      : reasonWords(reason, code)
          .map((words) => ` (${words})`)
          .join('');
  const told = names.length === 0 ? '' : ` (${nameList(names, NAME_LIMIT)})`;
  const [line, ...others] = [...new Set(alike.flatMap(({ declaredAt }) => declaredAt ?? []))];
  const at = line === undefined || others.length > 0 ? '' : `, declared at ${code(line)}`;
  return `- ⛔ **${does}** ${alike.length === 1 ? one : many}${placeWords([where(plan)])}${why}${said}: ${plain(consequence)}${told}${at}`;
}

function securityText(alike: readonly [ReportedSecurity, ...ReportedSecurity[]], where: Where): string {
  const [{ plan, stage, direction, subject, what, detail }] = alike;
  const subjects = alike.length === 1 ? code(subject) : `${alike.length} × ${nameList(alike.map((it) => it.subject))}`;
  return `- ⛔ **security** ${DIRECTIONS[direction]} ${direction} ${subjects}${placeWords([where(plan, stage)])} ${plain(what)}: ${code(detail, 300)}`;
}
