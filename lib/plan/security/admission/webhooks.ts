import type { KubernetesObject } from '../../../kubernetes/object';
import { box, difference, overlap, type Box } from '../kernel/boxes';
import { digest } from '../kernel/digest';
import { Fields } from '../kernel/fields';
import { grantChanges, settingChanges, type Grant, type Setting, type Sides } from '../kernel/grants';
import { labelWords, namespaceBox, selectorBox } from '../kernel/labels';
import { canonical } from '../kernel/objects';
import { ANY, setOf, type ValueSet } from '../kernel/value-set';
import { listed, setWords } from '../kernel/words';
import type { SecurityChange, SecurityDirection } from '../security-change';

/**
 * Compares what admission webhooks check: less checked is broader. Names of webhooks do not matter for a new one.
 *
 * @param sides a ValidatingWebhookConfiguration or MutatingWebhookConfiguration
 */
export function webhookChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  const [was, will] = [webhooksOf(sides.before), webhooksOf(sides.after)];
  return [...new Set([...was.keys(), ...will.keys()])].flatMap((name) => {
    const hook = { subject: `${sides.subject} (${name})`, before: was.get(name), after: will.get(name) };
    const both = hook.before !== undefined && hook.after !== undefined;
    return [
      ...coverageChanges(hook),
      ...(both ? grantChanges(hook, weaknesses) : []),
      ...settingChanges(hook, settingsOf),
    ];
  });
}

function webhooksOf(object: KubernetesObject | undefined): ReadonlyMap<string, Fields> {
  const hooks = Fields.of(object).items('webhooks');
  return new Map(hooks.map((hook) => [hook.name('name'), hook]));
}

const NAMESPACE = 'namespace label ';
const OBJECT = 'object label ';

function coverageChanges({ subject, before, after }: Sides<Fields>): readonly SecurityChange[] {
  const [was, will] = [checked(before), checked(after)];
  const only = (direction: SecurityDirection, pieces: readonly Box[]): SecurityChange[] => {
    if (pieces.length === 0) return [];
    const detail = listed([...new Set(pieces.map(words))].sort(), '; ');
    return [{ direction, subject, what: 'requests that the webhook does not check', detail, severity: 'high' }];
  };
  return [...only('broadened', difference(was, will)), ...only('narrowed', difference(will, was))];
}

/** The requests that a webhook sees. */
function checked(hook: Fields | undefined): readonly Box[] {
  if (hook === undefined) return [];
  const selected = overlap(
    namespaceBox(hook.child('namespaceSelector'), NAMESPACE),
    selectorBox(hook.child('objectSelector'), OBJECT),
  );
  if (selected === undefined) return [];
  const exact = hook.text('matchPolicy') === 'Exact';
  return hook.items('rules').flatMap((rule) =>
    rule.texts('resources').flatMap((resource) => {
      const request = box([
        ['operation', starred(rule.texts('operations'))],
        ['group', starred(rule.texts('apiGroups'))],
        // With `Equivalent`, the default, a rule also sees other versions of what it names.
        ['version', exact ? starred(rule.texts('apiVersions')) : ANY],
        ['scope', rule.text('scope') === undefined ? ANY : starred([rule.name('scope')])],
        ...resourceSides(resource),
      ]);
      return overlap(request, selected) ?? [];
    }),
  );
}

/** Unlike in roles, `*` is no subresource, and `pods/*` is pods and all below. */
function resourceSides(resource: string): [string, ValueSet][] {
  const [parent = '', ...rest] = resource.split('/');
  return [
    ['resource', starred([parent])],
    ['subresource', starred([rest.join('/')])],
  ];
}

function starred(values: readonly string[]): ValueSet {
  return values.includes('*') ? ANY : setOf(values);
}

function words(piece: Box): string {
  const side = (key: string): ValueSet => piece.get(key) ?? ANY;
  const sub = side('subresource');
  const below = sub.values.length === 1 && sub.values[0] === '' && !sub.but ? '' : `/${setWords(sub, 'subresource')}`;
  const labels = [labelWords(piece, NAMESPACE), labelWords(piece, OBJECT)];
  const where = [
    ...(labels[0] === '' ? [] : [`in namespaces ${labels[0] ?? ''}`]),
    ...(labels[1] === '' ? [] : [`of objects ${labels[1] ?? ''}`]),
  ];
  return [setWords(side('operation'), 'operation'), `${setWords(side('resource'), 'resource')}${below}`, ...where].join(
    ' ',
  );
}

function weaknesses(hook: Fields): readonly Grant[] {
  return hook.text('failurePolicy') === 'Ignore'
    ? [
        {
          what: 'lets requests pass when the webhook does not answer',
          detail: 'failurePolicy Ignore',
          severity: 'high',
        },
      ]
    : [];
}

function settingsOf(hook: Fields): readonly Setting[] {
  const client = hook.child('clientConfig');
  const service = client.child('service');
  const target = service.present
    ? `${service.name('namespace')}/${service.name('name')}${service.text('path') ?? ''}`
    : '';
  return [
    {
      what: 'certificate authority that the webhook is trusted by',
      value: digest(client.text('caBundle')),
      severity: 'high',
    },
    { what: 'where the webhook is called', value: client.text('url') ?? target, severity: 'high' },
    { what: 'seconds that the webhook has', value: String(hook.number('timeoutSeconds') ?? 10), severity: 'low' },
    { what: 'conditions under which it is called', value: conditions(hook), severity: 'medium' },
    { what: 'how versions are matched', value: hook.text('matchPolicy') ?? 'Equivalent', severity: 'low' },
  ];
}

/** Conditions are programs, whose meaning is not compared; their names and a digest tell that they differ. */
function conditions(hook: Fields): string {
  const all = hook.items('matchConditions');
  const names = all.map((condition) => condition.name('name')).sort();
  return all.length === 0 ? 'none' : `${names.join(', ')} (${digest(canonical(hook.raw('matchConditions')))})`;
}
