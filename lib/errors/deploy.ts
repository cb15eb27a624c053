import { oneOf, show } from './print';
import { define } from './problem';

/** A stage or a site that the program does not have. */
export const deployTargetUnknown = define(
  'DH4150',
  'What is to be deployed is not in the program',
  (kind: 'stage' | 'site', name: string, known: readonly string[]) => ({
    what: `the program has no ${kind} of this name${kind === 'site' ? ' with a network of its own' : ''}`,
    got: show(name),
    allowed: oneOf(known),
    fix: 'name one of them, or synthesize the program again',
  }),
);

/** A command without anything to do it to. */
export const nothingNamed = define('DH4151', 'Nothing is named that could be deployed', () => ({
  what: 'neither a stage nor a site is named',
  got: 'datahall deploy',
  allowed: 'names of stages, or --site with the name of a site',
  fix: 'name what is to be deployed, for example datahall deploy dev',
}));

/** A stage without a lock. */
export const stageNotLocked = define('DH4152', 'A stage has no lock', (stage: string, path: string) => ({
  what: `'${stage}' is deployed as its lock says, and there is none`,
  got: `no file '${path}'`,
  allowed: 'a lock that was reviewed and committed',
  fix: `write it with datahall lock ${stage}`,
}));

/** What was synthesized is not what the lock says. */
export const notWhatIsLocked = define(
  'DH4153',
  'What was synthesized is not what is locked',
  (stage: string, digest: string, locked: string, stacks: readonly string[]) => ({
    what: `'${stage}' would be deployed other than its lock says`,
    got: `content ${digest.slice(0, 12)}, which differs in ${stacks.join(', ')}`,
    allowed: `content ${locked.slice(0, 12)}`,
    fix: `synthesize again; review a change that is meant, and accept it with datahall lock ${stage}`,
  }),
);

/** A window or a freeze. */
export const stageClosed = define(
  'DH4154',
  'A stage may not change now',
  (stage: string, because: readonly string[]) => ({
    what: `'${stage}' may not change now`,
    got: because.join('; '),
    allowed: 'a deployment within a window and outside of all freezes',
    fix: 'wait, or pass --override with the reason, which the lock records',
  }),
);

/** The file or the context is not there: a provider would go elsewhere. */
export const contextMissing = define(
  'DH4155',
  'A kubeconfig context is not there',
  (path: string, context: string, found: string) => ({
    what: `the context '${context}' is not in '${path}': Terraform would go to another cluster, or to localhost`,
    got: found,
    allowed: 'the file and the context that the stage names',
    fix: 'log in to the cluster, or correct Kubeconfig.context of the stage',
  }),
);

/** The context points to another cluster. */
export const contextMoved = define(
  'DH4156',
  'A kubeconfig context points to another cluster',
  (context: string, uid: string, expected: string) => ({
    what: `the context '${context}' points to another cluster than the one that the stage was deployed to`,
    got: `kube-system has the UID ${uid}`,
    allowed: expected,
    fix: 'point the context back; for a cluster that was built anew, remove uid from the lock in a reviewed change',
  }),
);

/** Something that is called is not installed. */
export const programMissing = define('DH4157', 'A program cannot be started', (program: string, option: string) => ({
  what: 'a program that this command needs cannot be started',
  got: `no program ${show(program)} on the PATH`,
  allowed: 'an installed program',
  fix: option === '' ? 'install it' : `install it, or name it with ${option}`,
}));

/** A plan is not the whole change. */
export const planPartial = define('DH4158', 'A plan is not the whole change', (gaps: readonly string[]) => ({
  what: 'a plan does not hold the whole change: nothing is applied',
  got: gaps.join('; '),
  allowed: 'complete plans',
  fix: 'see what Terraform says, and plan again',
}));

/** A setting of a command that cannot be used. */
export const optionInvalid = define('DH4159', 'An option cannot be used', (option: string, given: unknown) => ({
  what: `the value of ${option} cannot be used`,
  got: show(given),
  allowed: option === '--parallel' ? 'a whole number of at least 1' : 'a text that says why',
  fix: `give ${option} another value, or leave it out`,
}));

/** The cluster does not answer. */
export const clusterSilent = define('DH4160', 'A cluster does not answer', (context: string, message: string) => ({
  what: `kubectl cannot read the cluster of the context '${context}'`,
  got: message,
  allowed: 'a cluster that answers, and a user who may read it',
  fix: 'check the network, the login and the rights of the user',
}));

/** An import of something that the program does not have. */
export const adoptionUnknown = define(
  'DH4161',
  'An import names nothing of the program',
  (path: string, stack: string, to: string) => ({
    what: `'${path}' imports something that the program does not have`,
    got: `${to} in the stack '${stack}'`,
    allowed: 'addresses of Helm releases and namespaces of the stage',
    fix: 'remove the entry, or write the file anew with datahall adopt',
  }),
);

/** A list of imports that was changed by hand. */
export const adoptionDamaged = define('DH4162', 'A list of imports cannot be used', (path: string, found: string) => ({
  what: `'${path}' is no list of imports of its stage`,
  got: found,
  allowed: 'the file as datahall adopt writes it, named after its stage',
  fix: 'write it anew with datahall adopt, or remove it',
}));

/** Somebody must look before Ansible runs. */
export const ansibleMissing = define('DH4163', 'Ansible is not installed', (site: string) => ({
  what: `Terraform runs Ansible for the network of '${site}', and it cannot be started`,
  got: 'no program ansible-playbook on the PATH',
  allowed: 'Ansible, and access to the devices, where this command runs',
  fix: 'install ansible-core, or deploy from where it is installed',
}));

/** Terraform cannot read a state. */
export const stateNotRead = define('DH4164', 'A state cannot be read', (stack: string, message: string) => ({
  what: `Terraform cannot read the state of '${stack}'`,
  got: message.replace(/\s+/g, ' ').slice(0, 300),
  allowed: 'a backend that answers',
  fix: 'check the login to the backend; datahall doctor tells more',
}));
