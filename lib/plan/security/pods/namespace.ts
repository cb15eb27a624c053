import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { grantChanges, settingChanges, type Grant, type Setting, type Sides } from '../kernel/grants';
import type { SecurityChange } from '../security-change';

const PREFIX = 'pod-security.kubernetes.io/';
/** From the strictest; a pod that a level allows is allowed by the next one too. */
const LEVELS = ['restricted', 'baseline', 'privileged'];
const MODES = ['enforce', 'audit', 'warn'] as const;

type Mode = (typeof MODES)[number];

const WORDS: Readonly<Record<Mode, string>> = {
  enforce: 'pods are allowed',
  audit: 'pods are not written to the audit log',
  warn: 'nobody is warned of pods',
};

/**
 * Compares the Pod Security Standards that a namespace asks for.
 *
 * @param sides a Namespace
 */
export function namespaceChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return [...grantChanges(sides, grantsOf), ...settingChanges(sides, settingsOf)];
}

/** A namespace without the label has the default of the cluster, which is `privileged` where nobody set another. */
function grantsOf(namespace: KubernetesObject): readonly Grant[] {
  const labels = Fields.of(namespace).child('metadata').map('labels');
  return MODES.flatMap((mode): readonly Grant[] => {
    const level = labels.get(`${PREFIX}${mode}`);
    const rank = LEVELS.indexOf(level ?? 'privileged');
    if (rank < 0) return Fields.of(namespace).child('metadata').refuse('labels');
    return LEVELS.slice(1, rank + 1).map((allowed) => ({
      what: `Pod Security (${mode}): ${WORDS[mode]} that only '${allowed}' allows`,
      detail: `label ${PREFIX}${mode}`,
      severity: mode !== 'enforce' ? 'low' : allowed === 'privileged' ? 'high' : 'medium',
      byDefault: level === undefined && mode !== 'enforce',
    }));
  });
}

function settingsOf(namespace: KubernetesObject): readonly Setting[] {
  const labels = Fields.of(namespace).child('metadata').map('labels');
  return MODES.map((mode) => ({
    what: `version of the Pod Security Standards (${mode})`,
    value: labels.get(`${PREFIX}${mode}-version`) ?? 'latest',
    severity: mode === 'enforce' ? 'medium' : 'low',
  }));
}
