import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_RULES } from '../../../lib/rules';
import type { Severity } from '../../../lib/model/finding';
import { ROOT, Sources } from '../sources';
import { ERRORS_PAGE, errorCodes, renderErrors } from './errors';
import { EXAMPLE, renderReadme } from './readme';

/** Severities of the rules by code. */
export const RULES: ReadonlyMap<string, Severity> = new Map(
  ALL_RULES.map(({ problem, severity }) => [problem.code, severity]),
);

/**
 * The pages that are written from the code, by path.
 *
 * @param sources the repository
 */
export function generatedPages(sources: Sources): ReadonlyMap<string, string> {
  const textOf = (path: string): string => sources.get(path)?.text ?? '';
  return new Map([
    [ERRORS_PAGE, renderErrors(errorCodes(sources), RULES)],
    ['README.md', renderReadme(textOf('README.md'), textOf(EXAMPLE))],
  ]);
}

if (require.main === module)
  for (const [path, text] of generatedPages(Sources.repository())) writeFileSync(join(ROOT, path), text);
