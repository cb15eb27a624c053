import { createHash } from 'node:crypto';

/**
 * Tells whether a long text is another one, without showing it.
 *
 * @param text any text; nothing and an empty one are `none`
 */
export function digest(text: string | undefined): string {
  return text === undefined || text === ''
    ? 'none'
    : `sha256 ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}
