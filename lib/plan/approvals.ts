import { counted } from '../errors/print';
import type { Change } from './changes';
import { isHook } from './charts/manifests';
import { breakWords, crdBreaks, type CrdBreak } from './crd-compat';
import type { Field } from './diff';
import type { ObjectChange } from './helm';
import { deviceConfigurations, isRollout } from './devices';
import { joined } from './joined';
import { listAt, member, textAt } from './json';
import { cloudApprovals } from './kinds/cloud-approvals';
import { saysAccess } from './kinds/access-kinds';
import { refusedFields } from './immutable';
import { isKey, stopsWith } from './kinds/data-kinds';
import { NONE } from './none';
import { asJson, type ObjectIdentity } from './objects';
import type { Plan } from './read-plan';

/** Something that a person must agree to. */
export interface NeededApproval {
  /** Why. */
  readonly risk:
    | 'data'
    | 'unknown-data'
    | 'outage'
    | 'state'
    | 'access'
    | 'device'
    | 'action'
    | 'check'
    | 'crd'
    | 'refused'
    | 'object'
    | 'unknown-objects'
    | 'unprotected'
    | 'stated';
  /** What follows from it, as a sentence of our own words. */
  readonly consequence: string;
  /** Names and texts of the plan that belong to it. @default - none */
  readonly names?: readonly string[];
  /** Values that change and belong to it. @default - none */
  readonly shows?: readonly Field[];
  /** The Kubernetes object that it is about. @default - the resource */
  readonly object?: ObjectIdentity;
}

/** Kinds that take others with them. */
const TAKES: ReadonlyMap<string, string> = new Map([
  ['Namespace', 'everything in the namespace is deleted with it'],
  ['PersistentVolumeClaim', 'its volume is deleted with it, unless the reclaim policy keeps it'],
  ['PersistentVolume', 'the claim loses its volume'],
  ['CustomResourceDefinition', 'all objects of this kind are deleted with it, in every namespace'],
]);

/** Most breaks of a definition that a sentence names. */
const BREAKS = 5;

/**
 * What a person must agree to before a change is applied.
 *
 * @param change a resource that changes
 */
export function approvalsOf(change: Change): readonly NeededApproval[] {
  const { objects, objectsUnknown } = change.opened;
  return joined(
    withWords(change, joined(ofResource(change), cloudApprovals(change))),
    ofDevices(change),
    objects.length === 0 ? NONE : ofObjects(change, objects),
    objectsUnknown ? [UNKNOWN_OBJECTS] : NONE,
    change.unprotected ? [UNPROTECTED] : NONE,
  );
}

/**
 * What a person must agree to beside the changes of resources.
 *
 * @param plan the plan
 */
export function approvalsOfPlan(plan: Plan): readonly PlanApproval[] {
  const actions = plan.invocations.map(({ address, trigger }): PlanApproval => {
    const names = trigger === undefined ? {} : { names: [trigger] };
    const when = trigger === undefined ? 'runs when it is applied' : 'runs when this resource changes';
    return { address, action: 'invoke', risk: 'action', consequence: `${when}: no plan shows what it does`, ...names };
  });
  const checks = plan.failedChecks.map(({ address, problems }): PlanApproval => {
    const consequence = 'a check of the program fails';
    return {
      address,
      action: 'check',
      risk: 'check',
      consequence,
      ...(problems.length === 0 ? {} : { names: problems }),
    };
  });
  const { stateMoves = [], clusterMoves = [] } = plan;
  const moves = [
    { address: 'terraform.backend', consequence: MOVED, shows: stateMoves },
    { address: 'provider', consequence: ELSEWHERE, shows: clusterMoves },
  ].filter(({ shows }) => shows.length > 0);
  return [...moves.map((move): PlanApproval => ({ ...move, action: 'move', risk: 'state' })), ...actions, ...checks];
}

const MOVED =
  'Terraform looks for its state elsewhere: without init -migrate-state it finds none, and creates everything anew';

const ELSEWHERE =
  'it is applied to another cluster: what the state lists is not there and is created anew, and the first one keeps what it has';

/** What must be agreed to, and is about no change of a resource. */
export interface PlanApproval extends NeededApproval {
  /** Address of the action or of what is checked, the backend, or the providers of the cluster. */
  readonly address: string;
  /** What it is. */
  readonly action: 'invoke' | 'check' | 'move';
}

const UNKNOWN_OBJECTS: NeededApproval = {
  risk: 'unknown-objects',
  consequence: 'only the apply tells its values: objects that it carries now may be deleted',
};

const UNPROTECTED: NeededApproval = {
  risk: 'unprotected',
  consequence: 'prevent_destroy is removed: the next plan may destroy it',
};

function ofResource(change: Change): readonly NeededApproval[] {
  const { action, type, stateful, opened } = change;
  if (action !== 'delete' && action !== 'replace' && action !== 'forget') return NONE;
  if (type === 'helm_release' && action !== 'forget') return [{ risk: 'outage', consequence: outage(change) }];
  const [own] = type.startsWith('kubernetes_') ? opened.objects : [];
  const takes = TAKES.get(own?.object.kind ?? '');
  if (action !== 'forget' && takes !== undefined) return [{ risk: 'data', consequence: takes }];
  if (stateful === true) return [{ risk: 'data', consequence: dataConsequence(change) }];
  const stops = action === 'forget' ? undefined : stopsWith(type);
  if (stops !== undefined) return [{ risk: 'outage', consequence: stopWords(change, stops) }];
  // That a rule of access goes is told as such.
  if (stateful === false || saysAccess(type)) return NONE;
  return [{ risk: 'unknown-data', consequence: `${verb(change)}; whether it holds data is not known` }];
}

/** Nothing is lost with the resource, but a device is: the network of a site. */
function ofDevices({ type, action, before, after, address }: Change): readonly NeededApproval[] {
  if (type !== 'terraform_data') return NONE;
  if ((action === 'create' || action === 'replace') && isRollout(after)) return [ROLLOUT];
  const devices = deviceConfigurations(before, lastOf(address));
  if (devices.size === 0 || (action !== 'delete' && action !== 'forget')) return NONE;
  const which = devices.size === 1 ? 'this device keeps' : `these ${devices.size} devices keep`;
  return [
    {
      risk: 'device',
      consequence: `${which} what runs now, and nobody configures it any more`,
      names: [...devices.keys()],
    },
  ];
}

const ROLLOUT: NeededApproval = {
  risk: 'device',
  consequence: 'runs the playbook: it changes the devices of the network, one failure domain after another',
};

function lastOf(address: string): string {
  return address.split('.').at(-1) ?? address;
}

/** What the author of the construct says comes after what is known of the kind; alone it must be approved, too. */
function withWords(change: Change, known: readonly NeededApproval[]): readonly NeededApproval[] {
  const { action, consequence = {} } = change;
  const said = action === 'delete' || action === 'replace' || action === 'update' ? consequence[action] : undefined;
  if (said === undefined) return known;
  if (known.length === 0) return [{ risk: 'stated', consequence: 'its author says what follows', names: [said] }];
  // These words come with the change: they are shown as its names are, never as ours.
  return known.map((each) => ({ ...each, names: [...(each.names ?? []), said] }));
}

function outage({ action, stateful, opened }: Change): string {
  const count = opened.objects.length;
  const all =
    count === 0 ? 'all that it installed' : `all that it installed, with ${counted(count, 'object')} of its values`;
  const data = stateful === true ? '; it holds data' : '';
  return action === 'delete'
    ? `uninstalls the release: ${all} is deleted${data}`
    : `uninstalls the release and installs it again: ${all} is gone in between${data}`;
}

/** Where the new one comes first, what runs on the old one can go over. */
function stopWords({ action, order }: Change, stops: string): string {
  if (action !== 'replace') return stops;
  return order === 'create-first'
    ? `a new one is created first, then ${stops}`
    : `${stops}, until the new one is there`;
}

function dataConsequence(change: Change): string {
  // Of a replacement that leaves the old one behind, nothing is destroyed.
  if (change.action === 'forget' || change.order === 'forget-old') return verb(change);
  if (isKey(change.type)) return `what it encrypts, wherever that lies, can no longer be read: ${verb(change)}`;
  return `it holds data, which are lost: ${verb(change)}`;
}

function verb({ action, order }: Change): string {
  if (action === 'forget') return 'Terraform forgets it: it goes on, and nobody manages it';
  if (action === 'delete') return 'it is destroyed';
  if (order === 'create-first') return 'a new one is created, then this one is destroyed';
  return order === 'forget-old' ? 'a new one is created, and this one is left behind' : 'it is destroyed, then created';
}

function ofObjects(change: Change, objects: readonly ObjectChange[]): readonly NeededApproval[] {
  const inner = change.type === 'helm_release' ? objects.flatMap((it) => ofInnerObject(change, it)) : NONE;
  return joined(
    inner,
    objects.flatMap((it) => ofDefinition(change, it)),
  );
}

/** Terraform calls it an update of the release. */
function ofInnerObject(change: Change, inner: ObjectChange): readonly NeededApproval[] {
  const { action, object } = inner;
  if (object.kind === 'CustomResourceDefinition') return [];
  if (action === 'update') return [...ofStorageHosts(inner), ...ofFixedFields(inner)];
  if (action === 'orphan' && change.action === 'update')
    return [{ risk: 'object', object, consequence: 'it stays in the cluster, and nobody manages it any more' }];
  if (action !== 'delete' || change.action !== 'update') return [];
  const takes = TAKES.get(object.kind);
  const hidden = 'deleted by an update of its release';
  return [{ risk: 'object', object, consequence: takes === undefined ? hidden : `${hidden}: ${takes}` }];
}

/** A plan shows an update of the release; Helm makes hooks anew. */
function ofFixedFields({ object, before, after }: ObjectChange): readonly NeededApproval[] {
  if (before === undefined || after === undefined || isHook(after)) return [];
  const names = refusedFields(before, after);
  const consequence = 'the API server refuses it, and the upgrade fails: what cannot change must be made anew';
  return names.length === 0 ? [] : [{ risk: 'refused', object, consequence, names }];
}

/** Hosts of a storage cluster are a list in its object, which is only updated. */
function ofStorageHosts({ object, before, after }: ObjectChange): readonly NeededApproval[] {
  if (object.kind !== 'CephCluster') return [];
  const kept = storageHosts(after);
  const names = storageHosts(before).filter((host) => !kept.includes(host));
  const consequence =
    'hosts leave it, whose disks hold a part of the data: it must have healed before another one goes';
  return names.length === 0 ? [] : [{ risk: 'data', object, consequence, names }];
}

function storageHosts(cluster: ObjectChange['before']): readonly string[] {
  return listAt(asJson(cluster), 'spec', 'storage', 'nodes').map((host) => textAt(host, 'name') ?? '');
}

function ofDefinition(change: Change, { action, object, before, after }: ObjectChange): readonly NeededApproval[] {
  if (object.kind !== 'CustomResourceDefinition') return [];
  if (action === 'orphan')
    return [{ risk: 'crd', object, consequence: 'the kind stays in the cluster, and is not upgraded any more' }];
  if (action === 'delete' || action === 'replace') {
    // Where the resource is the definition, this was said of the resource.
    const said = change.type !== 'helm_release';
    return said ? [] : [{ risk: 'crd', object, consequence: TAKES.get(object.kind) ?? '' }];
  }
  const gone = served(before).filter((version) => !served(after).includes(version));
  const breaks = before === undefined || after === undefined ? [] : crdBreaks(before, after);
  const broken = EFFECTS.flatMap(([effect, consequence]): readonly NeededApproval[] => {
    const words = breaks.filter((each) => each.effect === effect).map(breakWords);
    const rest = words.length - BREAKS;
    const names = [...words.slice(0, BREAKS), ...(rest > 0 ? [`and ${rest} more`] : [])];
    return words.length === 0 ? [] : [{ risk: 'crd', object, consequence, names }];
  });
  if (gone.length === 0) return broken;
  const consequence = 'these versions are no longer served, and objects in them are refused';
  return [{ risk: 'crd', object, consequence, names: gone }, ...broken];
}

/** What follows from the ways in which a definition can break, the worst first. */
const EFFECTS: readonly (readonly [CrdBreak['effect'], string])[] = [
  ['blocked', 'the upgrade fails'],
  ['lost', 'values of objects that are there are lost'],
  ['refused', 'objects like those that are there may be refused when they are made or changed'],
  ['rewrite', 'objects that are there must be written again before the old version may go'],
];

function served(definition: ObjectChange['before']): readonly string[] {
  const versions = listAt(asJson(definition), 'spec', 'versions');
  return versions.filter((it) => member(it, 'served') === true).map((it) => textAt(it, 'name') ?? '');
}
