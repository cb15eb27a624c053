import { counted, oneOf, show } from './print';
import { define } from './problem';

/** A plan file is no JSON. */
export const planNotReadable = define(
  'DH6001',
  'A plan file cannot be read',
  (path: string, reason: string, bytes?: number, isWrapped?: boolean) => ({
    what: `the plan '${path}' cannot be read`,
    got: bytes === undefined ? reason : `${reason}, in a file of ${counted(bytes, 'byte')}`,
    allowed: 'one complete JSON document of at most 500 MB',
    fix: `${isWrapped === true ? "set 'terraform_wrapper: false' at hashicorp/setup-terraform, which prints commands and results around the plan, and " : ''}write it with 'terraform plan -out=tfplan' and then 'terraform show -json tfplan > plan.json'`,
  }),
);

/** A plan has another format, or is no plan. */
export const planFormatUnknown = define(
  'DH6002',
  'A plan has a format that is not known',
  (path: string, given: string) => ({
    what: `'${path}' has a format that is not read`,
    got: `format_version: ${show(given)}`,
    allowed: 'format_version 1.x or 0.2, as Terraform 1.x and OpenTofu 1.x write it',
    fix: "make the plan anew with Terraform or OpenTofu 1.x: 'terraform plan -out=tfplan', then 'terraform show -json tfplan > plan.json'",
  }),
);

/** A part of a plan has not the shape that it should have. */
export const planMalformed = define(
  'DH6003',
  'A plan is malformed',
  (path: string, where: string, got: string, allowed: string) => ({
    what: `'${path}' is no plan: ${where} is wrong`,
    got: `found ${got}`,
    allowed: `it is ${allowed}`,
    fix: "write it with 'terraform plan -out=tfplan' and then 'terraform show -json tfplan > plan.json'",
  }),
);

/** Nobody writes values that are nested so deep. */
export const planTooDeep = define('DH6004', 'A plan is nested too deep', (path: string, limit: number) => ({
  what: `the plan '${path}' has values that are nested too deep`,
  got: `more than ${counted(limit, 'level')}`,
  allowed: `at most ${counted(limit, 'level')}`,
  fix: 'find out who wrote it: Terraform nests less than half as deep',
}));

/** A report must not guess what an action of a later Terraform does. */
export const planActionUnknown = define(
  'DH6005',
  'A plan has an action that is not known',
  (path: string, index: number, actions: readonly string[]) => ({
    what: `'${path}' does something to the resource of resource_changes[${index}] that this version does not know`,
    got: show(actions),
    allowed: 'no-op, create, read, update, delete, forget, and the replacements of these',
    fix: 'take a version of datahall that knows this Terraform',
  }),
);

/** A stack that is named is not there. */
export const stackUnknown = define(
  'DH6006',
  'A stack is not in the assembly',
  (id: string, known: readonly string[]) => ({
    what: `no assembly has the stack '${id}'`,
    got: show(id),
    allowed: oneOf(known),
    fix: 'name the stack that was planned, and with --assembly the folder that was synthesized',
  }),
);

/** Stages have the same addresses, so that they can be compared: a plan alone does not say whose it is. */
export const stackAmbiguous = define(
  'DH6007',
  'A plan fits several stacks',
  (path: string, fits: readonly string[]) => ({
    what: `the addresses of '${path}' do not tell which stack was planned`,
    got: `they fit ${fits.join(', ')}`,
    allowed: 'a plan that fits one stack best, lies in its folder, or has its id as name',
    fix: 'name the stack with --stack, in the order of the plans',
  }),
);

/** Each plan needs its stack. */
export const stacksUneven = define('DH6008', 'Not every plan has a stack', (plans: number, stacks: number) => ({
  what: 'stacks are named for some plans only',
  got: `${counted(plans, 'plan')}, ${counted(stacks, 'stack')}`,
  allowed: 'one --stack for each --plan, in the same order, or none',
  fix: 'name a stack for each plan',
}));

/** A folder is no assembly. */
export const notAnAssembly = define('DH6009', 'A folder is no assembly', (path: string) => ({
  what: `'${path}' holds no stack that datahall synthesized`,
  got: 'no stacks/<id>/index.json',
  allowed: 'the output folder of a synthesis, cdktf.out',
  fix: 'synthesize first, and name its output folder',
}));

/** What was deployed before is known by a synthesis, or by locks. */
export const nothingDeployedBefore = define('DH6042', 'Nothing tells what was deployed before', (path: string) => ({
  what: `'${path}' tells nothing of what was deployed before`,
  got: 'no stacks/<id>/index.json, and no lock of a stage',
  allowed: 'the output folder of a synthesis, a lock of a stage, or a folder of locks',
  fix: 'name one of them with --previous, or leave it out',
}));

/** What is missing would seem to be destroyed, or to be new. */
export const assemblyNotWhole = define(
  'DH6039',
  'A folder is not all of a synthesis',
  (path: string, stacks: readonly string[]) => ({
    what: `'${path}' lacks stacks that its datahall.json lists: what is missing would seem to be destroyed, or new`,
    got: `no stacks/<id>/index.json of ${stacks.slice(0, 5).join(', ')}${stacks.length > 5 ? ` and ${stacks.length - 5} more` : ''}`,
    allowed: 'the whole output folder of one synthesis',
    fix: 'synthesize again, or restore the folder: the copy of an artifact may have been cut off',
  }),
);

/** A report cannot be written. */
export const reportNotWritten = define('DH6010', 'A report cannot be written', (path: string, reason: string) => ({
  what: `the report cannot be written to '${path}'`,
  got: reason,
  allowed: 'a file in a folder that is there',
  fix: 'make the folder, or leave out --out to write to standard output',
}));

/** What a file holds would be lost. */
export const outputsCollide = define(
  'DH6043',
  'A file of a report would be written over another one',
  (path: string) => ({
    what: `'${path}' is another file of the command, too: what it holds would be lost`,
    got: 'one path for two files',
    allowed: 'paths of their own for --out and --labels, none of them a plan or what else is read',
    fix: 'write to another file',
  }),
);

/** A plan of a stack that is named knows none of its addresses. */
export const stackFitsNot = define(
  'DH6011',
  'A plan is of another stack',
  (path: string, id: string, addresses: number, fits: readonly string[]) => ({
    what: `the stack '${id}' knows no address of '${path}'`,
    got: counted(addresses, 'resource'),
    allowed: fits.length === 0 ? 'a plan of this program' : `a plan of ${fits.join(', ')}`,
    fix: 'name the stacks in the order of the plans, and with --assembly the folder that was planned',
  }),
);

/** Each plan counts once. */
export const planTwice = define('DH6012', 'A plan is given twice', (path: string, other: string) => ({
  what: `'${path}' is the plan of '${other}'`,
  got: 'the same stack, or the same content',
  allowed: 'one plan for each stack',
  fix: 'leave one of them out',
}));

/** A name of a comment is a part of a hidden mark. */
export const commentName = define('DH6013', 'A comment has no name that can be', (name: string) => ({
  what: 'a comment cannot be found by this name',
  got: show(name),
  allowed: '1 to 80 letters, digits, dots, hyphens and underscores',
  fix: 'write another --name',
}));

/** A result of a rollout is no result. */
export const resultNotReadable = define('DH6014', 'A result of a rollout cannot be read', (path: string) => ({
  what: `'${path}' is no result of a rollout`,
  got: 'no JSON, or no device',
  allowed: 'a file that the playbook of the network wrote',
  fix: 'run the playbook again, or remove the file',
}));
