import { at, listAt, textAt, type Json } from '../../plan/json';
import { shell, type Ailment, type KubectlPrefix } from './ailment';

/** What is read of a cluster for its webhooks. */
export interface WebhookView {
  /** Webhook configurations of both kinds. */
  readonly configurations: readonly Json[];
  /** All endpoint slices. */
  readonly slices: readonly Json[];
  /** All services. */
  readonly services: readonly Json[];
}

/**
 * Webhooks that nobody answers and that block what they watch: each create and update of it fails until then.
 *
 * @param view what was read
 * @param kubectl what commands begin with
 */
export function webhookAilments(
  { configurations, slices, services }: WebhookView,
  kubectl: KubectlPrefix,
): readonly Ailment[] {
  const answering = new Set(
    slices.filter(isReady).map((slice) => keyOf(slice, textAt(slice, 'metadata', 'labels', SERVICE))),
  );
  const known = new Map(services.map((service) => [keyOf(service, textAt(service, 'metadata', 'name')), service]));
  return configurations.flatMap((configuration) => {
    const kind = textAt(configuration, 'kind') ?? '';
    const name = textAt(configuration, 'metadata', 'name') ?? '';
    return listAt(configuration, 'webhooks').flatMap((webhook): readonly Ailment[] => {
      const [namespace, service] = ['namespace', 'name'].map((key) => textAt(webhook, 'clientConfig', 'service', key));
      if (textAt(webhook, 'failurePolicy') !== 'Fail' || namespace === undefined || service === undefined) return [];
      const key = `${namespace}/${service}`;
      if (answering.has(key)) return [];
      const gone = !known.has(key);
      const blocks = resourcesOf(webhook).join(', ');
      return [
        {
          kind: 'webhook',
          subject: `${name}/${textAt(webhook, 'name') ?? ''}`,
          what: `it blocks ${blocks}: the service ${key} ${gone ? 'is not there' : 'has no pod that is ready'}`,
          repair: gone
            ? shell(...kubectl, 'delete', kind.toLowerCase(), name)
            : shell(...kubectl, '--namespace', namespace, 'describe', 'pods', '--selector', selectorOf(known.get(key))),
        },
      ];
    });
  });
}

const SERVICE = 'kubernetes.io/service-name';

function keyOf(object: Json, service: string | undefined): string {
  return `${textAt(object, 'metadata', 'namespace') ?? ''}/${service ?? ''}`;
}

function isReady(slice: Json): boolean {
  return listAt(slice, 'endpoints').some((endpoint) => at(endpoint, 'conditions', 'ready') !== false);
}

function resourcesOf(webhook: Json): readonly string[] {
  const texts = (rule: Json, key: string): readonly string[] =>
    listAt(rule, key).filter((each): each is string => typeof each === 'string');
  const rules = listAt(webhook, 'rules').flatMap((rule) => {
    const [group = ''] = texts(rule, 'apiGroups');
    return texts(rule, 'resources').map((resource) => (group === '' ? resource : `${resource}.${group}`));
  });
  return [...new Set(rules)];
}

function selectorOf(service: Json | undefined): string {
  const selector = at(service, 'spec', 'selector') ?? {};
  return Object.entries(selector as Readonly<Record<string, string>>)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
