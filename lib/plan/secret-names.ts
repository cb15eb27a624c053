import { remembered } from './remembered';

/** Last words of names of values that are secret. */
const SECRET =
  /^(passwords?|passwd|passphrase|pass|pgpass|pwd?|tokens?|bearer|secrets?|credentials?|apikeys?|privatekey|secretkey|accesskey|dockerconfigjson|kubeconfig|[a-z]+password)$/;

/** What makes a secret of a key. */
const OF_KEY =
  /^(private|api|access|secret|encryption|signing|auth|account|shared|master|license|ssh|tls|hmac|rsa|jwt|session)$/;

/** What a name says of the form of a value: `private_key_pem`, `SECRET_KEY_BASE`, `PASSWORD_1`. */
const FORM = /^(pem|base|base64|b64|string|value|\d+)$/;

/** Names of Secrets, and words of language models. */
const NONE =
  /^(existing|pull|tls|ca|cert|certificate|eos|bos|pad|unk|sep|cls|mask|stop|special|next|prev|max|min|per)$/;

const TELLING = /pass|pw|token|bearer|secret|credential|key|dockerconfigjson|kubeconfig/i;

/**
 * Tells by its name whether a value is secret, where nobody marked it: `adminPassword`, `DB_PASSWORD`, `api-key`, and
 * not `existingSecret` or `passwordKey`.
 *
 * @param name name of a value
 */
export const isSecretName = remembered((name: string): boolean => {
  // Most names have none of these, and are told at a look.
  if (name.length > 200 || !TELLING.test(name)) return false;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  while (words.length > 1 && FORM.test(words.at(-1) ?? '')) words.pop();
  const [whole = '', before = ''] = words.reverse();
  const last = whole.replace(/\d+$/, '');
  if (/^keys?$/.test(last)) return OF_KEY.test(before);
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
  if (!TELLING.test(text)) return text;
  return text.replace(ASSIGNMENT, (all, name: string, sign: string, value: string) =>
    isSecretName(name) && !value.startsWith('‹secret') && !/^(true|false|null)$/.test(value)
      ? `${name}${sign}‹secret›`
      : all,
  );
}
