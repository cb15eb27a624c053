import { define } from './problem';
import { oneOf, show } from './print';

/** A stack has no provider for resources of ours. */
export const providerMissing = define('DH4001', 'A stack has no provider', (kind: string) => ({
  what: `this stack has no ${kind} provider`,
  got: 'no provider in the stack',
  allowed: `one ${kind} provider with an explicit kubeconfig path and context`,
  fix: `add a provider of '@cdktf/provider-${kind}' to the stack`,
}));

/** A stack has several providers and it is not clear which one is meant. */
export const providerAmbiguous = define(
  'DH4002',
  'A stack has several providers of one kind',
  (kind: string, paths: readonly string[]) => ({
    what: `this stack has several ${kind} providers, and it is not clear which one is meant`,
    got: paths.join(', '),
    allowed: 'one provider, or exactly one without an alias',
    fix: "remove the alias of the one that is meant, or pass 'providers' to the stack's Foundation",
  }),
);

/** Something is ordered after what is deployed later. */
export const orderAgainstLayers = define(
  'DH4003',
  'A construct needs another one of a later layer',
  (needed: string, layer: string) => ({
    what: 'this needs something that a later layer of the stage deploys',
    got: show(needed),
    allowed: 'constructs of the same layer or of an earlier one',
    fix: `move it to the layer '${layer}' or to a later one`,
  }),
);

/** Constructs wait for each other. */
export const waitInCircle = define(
  'DH4014',
  'Constructs wait for each other',
  (waits: readonly (readonly [string, string])[]) => ({
    what: 'these constructs wait for each other: none of them can ever be deployed',
    got: waits.map(([waiting, needed]) => `'${waiting}' waits for '${needed}'`).join(', '),
    allowed: 'an order in which each construct comes after what it needs',
    fix: 'remove one of these calls of after(), or split a construct so that only a part of it waits',
  }),
);

/** A stage uses a construct of another stage. */
export const foreignStage = define(
  'DH4004',
  'A stage uses a construct of another stage',
  (stage: string, other: string) => ({
    what: `a construct of stage '${other}' is used in stage '${stage}'`,
    got: show(other),
    allowed: `constructs of stage '${stage}': stages share no resources`,
    fix: 'take it from the same stage, for example from the outputs of its platform function',
  }),
);

/** Two stages run on one cluster. */
export const contextShared = define(
  'DH4005',
  'Two stages use one kubeconfig context',
  (context: string, stages: readonly string[]) => ({
    what: `the stages ${stages.map((stage) => `'${stage}'`).join(' and ')} use one kubeconfig context`,
    got: show(context),
    allowed: 'a context of its own for each stage; only a cluster that builds the clusters of stages may serve several',
    fix: 'give each of the stages the context of its own cluster',
  }),
);

/** Two stages have contexts of their own for one cluster. */
export const clusterShared = define(
  'DH4013',
  'Two stages pin one cluster',
  (uid: string, stages: readonly string[], contexts: readonly string[]) => ({
    what: `the stages ${stages.map((stage) => `'${stage}'`).join(' and ')} pin one cluster`,
    got: `${show(uid)}, the UID of kube-system in ${contexts.map((name) => `'${name}'`).join(' and ')}`,
    allowed: 'a cluster of its own for each stage; only one that builds the clusters of stages may serve several',
    fix: 'give each of the stages the context and the UID of its own cluster',
  }),
);

/** A stage does not know which cluster it must be. */
export const clusterNotPinned = define(
  'DH4006',
  'A stage does not pin the identity of its cluster',
  (context: string) => ({
    what: 'the identity of the cluster is not pinned: a kubeconfig that was changed by mistake is not noticed',
    got: show(context),
    allowed: 'a context with the UID of the namespace kube-system of its cluster',
    fix: `pass uid: the output of kubectl --context ${context} get namespace kube-system -o jsonpath={.metadata.uid}`,
  }),
);

/** A text is not the UID of a cluster. */
export const invalidClusterUid = define('DH4018', 'A text is not the UID of a cluster', (given: unknown) => ({
  what: 'this is not the UID of a cluster',
  got: show(given),
  allowed: "letters, digits and '-', for example '51d0b4f2-6a0e-4c5e-9d53-2f7c1f0a8e11'",
  fix: 'take the output of kubectl get namespace kube-system -o jsonpath={.metadata.uid}',
}));

/** A stage keeps its state in the cluster that the state describes. */
export const stateInOwnCluster = define('DH4019', 'A stage keeps its state in its own cluster', (context: string) => ({
  what: 'the state of this stage lies in the cluster that it describes: with the cluster the way to repair it is lost',
  got: `a Kubernetes backend in the context ${show(context)}`,
  allowed: 'the context of another cluster, for example of the one that builds this one',
  fix: 'keep the state in another cluster, or take another backend',
}));

/** A local state path leaves the project or lies where it is deleted. */
export const statePath = define('DH4007', 'A local state path cannot be used', (given: unknown) => ({
  what: 'the state of a stage cannot be kept there',
  got: show(given),
  allowed: "a path relative to the project, outside of the output folder, without '..'",
  fix: "use a folder beside cdktf.json, for example 'state'",
}));

/** An output folder would replace a folder that no synthesis made. */
export const outputForeign = define(
  'DH4016',
  'The output folder is a folder of something else',
  (folders: readonly string[]) => ({
    what: 'a synthesis replaces its output folder, and this one was not made by a synthesis: its files would be deleted',
    got: folders.map(show).join(', '),
    allowed: 'a folder that is not there yet, an empty one, or the output of an earlier synthesis',
    fix: 'choose another outdir (or CDKTF_OUTDIR), or move the files away',
  }),
);

/** Something that must be kept lies where a synthesis deletes it. */
export const keptInOutput = define(
  'DH4017',
  'What must be kept lies in the output folder',
  (what: string, folder: string, output: string) => ({
    what: `${what} would lie in the output folder, which every synthesis replaces: the next one would delete it`,
    got: `${show(folder)} in ${show(output)}`,
    allowed: 'a folder of the project outside of the output folder',
    fix: 'choose another folder for one of the two',
  }),
);

/** A stage keeps its state in local files. */
export const stateIsLocal = define('DH4008', 'A stage keeps its state on the local disk', (folder: string) => ({
  what: 'the state of this stage lies in local files: two people can apply at once, and one disk can lose it',
  got: show(folder),
  allowed: 'a backend with locking for every stage that others depend on',
  fix: 'pass a Backend, for example Backend.s3({ bucket, region })',
}));

/** Two stacks would write the same folder. */
export const stackIdTaken = define('DH4009', 'Two stacks have one id', (id: string, other: string) => ({
  what: 'another stack has the same id, one would silently overwrite the other',
  got: show(id),
  allowed: `an id of its own; '${other}' has this one`,
  fix: 'rename the site, the stage or the layer',
}));

/** A layer that is not there. */
export const unknownLayer = define('DH4010', 'A layer is not known', (given: unknown, known: readonly string[]) => ({
  what: 'there is no layer of this name to stand after',
  got: show(given),
  allowed: oneOf(known),
  fix: 'name an existing layer',
}));

/** A stage is released before the stage that it comes after. */
export const releaseAhead = define(
  'DH4011',
  'A stage runs a newer release than the stage before it',
  (release: string, stage: string, theirs: string) => ({
    what: `this stage runs a newer release than the stage '${stage}', which it comes after`,
    got: show(release),
    allowed: `${theirs} or older: a release reaches '${stage}' first`,
    fix: `move '${stage}' to ${release} first, or take the older release here`,
  }),
);

/** Bad version of a release. */
export const invalidVersion = define('DH4012', 'A version is not exact', (field: string, given: unknown) => ({
  what: `'${field}' is not an exact version`,
  got: show(given),
  allowed: "three numbers, for example '2026.11.0' or '1.4.2', with no range and no leading zeros",
  fix: 'write all three numbers and nothing before them',
}));

/** Layers that cannot share a stack. */
export const groupingImpossible = define(
  'DH4015',
  'Layers cannot share a stack',
  (given: string, layers: readonly string[]) => ({
    what: 'these layers cannot lie in one stack',
    got: given,
    allowed: `layers that follow each other in ${layers.join(', ')}; 'serving' has a stack of its own for each release`,
    fix: 'group neighbours, each layer once, and name a group like its first layer or like none',
  }),
);
