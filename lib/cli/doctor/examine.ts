import { relative } from 'node:path';
import { HELM_RELEASE } from '../../charts/facts';
import { NAMESPACE } from '../../cluster/facts';
import type { Ailment } from '../../deploy/doctor/ailment';
import { releaseAilments, REVISION_QUERY, revisionsIn } from '../../deploy/doctor/helm-releases';
import { heldIn, namespaceAilments, terminatingIn } from '../../deploy/doctor/namespaces';
import { stateLockAilment, stateLockIn } from '../../deploy/doctor/state-lock';
import { webhookAilments } from '../../deploy/doctor/webhooks';
import { contextMissing, contextMoved } from '../../errors/deploy';
import { fail } from '../../errors/datahall-error';
import { readLock } from '../../release/lock-files';
import { placeOf } from '../deploy/checks';
import type { DeployedStage, SynthesizedProgram } from '../deploy/program';
import type { Terraform } from '../deploy/terraform';
import { Kubectl } from '../kubectl';

/** What an examination needs. */
export interface ExamineOptions {
  /** Terraform; its states are examined with it. */
  readonly terraform: Terraform;
  /** Name or path of terraform or tofu, for commands. */
  readonly program: string;
  /** Name or path of kubectl. */
  readonly kubectl: string;
}

/** What was examined. */
export interface Examination {
  /** What is wrong. */
  readonly ailments: readonly Ailment[];
  /** What could not be examined, and why. */
  readonly unseen: readonly string[];
}

/**
 * Examines a stage: its cluster, its releases, its namespaces, what blocks it, and the locks of its states. Reads only.
 *
 * @param program the program
 * @param stage the stage
 * @param options terraform and kubectl
 * @throws DH4155, DH4157, DH4160
 */
export async function examine(
  program: SynthesizedProgram,
  stage: DeployedStage,
  options: ExamineOptions,
): Promise<Examination> {
  const place = placeOf(stage) ?? fail(contextMissing('', stage.name, 'a stage without a cluster'));
  const kubectl = new Kubectl(place, options.kubectl);
  const moved = await movedCluster(program, stage, kubectl, place.context);
  // What is in another cluster says nothing of this stage.
  if (moved !== undefined) return { ailments: [moved], unseen: ['releases, namespaces, webhooks and states'] };
  const releases = program.facts(HELM_RELEASE, stage.name);
  const revisions = revisionsIn(await kubectl.text('get', ...REVISION_QUERY));
  const states = await lockedStates(program, stage, options);
  return {
    ailments: [
      ...releaseAilments(stage.name, releases, revisions, kubectl.prefix),
      ...(await goingNamespaces(program, stage, kubectl)),
      ...(await blockingWebhooks(kubectl)),
      ...states.ailments,
    ],
    unseen: states.unseen,
  };
}

async function movedCluster(
  program: SynthesizedProgram,
  stage: DeployedStage,
  kubectl: Kubectl,
  context: string,
): Promise<Ailment | undefined> {
  const uid = await kubectl.uid();
  const pinned = stage.contexts.find(({ role }) => role === 'workload')?.uid ?? null;
  const expected = readLock(program.locksOf(stage), stage.name)?.cluster.uid ?? pinned;
  if (expected === null || uid === expected) return undefined;
  const { what, got, allowed } = contextMoved(context, uid, expected);
  const [, , path = ''] = kubectl.prefix;
  const repair = `kubectl config --kubeconfig ${path} set-context ${context} --cluster <the cluster of the stage>`;
  return { kind: 'cluster', subject: context, what: `${what}: ${got}, not ${allowed}`, repair };
}

async function goingNamespaces(
  program: SynthesizedProgram,
  stage: DeployedStage,
  kubectl: Kubectl,
): Promise<readonly Ailment[]> {
  const own = new Set(program.facts(NAMESPACE, stage.name).map(({ name }) => name));
  const going = terminatingIn(await kubectl.list('namespaces')).filter(({ name }) => own.has(name));
  const found = going.map(async (namespace) => {
    const lists = namespace.left.map(async (resource) => {
      return heldIn(resource, await kubectl.list(resource, '--namespace', namespace.name));
    });
    return namespaceAilments(namespace, (await Promise.all(lists)).flat(), kubectl.prefix);
  });
  return (await Promise.all(found)).flat();
}

async function blockingWebhooks(kubectl: Kubectl): Promise<readonly Ailment[]> {
  const [configurations, slices, services] = await Promise.all([
    kubectl.list('validatingwebhookconfigurations,mutatingwebhookconfigurations'),
    kubectl.list('endpointslices', '--all-namespaces'),
    kubectl.list('services', '--all-namespaces'),
  ]);
  return webhookAilments({ configurations, slices, services }, kubectl.prefix);
}

/** Only Terraform knows the locks of its backends, and says so when it cannot get one. */
async function lockedStates(
  program: SynthesizedProgram,
  stage: DeployedStage,
  { terraform, program: called }: ExamineOptions,
): Promise<Examination> {
  const ailments: Ailment[] = [];
  const unseen: string[] = [];
  for (const stack of program.deployed([stage.name])) {
    const failure = (await terraform.init(stack)) ?? (await terraform.tryLock(stack));
    if (failure === undefined) continue;
    const lock = stateLockIn(failure.message);
    if (lock !== undefined) ailments.push(stateLockAilment(stack.id, relative('.', stack.folder), lock, called));
    else unseen.push(`the state of ${stack.id}: ${failure.message.split('\n')[0] ?? ''}`);
  }
  return { ailments, unseen };
}
