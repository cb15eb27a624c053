import type { KubernetesObject } from '../../../kubernetes/object';
import { difference, box, type Box } from '../kernel/boxes';
import { Fields } from '../kernel/fields';
import { grantChanges, settingChanges, type Grant, type Setting, type Sides } from '../kernel/grants';
import { namespaceBox, namespaceWords } from '../kernel/labels';
import { setOf } from '../kernel/value-set';
import type { SecurityChange } from '../security-change';

/**
 * Compares what a Gateway listens to, with which protection, and whose routes it takes.
 *
 * @param sides a Gateway of the Gateway API
 */
export function gatewayChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return [...grantChanges(sides, grantsOf), ...listenerSettings(sides), ...routeSources(sides)];
}

function listenersOf(gateway: KubernetesObject): readonly Fields[] {
  return Fields.of(gateway).child('spec').items('listeners');
}

/** Protocols whose bytes anybody on the way can read. */
const PLAIN = ['HTTP', 'TCP', 'UDP'];

function grantsOf(gateway: KubernetesObject): readonly Grant[] {
  return listenersOf(gateway).flatMap((listener): readonly Grant[] => {
    const protocol = listener.name('protocol');
    const hostname = listener.text('hostname');
    const detail = `listener ${listener.name('name')}: ${protocol} ${listener.scalar('port') ?? '?'}`;
    const wild = hostname === undefined || hostname.startsWith('*.');
    return [
      { what: 'reachable from outside', detail, severity: 'medium' },
      ...(PLAIN.includes(protocol) ? [{ what: 'without TLS', detail, severity: 'high' as const }] : []),
      ...(wild
        ? [
            {
              what: 'takes requests for many host names',
              detail: `${detail}, ${hostname ?? 'any host'}`,
              severity: 'low' as const,
            },
          ]
        : []),
    ];
  });
}

/** By listener: its name is the user's, and no words of ours. */
function listenerSettings({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  const named = (gateway: KubernetesObject | undefined): ReadonlyMap<string, Fields> =>
    new Map((gateway === undefined ? [] : listenersOf(gateway)).map((listener) => [listener.name('name'), listener]));
  const [was, will] = [named(before), named(after)];
  return [...was].flatMap(([name, listener]) =>
    settingChanges({ subject: `${subject} (listener ${name})`, before: listener, after: will.get(name) }, settingsOf),
  );
}

function settingsOf(listener: Fields): readonly Setting[] {
  const tls = listener.child('tls');
  const certificates = tls.items('certificateRefs').map((ref) => `${ref.text('namespace') ?? ''}/${ref.name('name')}`);
  return [
    { what: 'where TLS of the listener ends', value: tls.text('mode') ?? 'Terminate', severity: 'medium' },
    {
      what: 'certificates of the listener',
      value: ['certificates', ...certificates.sort()].join(' '),
      severity: 'medium',
    },
  ];
}

const LABEL = 'label:';

/** Namespaces whose routes a listener takes: its own unless it says otherwise. */
function routeSources({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  const [was, will] = [sourcesOf(before), sourcesOf(after)];
  return [...new Set([...was.keys(), ...will.keys()])].flatMap((name) => {
    const only = (
      direction: 'broadened' | 'narrowed',
      these: readonly Box[],
      those: readonly Box[],
    ): SecurityChange[] => {
      const pieces = difference(these, those);
      if (pieces.length === 0) return [];
      const words = namespaceWords(pieces, LABEL);
      const detail = `listener ${name}: ${words}`;
      return [{ direction, subject, what: 'namespaces whose routes are taken', detail, severity: 'medium' }];
    };
    const [from, to] = [was.get(name), will.get(name)];
    // A new listener is reported for what it opens to others than its own namespace.
    const own = ownOf(after ?? before);
    return [...only('broadened', to ?? [], from ?? own), ...only('narrowed', from ?? [], to ?? own)];
  });
}

function ownOf(gateway: KubernetesObject | undefined): readonly Box[] {
  const namespace = Fields.of(gateway).child('metadata').text('namespace') ?? 'default';
  return [box([[`${LABEL}kubernetes.io/metadata.name`, setOf([namespace])]])];
}

function sourcesOf(gateway: KubernetesObject | undefined): ReadonlyMap<string, readonly Box[]> {
  const listeners = gateway === undefined ? [] : listenersOf(gateway);
  return new Map(
    listeners.map((listener) => {
      const namespaces = listener.child('allowedRoutes').child('namespaces');
      const from = namespaces.text('from') ?? 'Same';
      const selected = from === 'Selector' ? [namespaceBox(namespaces.child('selector'), LABEL)] : ownOf(gateway);
      return [listener.name('name'), from === 'All' ? [box([])] : from === 'None' ? [] : selected] as const;
    }),
  );
}
