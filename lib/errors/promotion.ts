import { define } from './problem';
import { oneOf, show } from './print';

/** A stage that the program does not have. */
export const unknownStage = define('DH4120', 'A stage is not known', (given: string, known: readonly string[]) => ({
  what: 'the program has no stage of this name',
  got: show(given),
  allowed: oneOf(known),
  fix: 'name a stage of the train; datahall status lists them',
}));

/** A stage that has no lock yet. */
export const stageNotLocked = define('DH4121', 'A stage has no lock', (stage: string, path: string) => ({
  what: `what the stage '${stage}' runs is not locked yet`,
  got: `no '${path}'`,
  allowed: 'a lock for each stage that takes part in promotions',
  fix: `write it with datahall lock ${stage}, and commit it`,
}));

/** A release that the program does not have. */
export const unknownRelease = define('DH4122', 'A release is not known', (given: string, known: readonly string[]) => ({
  what: 'the program has no release of this version',
  got: show(given),
  allowed: oneOf(known),
  fix: "add it to 'releases' of the ReleaseTrain",
}));

/** Stages that must not move at once. */
export const ranksMixed = define('DH4123', 'Stages of several ranks move at once', (stages: readonly string[]) => ({
  what: 'these stages come after each other: one change must not move both',
  got: stages.join(', '),
  allowed: 'one stage, or several that come after the same number of others',
  fix: 'promote the earlier one, verify it, and promote the later one after that',
}));

/** There is nothing to promote. */
export const nothingToPromote = define(
  'DH4124',
  'A stage runs what it would be promoted to',
  (stage: string, running: string) => ({
    what: `'${stage}' runs this already, or the stages before it run nothing newer`,
    got: running,
    allowed: 'a release that the stage does not run, or another share of requests for one that it runs',
    fix: 'name a release with --to, or a share with --weight',
  }),
);

/** A promotion to an older release. */
export const promotionBackwards = define(
  'DH4125',
  'A promotion leads to an older release',
  (stage: string, to: string, running: string) => ({
    what: `'${stage}' runs a newer release than the one that it would be promoted to`,
    got: show(to),
    allowed: `a release after ${running}`,
    fix: `go back with datahall rollback ${stage}, which says first whether there is a way back`,
  }),
);

/** A promotion over a major version. */
export const majorSkipped = define(
  'DH4126',
  'A promotion skips a major version',
  (stage: string, to: string, running: string) => ({
    what: `'${stage}' would skip a major version of the release: its migrations would never have run`,
    got: `${running} to ${to}`,
    allowed: 'the next major version at most',
    fix: 'promote through a release of each major version',
  }),
);

/** A release that the stages before have not verified. */
export const notVerified = define(
  'DH4127',
  'A release is not verified by the stage before',
  (release: string, before: string, why: string, isPast: boolean) => ({
    what: `the stage '${before}' has not verified this release`,
    got: `${release}: ${why}`,
    allowed: 'a release that passed all verifications of the stages before, in the content that the program has today',
    fix: isPast
      ? `'${before}' runs a newer release and cannot verify this one any more: accept it with --hotfix and --until, and promote then`
      : `promote, deploy and verify it there: datahall verify ${before}; a hotfix goes first with --hotfix and --until`,
  }),
);

/** A release that has not been watched long enough. */
export const notSoaked = define(
  'DH4128',
  'A release has not been verified for long enough',
  (release: string, before: string, since: string, until: string) => ({
    what: `'${before}' watches a release for a while before a later stage takes it`,
    got: `${release}, verified since ${since}`,
    allowed: `from ${until} on`,
    fix: 'wait until then; a hotfix goes first with --hotfix and --until',
  }),
);

/** Two commands at once. */
export const lockChangedMeanwhile = define(
  'DH4129',
  'A lock was changed while a command ran',
  (stage: string, path: string) => ({
    what: `somebody has written the lock of '${stage}' since this command began: what they did would be lost`,
    got: `another content of '${path}'`,
    allowed: 'one command at a time for a stage',
    fix: 'look at what was changed, and run the command again',
  }),
);

/** A third release that would be live. */
export const tooManyLive = define(
  'DH4130',
  'Too many releases would be live',
  (stage: string, live: readonly string[], most: number) => ({
    what: `the models of too many releases would be live in '${stage}'`,
    got: live.join(', '),
    allowed: `${most} releases: the new one, and the one before it`,
    fix: `end the step before: datahall promote ${stage} --finish, or datahall rollback ${stage}`,
  }),
);

/** A share of requests that is none. */
export const invalidWeight = define('DH4131', 'A share of requests is not possible', (given: unknown) => ({
  what: 'the share of requests is no whole percentage',
  got: show(given),
  allowed: '0 to 100',
  fix: 'give the percentage that the newer release answers; the other one gets the rest',
}));

/** There is no step to end. */
export const nothingToFinish = define(
  'DH4132',
  'No live release answers nothing',
  (stage: string, running: string) => ({
    what: `'${stage}' has no release that answers nothing, and whose models could stop`,
    got: running,
    allowed: 'two live releases, one of them with 0 % of the requests',
    fix: 'where two are live, move all requests to one first, with datahall promote --weight; else nothing is to be done',
  }),
);

/** A hotfix without reason or end. */
export const hotfixIncomplete = define('DH4133', 'A hotfix lacks its reason or its end', (given: string) => ({
  what: 'a hotfix overtakes the stages before, which somebody must answer for',
  got: given,
  allowed: 'a reason with --hotfix, and a day that is still to come with --until YYYY-MM-DD',
  fix: 'give both; until that day the stages before must have caught up',
}));

/** There is nothing to go back to. */
export const nothingBefore = define('DH4134', 'There is nothing to go back to', (stage: string) => ({
  what: `'${stage}' has run nothing before`,
  got: 'no previous run in its lock',
  allowed: 'a stage that was promoted, and whose lock says what it ran before',
  fix: 'go on with datahall promote',
}));

/** A step without a way back. */
export const forwardOnly = define(
  'DH4135',
  'There is no way back',
  (stage: string, from: string, to: string, reasons: readonly string[]) => ({
    what: `'${stage}' cannot go back from ${from} to ${to} without loss`,
    got: reasons.join('; '),
    allowed: 'a step that is reversible, or one that somebody takes responsibility for',
    fix: 'repair what is wrong in a newer release; or take it with --accept "<reason>"',
  }),
);

/** A promotion that has no way back. */
export const noWayBackLater = define(
  'DH4136',
  'A promotion has no way back',
  (stage: string, to: string, reasons: readonly string[]) => ({
    what: `once '${stage}' runs ${to}, it cannot go back without loss`,
    got: reasons.join('; '),
    allowed: 'a step that is reversible, or one that somebody takes responsibility for',
    fix: 'spread it over several releases: expand, migrate, contract; or take it with --accept "<reason>"',
  }),
);

/** A rollback that gives something else than what ran before. */
export const rollbackDiffers = define(
  'DH4137',
  'A rollback gives something else than what ran before',
  (stage: string, stacks: readonly string[]) => ({
    what: `the program has changed since: '${stage}' would not get back what it ran before`,
    got: `other content in ${stacks.length === 0 ? 'this stage' : stacks.join(', ')}`,
    allowed: 'the content that the lock has on record',
    fix: 'go back with the commit of then; or take what the program gives today with --accept "<reason>"',
  }),
);

/** The program could not be synthesized. */
export const programFailed = define(
  'DH4138',
  'The program cannot be synthesized',
  (command: string, message: string) => ({
    what: 'the program gives no stages with these locks; no lock was changed',
    got: message,
    allowed: `a program that ends without an error: ${command}`,
    fix: 'mend what it says',
  }),
);

/** It is not known how the program is run. */
export const programUnknown = define(
  'DH4139',
  'It is not known how the program is run',
  (path: string, found: string) => ({
    what: 'a command needs to run the program, and does not know how',
    got: `${path}: ${found}`,
    allowed: "a cdktf.json with 'app', as cdktf has it",
    fix: 'call it in the folder of cdktf.json, or pass --app "<command>"',
  }),
);

/** A verification of something that is not locked. */
export const verifiesSomethingElse = define(
  'DH4140',
  'A stage would be verified in another content than the locked one',
  (stage: string, stacks: readonly string[]) => ({
    what: `what the program gives '${stage}' is not what its lock says: a verification would prove nothing`,
    got: `other content in ${stacks.join(', ')}`,
    allowed: 'the locked content, deployed',
    fix: `review and accept it with datahall lock ${stage}, deploy it, and verify then`,
  }),
);

/** A verification of what ran before. */
export const verifiesWhatRanBefore = define(
  'DH4147',
  'A stage would be verified before it is deployed',
  (stage: string, release: string, at: string) => ({
    what: `'${stage}' does not run what its lock says yet: a verification would look at what ran before`,
    got: `${release} in the lock, and a deployment of something else on ${at}`,
    allowed: 'what is locked, deployed; or a gate with Verification.installed(), which looks whether it is',
    fix: `deploy it, commit the lock with the record of that, and verify then: datahall deploy ${stage}`,
  }),
);

/** Models would stop that still answer requests. */
export const finishesBeforeDeployed = define(
  'DH4173',
  'Models would stop before requests have left them',
  (stage: string, running: string, at: string) => ({
    what: `'${stage}' does not run what its lock says yet: the models that would stop may answer all requests, and the next deployment closes their network before requests go elsewhere`,
    got: `${running} in the lock, and a deployment of something else on ${at}`,
    allowed: 'a stage in which what is locked was deployed: then nothing goes to them any more',
    fix: `deploy it, commit the lock with the record of that, and finish then: datahall deploy ${stage}`,
  }),
);

/** A verification of what a deployment has left half-way. */
export const verifiesHalf = define(
  'DH4165',
  'A stage would be verified half-deployed',
  (stage: string, at: string, by: string) => ({
    what: `a deployment of '${stage}' has not ended: a verification would look at a mixture of two contents`,
    got: `begun on ${at} by ${by}`,
    allowed: 'what is locked, deployed; or a gate with Verification.installed(), which looks whether it is',
    fix: `deploy it until all stacks are done, and verify then: datahall deploy ${stage}; an empty plan is a record as well`,
  }),
);

/** A verification of what a rollback has left. */
export const verifiesWhatWasLeft = define(
  'DH4148',
  'A stage would verify the release that a rollback has left',
  (stage: string, release: string, running: string) => ({
    what: `'${stage}' was rolled back from ${release}, whose models answer nothing: verified like that, later stages would take it`,
    got: running,
    allowed: 'a release that answers requests',
    fix: `give it requests again with datahall promote ${stage} --weight <percent>, deploy, and verify then; or promote the release that mends it`,
  }),
);

/** A stage that would fall behind a later one. */
export const laterStageAhead = define(
  'DH4141',
  'A later stage runs a newer release',
  (stage: string, to: string, later: string, theirs: string) => ({
    what: `'${later}' comes after '${stage}', and runs a newer release than the one that '${stage}' would go back to`,
    got: `${to} in '${stage}', ${theirs} in '${later}'`,
    allowed: 'later stages that run the same release or an older one',
    fix: `go back there first: datahall rollback ${later}`,
  }),
);

/** A rollback that would lead to a newer release. */
export const rollbackForward = define(
  'DH4142',
  'A rollback would lead to a newer release',
  (stage: string, running: string, before: string) => ({
    what: `what '${stage}' ran before is newer than what it runs: it was left by a rollback`,
    got: `${running}, and ${before} before it`,
    allowed: 'a way back to an older release',
    fix: `go forward with datahall promote ${stage}, which asks what the stages before have verified`,
  }),
);

/** A rollback that leads to a hotfix whose last day is over. */
export const hotfixEnded = define(
  'DH4143',
  'A rollback leads to a hotfix that has ended',
  (stage: string, release: string, until: string, today: string) => ({
    what: `'${stage}' would run a hotfix whose last day is over, ahead of a stage before it: the program could not be deployed`,
    got: `${release}, until ${until}, on ${today}`,
    allowed: 'a last day that is still to come',
    fix: 'give it a new one with --until YYYY-MM-DD, or promote the stages before to it',
  }),
);

/** A rollback that gives up data. */
export const rollbackLosesData = define(
  'DH4145',
  'A rollback gives up data',
  (stage: string, to: string, paths: readonly string[]) => ({
    what: `what holds data in '${stage}' came after ${to}: a rollback would destroy it`,
    got: paths.join(', '),
    allowed: 'a step that keeps what holds data, or one that somebody takes responsibility for',
    fix: 'repair what is wrong in a newer release; or, when nothing of value is in it, take it with --accept "<reason>"',
  }),
);

/** A share of requests where no other release answers the rest. */
export const nothingToShare = define(
  'DH4146',
  'No other release would answer the rest',
  (stage: string, weight: number, why: string) => ({
    what: `'${stage}' would run the new release alone: ${why}`,
    got: `--weight ${weight}`,
    allowed: 'a share where the models of two releases are live side by side',
    fix: 'leave --weight out: the new release then answers all requests; or leave --replace out where it is given',
  }),
);

/** A last day for a rollback that brings no hotfix back. */
export const noHotfixBack = define(
  'DH4144',
  'A last day is given for a rollback that leads to no hotfix',
  (stage: string, until: string) => ({
    what: `what '${stage}' goes back to is no hotfix`,
    got: `--until ${until}`,
    allowed: '--until where a rollback leads to a hotfix',
    fix: 'leave --until out',
  }),
);
