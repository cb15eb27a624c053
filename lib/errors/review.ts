import { counted, oneOf, show } from './print';
import { define } from './problem';

/** A stage that is named is not there. */
export const stageNotInAssembly = define(
  'DH6030',
  'A stage is not in the assembly',
  (stage: string, known: readonly string[]) => ({
    what: `no synthesized folder has the stage ${show(stage)}`,
    got: show(stage),
    allowed: known.length === 0 ? 'a folder that was synthesized from a program with stages' : oneOf(known),
    fix: 'name a stage of the program, and the output folder of its synthesis',
  }),
);

/** Results of a policy have a form that is not known. */
export const policyNotReadable = define(
  'DH6031',
  'Results of a policy cannot be read',
  (path: string, reason: string) => ({
    what: `'${path}' holds no results that are read`,
    got: reason,
    allowed: "JSON of 'conftest test --output json' or 'checkov -o json'",
    fix: 'write the results as JSON, and name that file with --policy',
  }),
);

/** What was reviewed cannot be read. */
export const reviewedNotReadable = define(
  'DH6032',
  'A reviewed report cannot be read',
  (path: string, reason: string) => ({
    what: `'${path}' is no report that could have been reviewed`,
    got: reason,
    allowed: "the JSON of 'datahall report --format json', of the same version",
    fix: 'keep the JSON of the report as an artifact of the review, and name it with --same-as',
  }),
);

/** What would be applied is not what was reviewed. */
export const reviewDiffers = define('DH6033', 'A plan is not what was reviewed', (differences: readonly string[]) => ({
  what: 'the plans mean something else than the report that was reviewed',
  got: `${counted(differences.length, 'difference')}: ${differences.slice(0, 5).join('; ')}`,
  allowed: 'plans that do the same to the same things, with the same values',
  fix: 'have the new report reviewed; find out what changed in between',
}));
