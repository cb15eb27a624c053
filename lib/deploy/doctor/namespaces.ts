import { listAt, textAt, type Json } from '../../plan/json';
import { shell, type Ailment, type KubectlPrefix } from './ailment';

/** A namespace that is being deleted, and what holds it. */
export interface TerminatingNamespace {
  /** Its name. */
  readonly name: string;
  /** When the deletion began. */
  readonly since: string;
  /** Kinds of objects that are left, as plurals with their group: `pods`, `volumes.example.com`. */
  readonly left: readonly string[];
  /** What the namespace says of finalizers. */
  readonly finalizers: string;
}

/** An object that waits for somebody to let it go. */
export interface HeldObject {
  /** Kind as a plural with its group. */
  readonly resource: string;
  /** Its name. */
  readonly name: string;
  /** Who must let it go. */
  readonly finalizers: readonly string[];
}

/**
 * How a namespace names what is left: `pods. has 2 resource instances, volumes.example.com has 1 resource instances`.
 */
const LEFT = /([a-z0-9-]+(?:\.[a-z0-9.-]*)?) has \d+ resource instances/g;

/**
 * The namespaces that are being deleted.
 *
 * @param namespaces namespaces as kubectl prints them
 */
export function terminatingIn(namespaces: readonly Json[]): readonly TerminatingNamespace[] {
  return namespaces.flatMap((namespace) => {
    const since = textAt(namespace, 'metadata', 'deletionTimestamp');
    if (since === undefined) return [];
    const message = (type: string): string => {
      const found = listAt(namespace, 'status', 'conditions').find((each) => textAt(each, 'type') === type);
      return textAt(found, 'status') === 'True' ? (textAt(found, 'message') ?? '') : '';
    };
    const left = [...message('NamespaceContentRemaining').matchAll(LEFT)].map(([, plural]) =>
      (plural ?? '').replace(/\.$/, ''),
    );
    const name = textAt(namespace, 'metadata', 'name') ?? '';
    return [{ name, since, left, finalizers: message('NamespaceFinalizersRemaining') }];
  });
}

/**
 * The objects of a list that are being deleted and wait for finalizers.
 *
 * @param resource kind as a plural with its group
 * @param objects objects as kubectl prints them
 */
export function heldIn(resource: string, objects: readonly Json[]): readonly HeldObject[] {
  return objects.flatMap((object) => {
    const finalizers = listAt(object, 'metadata', 'finalizers').filter((each) => typeof each === 'string');
    const name = textAt(object, 'metadata', 'name') ?? '';
    const deleted = textAt(object, 'metadata', 'deletionTimestamp') !== undefined;
    return deleted && finalizers.length > 0 ? [{ resource, name, finalizers }] : [];
  });
}

/**
 * What keeps a namespace from going, object by object.
 *
 * @param namespace the namespace
 * @param held objects of it that wait
 * @param kubectl what commands begin with
 */
export function namespaceAilments(
  namespace: TerminatingNamespace,
  held: readonly HeldObject[],
  kubectl: KubectlPrefix,
): readonly Ailment[] {
  const { name, since, finalizers } = namespace;
  if (held.length === 0) {
    const what = `it has been going since ${since}${finalizers === '' ? '' : `: ${finalizers}`}`;
    return [{ kind: 'namespace', subject: name, what, repair: shell(...kubectl, 'describe', 'namespace', name) }];
  }
  return held.map(({ resource, name: object, finalizers: names }) => ({
    kind: 'namespace',
    subject: name,
    what: `it has been going since ${since}: ${resource}/${object} waits for ${names.join(', ')}; start what does that, or give up what it would clean`,
    repair: shell(
      ...[...kubectl, '--namespace', name, 'patch', resource, object],
      ...['--type', 'merge', '--patch', '{"metadata":{"finalizers":null}}'],
    ),
  }));
}
