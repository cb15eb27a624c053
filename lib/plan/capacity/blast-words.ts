import { counted } from '../../errors/print';
import type { Blast } from './blast';

/** Causes in words. */
export const CAUSES: Readonly<Record<Blast['cause'], string>> = {
  delete: 'deletion',
  replace: 'replacement',
  upgrade: 'another version',
  driver: 'another GPU driver',
};

/**
 * Which servers are drained, in words.
 *
 * @param blast how far a change reaches
 * @returns nothing where none is
 */
export function drainWords({ nodes, atOnce, minutes }: Blast): string {
  if (nodes === undefined) return '';
  const rolls = atOnce === 0 ? 'by hand' : `${atOnce ?? 0} at once`;
  const time = minutes === undefined ? '' : `, about ${minutes} min as it was stated`;
  return `drains ${counted(nodes, 'server')}, ${rolls}${time}`;
}
