/**
 * What ESLint cannot say about the sources as a whole: `npm run lint` runs it after ESLint and Prettier. The tests of
 * `test/contract` run the same checks, and prove that each of them can fail.
 */
import * as budgets from '../contract/checks/budgets';
import { checkCodes, checkListed } from '../contract/checks/errors';
import { checkCircles, checkDirection } from '../contract/checks/imports';
import { checkLinks } from '../contract/checks/links';
import * as text from '../contract/checks/text';
import { Sources } from './sources';

const CHECKS: readonly ((sources: Sources) => readonly string[])[] = [
  ...[checkDirection, checkCircles, checkCodes, checkListed, checkLinks],
  ...Object.values(budgets),
  ...Object.values(text),
];

const sources = Sources.repository();
const found = CHECKS.flatMap((check) => check(sources));
for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;
