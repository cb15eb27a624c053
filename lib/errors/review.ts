import { oneOf, show } from './print';
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
