import { define } from './problem';
import { oneOf, show } from './print';

/** A lock that was changed by hand, or cut off. */
export const lockDamaged = define('DH4101', 'A lock cannot be used', (path: string, found: string) => ({
  what: `'${path}' is not the lock of its stage`,
  got: found,
  allowed: 'the file as datahall lock writes it, named after its stage',
  fix: 'restore it from version control, and solve what a merge left in it: a new one does not know what the stage runs, nor what holds data',
}));

/** A lock whose file, or whose folder, takes nothing. */
export const lockNotWritten = define('DH4166', 'A lock cannot be written', (path: string, reason: string) => ({
  what: `'${path}' cannot be written: what its stage runs is not on record`,
  got: reason,
  allowed: 'a file in a folder that takes new files',
  fix: 'give whoever runs the command the right to write the folder of the locks, and run it again',
}));

/** A lock names a release that the program does not have. */
export const lockedReleaseMissing = define(
  'DH4102',
  'A lock names a release that the program does not have',
  (path: string, release: string, known: readonly string[]) => ({
    what: `'${path}' says that this stage runs a release that the program does not have`,
    got: show(release),
    allowed: oneOf(known),
    fix: "add the release to 'releases' of the ReleaseTrain; a stage needs it until it runs another one",
  }),
);

/** A lock is of another site or cluster than the program says. */
export const lockContradicted = define(
  'DH4103',
  'A program contradicts the lock of a stage',
  (path: string, field: string, given: string, locked: string) => ({
    what: `the program gives this stage another ${field} than '${path}'`,
    got: show(given),
    allowed: `${show(locked)}: what was deployed lies there`,
    fix: `give the stage its ${field} back; ${field === 'context' ? "where only the name has changed, lock the 'uid' of the cluster first, with datahall lock; " : ''}to move it for good, name in the program the release that it runs, remove the lock, and write a new one with datahall lock`,
  }),
);

/** The cluster of a stage has another name in the kubeconfig than it had. */
export const contextRenamed = define(
  'DH4118',
  'The context of a stage has another name than in its lock',
  (stage: string, given: string, locked: string) => ({
    what: `the program reaches the cluster of '${stage}' by another context than the lock says; its UID is the same`,
    got: show(given),
    allowed: `${show(locked)}, until the lock has the new name`,
    fix: `accept it with datahall lock ${stage}`,
  }),
);

/** A lock of a stage that the program does not have. */
export const lockOfNoStage = define(
  'DH4117',
  'A lock belongs to no stage',
  (path: string, stages: readonly string[]) => ({
    what: 'a stage that was locked is not in the program: what it deployed is still there, and nothing manages it',
    got: `'${path}'`,
    allowed: `locks of ${stages.join(', ')}`,
    fix: 'give a stage that was renamed its name back, because a new name is a new stage; after a stage has been removed, remove its lock',
  }),
);

/** A verification looks at a cluster that the stage does not have. */
export const managementMissing = define(
  'DH4116',
  'A verification looks at a cluster that the stage does not have',
  (stage: string, names: readonly string[]) => ({
    what: `'${stage}' is verified by objects of the cluster that builds its own, and names none`,
    got: names.join(', '),
    allowed: "cluster: 'management' where the stage has 'management'",
    fix: "give the stage its 'management', or look in the stage's own cluster",
  }),
);

/** A program that runs in a folder below its project. */
export const locksElsewhere = define(
  'DH4119',
  'The locks of stages lie in a folder above',
  (folder: string, found: string) => ({
    what: 'the folder of the locks counts from the folder in which the program runs, and there are none there',
    got: `no locks in ${show(folder)}, and some in ${show(found)}`,
    allowed: "the project's own folder, that of its cdktf.json or package.json",
    fix: 'run the program and the commands there; a program of its own in a folder below gets a cdktf.json',
  }),
);

/** A wave has nothing to move. */
export const waveEmpty = define('DH4109', 'A wave has no places', (name: string, number: number) => ({
  what: `wave ${number} of '${name}' moves nothing`,
  got: 'no place',
  allowed: 'at least one wave, and at least one place in each',
  fix: 'add the place, with its part of a site and its cluster, or remove the wave',
}));

/** Names that a message has room for. */
const NAMED = 4;

function firstOf(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ');
}

/** Something that holds data is no longer in the program. */
export const dataLeftOut = define(
  'DH4104',
  'What holds data is no longer in the program',
  (gone: readonly { readonly path: string; readonly address: string; readonly stack: string }[]) => ({
    what: `${firstOf(gone.map(({ path }) => `'${path}'`))} ${gone.length === 1 ? 'holds data in the cluster, and is' : 'hold data in the cluster, and are'} no longer in the program: Terraform would destroy ${gone.length === 1 ? 'it' : 'them'}`,
    got: firstOf(gone.map(({ address, stack }) => `no ${address} in the stack '${stack}'`)),
    allowed: 'each resource that the lock lists as stateful, at its address or moved from it',
    fix: "put it back, or write formerly('<old path>') where it is now; to give the data up, set destroyable: true on the stage first, deploy that, and take it out of the program then",
  }),
);

/** A namespace goes before what is installed in it. */
export const namespaceLeavesFirst = define(
  'DH4170',
  'A namespace goes before what is installed in it',
  (namespaces: readonly string[], releases: readonly string[]) => ({
    what: 'namespaces go together with releases, and the foundation is deployed before them: what Helm would uninstall outside of a namespace, such as webhooks and roles, stays in the cluster',
    got: `the namespaces ${firstOf(namespaces.map(show))}, and the releases ${firstOf(releases.map(show))}`,
    allowed: 'a namespace that outlives the releases in it by a deployment',
    fix: `keep it until they are uninstalled, as stage.foundation.namespace(${show(namespaces[0] ?? '')}, { callsApiServer: true }) does, deploy, and remove it then`,
  }),
);

/** Something that holds data is in another stack than its state. */
export const dataElsewhere = define(
  'DH4149',
  'What holds data is in another stack than its state',
  (stage: string, path: string, from: string, to: string) => ({
    what: `'${path}' holds data, and its state does not move to another stack by itself: Terraform would destroy it in the one, or make it anew in the other`,
    got: `the stack '${to}' in the program, '${from}' in the lock`,
    allowed: 'the stack of the lock, or one to which somebody moves the state',
    fix: `put it back; or accept it with datahall lock ${stage} --accept "<reason>", take it out of the old state with terraform state rm, and import it with datahall adopt ${stage} before anything is deployed`,
  }),
);

/** A stage turns a knob that no release has. */
export const unknownKnob = define(
  'DH4105',
  'A stage turns a knob that no release has',
  (name: string, value: unknown, known: readonly string[]) => ({
    what: `no release of the train has the knob '${name}' of this type`,
    got: `${name}: ${show(value)}`,
    allowed: oneOf(known),
    fix: "add it with its default to 'knobs' of the release, or remove it from the stage",
  }),
);

/** Two releases have one version. */
export const releaseTwice = define('DH4106', 'Two releases have one version', (version: string) => ({
  what: 'the train has two releases of one version: a version never changes',
  got: show(version),
  allowed: 'one release a version',
  fix: 'give the newer one another version',
}));

/** Two releases whose versions are the same as part of a name. */
export const releaseNameTaken = define(
  'DH4167',
  'The versions of two releases become one name',
  (version: string, other: string, name: string) => ({
    what: 'the versions of two releases of the train become one name: their stacks and objects would be the same ones',
    got: `${show(version)} and ${show(other)}, both '${name}'`,
    allowed: 'versions that differ in more than signs and upper case',
    fix: 'give the newer one another version, with another number for example',
  }),
);

/** What a stage consists of is not what its lock says. */
export const contentDiffers = define(
  'DH4107',
  'A stage differs from its lock',
  (stacks: readonly string[], library: string, locked: string) => ({
    what: 'the program no longer gives what the lock of this stage says that it runs',
    got: `other content in ${stacks.join(', ')}${library === locked ? '' : `, by datahall ${library} instead of ${locked}`}`,
    allowed: 'the locked content: a change of it is reviewed with the lock',
    fix: 'review it with datahall diff, and accept it with datahall lock',
  }),
);

/** A stage gives servers up that it has. */
export const serversGivenUp = define(
  'DH4171',
  'A stage gives up servers that it has',
  (given: readonly { readonly server: string; readonly to: string | null }[], taken: readonly string[]) => ({
    what: 'servers that are nodes of this stage are no longer in its share: pods and data are still on them',
    got: `${firstOf(given.map(({ server, to }) => `${server} (${to === null ? 'free' : `now of '${to}'`})`))}${taken.length === 0 ? '' : `; in their place ${firstOf(taken)}`}`,
    allowed: 'the servers that the lock of the stage lists, and more',
    fix: 'counts are taken in the order of the shares: name the servers, or give a stage more with plus on its share, after the shares of the others; drain those that leave, and accept it with datahall lock',
  }),
);

/** Load balancers of a stage get other addresses. */
export const virtualIpsMoved = define(
  'DH4172',
  'Load balancers of a stage get other addresses',
  (given: string, locked: string) => ({
    what: 'the virtual IPs of this stage are not those of its lock: its gateways move, and clients find them no longer',
    got: given,
    allowed: locked,
    fix: 'shares have them in their order: make new shares last, and leave site.share({}) where one is gone; accept it with datahall lock',
  }),
);

/** A share of requests that is none. */
export const servingUneven = define(
  'DH4108',
  'The shares of a stage do not add up',
  (path: string, given: string, most: number) => ({
    what: `'${path}' shares the requests out wrongly`,
    got: given,
    allowed: `whole percents of one to ${most} releases, 100 together`,
    fix: 'restore the lock from version control, and change it with datahall promote or datahall rollback',
  }),
);

/** Not a day of the week. */
export const invalidWeekday = define(
  'DH4110',
  'A day of the week is not known',
  (given: unknown, known: readonly string[]) => ({
    what: "'days' has something that is no day of the week, or nothing",
    got: show(given),
    allowed: oneOf(known),
    fix: "write the days in short, for example ['tue', 'thu']",
  }),
);

/** Not a time of the day. */
export const invalidClock = define('DH4111', 'A text is not a time of the day', (field: string, given: unknown) => ({
  what: `'${field}' is not a time of the day`,
  got: show(given),
  allowed: "'00:00' to '24:00'",
  fix: "write hours and minutes with two digits each, for example '06:00'",
}));

/** A window that closes before it opens. */
export const windowEmpty = define('DH4112', 'A window is never open', (from: string, to: string) => ({
  what: 'the window closes before it opens',
  got: `${from} to ${to}`,
  allowed: "'from' before 'to', on one day",
  fix: 'split a window over midnight in two',
}));

/** Not a time zone. */
export const invalidTimeZone = define('DH4113', 'A time zone is not known', (given: unknown) => ({
  what: "'timeZone' is no name of a time zone",
  got: show(given),
  allowed: "a name of the IANA database, for example 'Europe/Oslo', or 'UTC'",
  fix: 'look the name up in the list of tz database time zones',
}));

/** A freeze that ends before it begins. */
export const freezeBackwards = define('DH4114', 'A freeze ends before it begins', (from: string, until: string) => ({
  what: 'the freeze ends before it begins',
  got: `${from} to ${until}`,
  allowed: "'from' not after 'until'",
  fix: 'exchange the two days',
}));

/** A verification of nothing. */
export const verificationEmpty = define('DH4115', 'A verification does nothing', (name: string) => ({
  what: 'a verification has no name, or nothing to run',
  got: show(name),
  allowed: 'a name, and a command or an image',
  fix: 'say what shows that the release works',
}));
