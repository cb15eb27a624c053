type Kind = 'text' | 'number' | 'list' | 'object';

/**
 * What readers of a lock rely on: `[]` stands for each element of a list, `{}` for each member of an object, `?` for
 * what may be null or left out.
 */
const SHAPE: Readonly<Record<string, Kind>> = {
  site: 'text',
  cluster: 'object',
  'cluster.context': 'text',
  running: 'object',
  'running.release': 'text',
  'running.serving': 'list',
  'running.serving.[].release': 'text',
  'running.serving.[].weight': 'number',
  'running.retired': 'list',
  'running.retired.[].release': 'text',
  'running.retired.[].when': 'text',
  releaseDigest: 'text',
  content: 'object',
  'content.digest': 'text',
  'content.stacks': 'object',
  'content.stacks.{}.resources': 'object',
  'content.stacks.{}.resources.{}': 'text',
  'content.stacks.{}.stateful': 'list',
  'content.pins.charts': 'object',
  'content.pins.models': 'object',
  'previous?.running.release': 'text',
  'previous?.running.serving': 'list',
  'previous?.running.retired': 'list',
  'previous?.digest': 'text',
  'previous?.back.kind': 'text',
  'previous?.back.reasons': 'list',
  verified: 'list',
  'verified.[].release': 'text',
  'verified.[].digest': 'text',
  'verified.[].at': 'text',
  'verified.[].checks': 'list',
  'deployed?.digest': 'text',
  'unfinished?.digest': 'text',
  'unfinished?.at': 'text',
  exceptions: 'list',
  'exceptions.[].kind': 'text',
};

/**
 * What a lock lacks, or has in another form, because somebody edited it or a merge joined halves of two. Fields that
 * nobody relies on are not looked at.
 *
 * @param lock content of the file
 * @returns paths of fields, the first one of those within each other
 */
export function lacksOf(lock: object): readonly string[] {
  const lacking = Object.entries(SHAPE).filter(([path, kind]) => !has(lock, path.split('.'), kind));
  const paths = lacking.map(([path]) => path.replaceAll('?', '').replaceAll('.[]', '[]').replaceAll('{}', '*'));
  return paths.filter((path) => !paths.some((other) => path !== other && path.startsWith(other)));
}

function has(value: unknown, [key, ...rest]: readonly string[], kind: Kind): boolean {
  if (key === undefined) return isOf(value, kind);
  if (key === '[]') return !Array.isArray(value) || value.every((each) => has(each, rest, kind));
  if (!isOf(value, 'object')) return false;
  if (key === '{}') return Object.values(value as object).every((each) => has(each, rest, kind));
  const inner = (value as Readonly<Record<string, unknown>>)[key.replace('?', '')];
  return (key.endsWith('?') && (inner === undefined || inner === null)) || has(inner, rest, kind);
}

function isOf(value: unknown, kind: Kind): boolean {
  if (kind === 'list') return Array.isArray(value);
  if (kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === (kind === 'text' ? 'string' : kind);
}
