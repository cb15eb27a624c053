import { isSecretName } from './secret-names';

/** Private keys in PEM, also where their lines are escaped. */
const PRIVATE_KEY =
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----([\s\S]*?)(?:-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** The password of a URL. */
const IN_URL = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@?#"']*:([^\s@/?#"']{4,})@/gi;

/** JSON Web Tokens that are signed. */
const JWT = /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g;

/** What is sent to log in. */
const HEADER = /\bauthorization["'\\]*\s*[:=]\s*["'\\]*(?:bearer|basic|token)\s+([^\s"',;\\]{8,})/gi;

/** An option of a command with its value; a path is where something secret lies. */
const OPTION = /(?:^|\s)--?([\w-]{3,80})[ \t]+["']?([^\s"'$<{/.-][^\s"']{3,})/g;

/** Single words, and what only the deployment fills in, are in every text. */
const NO_SECRET = /^([A-Za-z]{1,63}|\*+|x+|[$<{‹].*)$/;

/**
 * Finds what is secret by its form, wherever it stands in a text: private keys, passwords in URLs, signed tokens,
 * headers that log in, and options of commands whose name says it.
 *
 * @param text any text
 * @param add takes the secrets
 */
export function secretsInText(text: string, add: (secret: string) => unknown): void {
  const found = (pattern: RegExp, group: number): void => {
    for (const match of text.matchAll(pattern)) put(match[group] ?? '', add);
  };
  if (text.includes('PRIVATE KEY')) found(PRIVATE_KEY, 1);
  if (text.includes('://') && text.includes('@')) found(IN_URL, 1);
  if (text.includes('eyJ')) found(JWT, 0);
  if (/authorization/i.test(text)) found(HEADER, 1);
  if (text.includes('--'))
    for (const [, name = '', value = ''] of text.matchAll(OPTION)) if (isSecretName(name)) put(value, add);
}

function put(given: string, add: (secret: string) => unknown): void {
  const secret = given.replace(/(\\r)?\\n/g, '\n').trim();
  if (secret.length < 4 || NO_SECRET.test(secret)) return;
  add(secret);
  if (secret.includes('%')) add(decoded(secret));
}

function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}
