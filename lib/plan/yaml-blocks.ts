/** A key at the beginning of a line. */
const KEY = /^[A-Za-z0-9_][\w./-]*(?=:(\s|$))/;

/** A line at the top that is no member, comment or element of a member: a marker, a tag, an anchor, a flow, a text. */
const OTHER = /^(?![A-Za-z0-9_][\w./-]*:(\s|$)|\s|#|-\s|$)/m;

/** How many characters are compared at once where documents are equal. */
const STEP = 1024;

/**
 * Leaves out what two YAML documents have in common, as long as it is a whole member of the top: reading YAML takes a
 * hundred times longer than comparing texts. Members that may hold Kubernetes objects stay.
 *
 * @param before a document
 * @param after a later one
 * @returns both without it, or as they are where they are no plain mappings
 */
export function withoutCommon(before: string, after: string): readonly [string, string] {
  if (!isPlain(before)) return [before, after];
  const start = commonMembers(before, after, commonStart(before, after));
  const rest = commonEnd(before, after, start);
  const [from, to] = [before.slice(start, before.length - rest), after.slice(start, after.length - rest)];
  if (!isPlain(to)) return [before, after];
  const [old, current] = [membersOf(from), membersOf(to)];
  const [first, last] = [objectsIn(before.slice(0, start)), objectsIn(before.slice(before.length - rest))];
  if (old === undefined || current === undefined || first === undefined || last === undefined) return [before, after];
  return [first + differing(old, current) + last, first + differing(current, old) + last];
}

type Members = ReadonlyMap<string, string>;

function differing(these: Members, those: Members): string {
  const texts = [...these].filter(([key, text]) => text !== those.get(key) || mayHoldObjects(text));
  return texts.map(([, text]) => text).join('');
}

function mayHoldObjects(text: string): boolean {
  return text.includes('kind');
}

/** Members of a part of a document that may hold Kubernetes objects. */
function objectsIn(part: string): string | undefined {
  if (!mayHoldObjects(part)) return '';
  const members = membersOf(part);
  return members === undefined ? undefined : [...members.values()].filter(mayHoldObjects).join('');
}

/** Length of what two documents begin with. */
function commonStart(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at + STEP <= most && before.slice(at, at + STEP) === after.slice(at, at + STEP)) at += STEP;
  while (at < most && before.charCodeAt(at) === after.charCodeAt(at)) at += 1;
  return at;
}

/** Length of whole members that two documents begin with, of which so many characters are equal. */
function commonMembers(before: string, after: string, equal: number): number {
  if (equal === before.length && equal === after.length) return equal;
  for (let at = equal; at > 0; at = lineBefore(before, at)) {
    const isLine = before[at - 1] === '\n';
    if (isLine && startsMember(before, at) && (at < equal || startsMember(after, at))) return at;
  }
  return 0;
}

/** Beginning of the line before a place. */
function lineBefore(document: string, at: number): number {
  return at < 2 ? 0 : document.lastIndexOf('\n', at - 2) + 1;
}

/** Length of whole members that two documents end with, behind those that they begin with. */
function commonEnd(before: string, after: string, start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let length = 0;
  while (length + STEP <= most && endOf(before, length, STEP) === endOf(after, length, STEP)) length += STEP;
  while (length < most && before.at(-1 - length) === after.at(-1 - length)) length += 1;
  const first = before.length - length;
  for (let at = first; at < before.length; at = endOfLine(before, at)) {
    const rest = before.length - at;
    const isLine = at > first ? before[at - 1] === '\n' : isLineIn(before, rest) && isLineIn(after, rest);
    if (isLine && startsMember(before, at)) return rest;
  }
  return 0;
}

/** So many characters before the last ones. */
function endOf(text: string, last: number, length: number): string {
  return text.slice(text.length - last - length, text.length - last);
}

/** Whether the end of a document, of such a length, begins with a line. */
function isLineIn(document: string, length: number): boolean {
  return length === document.length || document[document.length - length - 1] === '\n';
}

/** What is indented, empty, a comment or an element of a list belongs to the member before it. */
function startsMember(document: string, at: number): boolean {
  return /\w/.test(document[at] ?? '');
}

/**
 * The members of the top, each with its lines; the last one of a document may lack its line end.
 *
 * @returns nothing where something else stands before the first one, or one is there twice
 */
function membersOf(part: string): Members | undefined {
  const members = new Map<string, string>();
  let [key, start]: [string | undefined, number] = [undefined, 0];
  for (let at = 0; at < part.length; at = endOfLine(part, at)) {
    if (!startsMember(part, at)) continue;
    if (key !== undefined) members.set(key, part.slice(start, at));
    else if (!BLANK.test(part.slice(0, at))) return undefined;
    [key, start] = [KEY.exec(part.slice(at, endOfLine(part, at)))?.[0], at];
    if (key === undefined || members.has(key)) return undefined;
  }
  if (key === undefined) return BLANK.test(part) ? members : undefined;
  const last = part.slice(start);
  return members.set(key, last.endsWith('\n') ? last : `${last}\n`);
}

/** Lines that are empty, or comments. */
const BLANK = /^([^\S\n]*(#[^\n]*)?(\n|$))*$/;

/** Behind the end of a line. */
function endOfLine(document: string, at: number): number {
  const end = document.indexOf('\n', at);
  return end === -1 ? document.length : end + 1;
}

/** Without markers, anchors, aliases, tags and flow at the top. */
function isPlain(document: string): boolean {
  if (OTHER.test(document)) return false;
  return !(document.includes('&') || document.includes('*')) || !/(^|[\s:,[{-])[&*][\w-]/m.test(document);
}
