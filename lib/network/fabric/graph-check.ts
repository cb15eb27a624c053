import { fail } from '../../errors/datahall-error';
import { graphLoop } from '../../errors/devices';
import { invalidTopology } from '../../errors/fabric';
import { checkDnsLabel } from '../../units/names';
import type { GraphOptions } from './options';
import { wholeNumber } from '../../units/ranges';

/**
 * Checks what a free graph says of itself. Names of switches become names of files and lines of configurations.
 *
 * @param options switches and cables
 * @throws DH1101, DH3804, DH3872 and DH1004
 */
export function checkGraph({ switches, links }: GraphOptions): void {
  for (const name of Object.keys(switches)) {
    const problem = checkDnsLabel('switches', name);
    if (problem !== undefined) fail(problem);
  }
  const leaves = Object.values(switches).filter(({ role = 'leaf' }) => role === 'leaf');
  if (leaves.length === 0) fail(invalidTopology('graph', 'switches', Object.keys(switches), 'at least one leaf'));
  for (const [a, b, count = 1] of links) {
    if (a === b) fail(graphLoop(a));
    const field = `cables of ${a} and ${b}`;
    wholeNumber(field, count, 1);
  }
}
