import { createHash } from 'node:crypto';

/** Longest readable part, which keeps a name below Terraform's limit with the digest behind it. */
const READABLE_MAX = 240;

/**
 * The name that Terraform knows a resource by, from its path below the stack. cdktf computes it for constructs that
 * are there; moves need it for paths that are no longer there. A test compares the two.
 *
 * @param path ids below the stack, joined by `/`
 */
export function logicalId(path: string): string {
  const ids = path.split('/').filter((id) => id !== 'Default');
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) return allowed(only);
  const digest = createHash('md5').update(ids.join('/')).digest('hex').slice(0, 8).toUpperCase();
  const readable: string[] = [];
  for (const id of ids) if (!(readable.at(-1) ?? '').endsWith(id)) readable.push(id);
  const shown = readable.filter((id) => id !== 'Resource').map(allowed);
  return `${shown.join('_').slice(0, READABLE_MAX)}_${digest}`;
}

function allowed(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, '');
}
