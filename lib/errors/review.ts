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

/** A kubeconfig was changed: nothing may be compared with, or put into, another cluster. */
export const anotherCluster = define(
  'DH6036',
  'A context leads to another cluster',
  (context: string, actual: string, pinned: string) => ({
    what: `the context ${show(context)} is not of the cluster that the stage pins`,
    got: `UID ${show(actual)}`,
    allowed: `UID ${show(pinned)}`,
    fix: 'correct the kubeconfig, or pin the new cluster in the program',
  }),
);

/** A construct that is named has no objects. */
export const constructNotInStage = define('DH6037', 'A construct has no objects', (path: string, stage: string) => ({
  what: `no Kubernetes object of the stage ${show(stage)} is of the construct ${show(path)}`,
  got: show(path),
  allowed: "a path as 'datahall drift' prints it, or the path of a construct that holds such",
  fix: 'name another path; what a chart installs is put back by Terraform',
}));

/** A repair would bring what nobody has deployed. */
export const repairDeploys = define(
  'DH6038',
  'A repair would deploy a change',
  (stage: string, deployed: string, synthesized: string) => ({
    what: `'${stage}' was deployed in another content than the one that is synthesized: a repair would bring a part of it, without its plan`,
    got: `content ${synthesized.slice(0, 12)}`,
    allowed: `content ${deployed.slice(0, 12)}, which was deployed last`,
    fix: `deploy it with datahall deploy ${stage}; or synthesize what was deployed, and repair then`,
  }),
);

/** Whether an object is as the program has it, only an application tells. */
export const trialForbidden = define(
  'DH6040',
  'A user may not try to apply objects',
  (context: string, message: string) => ({
    what: `drift is found by an application that is only tried, which the user of the context ${show(context)} may not do`,
    got: message,
    allowed: 'the rights to get and to patch the objects of the program; a trial changes nothing',
    fix: 'grant them, or take the user who deploys',
  }),
);

/** Some of a construct may be put back by now, the rest is not. */
export const objectsNotTaken = define(
  'DH6041',
  'A cluster does not take objects',
  (context: string, message: string) => ({
    what: `the API server of the context ${show(context)} does not take all objects of the construct; what it took is applied`,
    got: message,
    allowed: 'objects whose namespace and CRD are there, and whose fixed fields are those of the cluster',
    fix: 'repair first what it names; an object that cannot change in place must be deleted, and is put back then',
  }),
);
