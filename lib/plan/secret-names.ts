import { remembered } from './remembered';

/** Last words of names of values that are secret. */
const SECRET =
  /^(passwords?|passwd|passphrase|pwd|tokens?|secrets?|credentials?|apikey|privatekey|secretkey|accesskey|[a-z]+password)$/;

/** What makes a secret of a key. */
const OF_KEY = /^(private|api|access|secret|encryption|signing|auth|account|shared|master|license)$/;

/** Names of Secrets, and words of language models. */
const NONE =
  /^(existing|pull|tls|ca|cert|certificate|eos|bos|pad|unk|sep|cls|mask|stop|special|next|prev|max|min|per)$/;

/**
 * Tells by its name whether a value is secret, where nobody marked it: `adminPassword`, `DB_PASSWORD`, `api-key`, and
 * not `existingSecret` or `passwordKey`.
 *
 * @param name name of a value
 */
export const isSecretName = remembered((name: string): boolean => {
  // Most names have none of these, and are told at a look.
  if (name.length > 200 || !/pass|pwd|token|secret|credential|key/i.test(name)) return false;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const [last = '', before = ''] = words.reverse();
  if (last === 'key') return OF_KEY.test(before);
  return SECRET.test(last) && !NONE.test(before);
});

/** An assignment in a text of configuration, in any form. */
const ASSIGNMENT = /([\w.-]{3,80})(["']?\s*[:=]\s*["']?)([^\s"',;{}]{4,})/g;

/**
 * Hides what is assigned to secret names in a text: lines of configuration that nobody marked.
 *
 * @param text a text that is shown
 */
export function maskAssignments(text: string): string {
  if (!/pass|pwd|token|secret|credential|key/i.test(text)) return text;
  return text.replace(ASSIGNMENT, (all, name: string, sign: string, value: string) =>
    isSecretName(name) && !value.startsWith('‹secret') && !/^(true|false|null)$/.test(value)
      ? `${name}${sign}‹secret›`
      : all,
  );
}
