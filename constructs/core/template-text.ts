import { Token } from './cdktf';

/** How cdktf marks a token inside of a text. */
const TOKEN_IN_TEXT = /(\$\{TfToken\[[^\]]+\]\})/;

/**
 * Takes a text apart where cdktf put tokens into it.
 *
 * @param text a text with tokens
 * @returns tokens and the texts between them; what is empty is left out
 */
export function partsOf(text: string): readonly string[] {
  return text.split(TOKEN_IN_TEXT).filter((part) => part !== '');
}

/**
 * A text as Terraform must read it to pass it on unchanged: in `cdk.tf.json` each text is a template. Tokens stay
 * expressions.
 *
 * @param text a text, tokens allowed
 */
export function escapeTemplate(text: string): string {
  if (!text.includes('{')) return text;
  if (!text.includes('TfToken[')) return escapeMarks(text);
  return partsOf(text)
    .map((part) => (Token.isUnresolved(part) ? part : escapeMarks(part)))
    .join('');
}

/**
 * Doubles the mark of `${` and `%{`, whatever they are part of.
 *
 * @param text a text without tokens
 */
export function escapeMarks(text: string): string {
  return text.replace(/[$%]\{/g, (mark) => mark.charAt(0) + mark);
}
