/** A text of a Terraform configuration, read as a template. */
export interface Template {
  /** The text as Terraform would give it; expressions stand in it as they were written. */
  readonly text: string;
  /** Whether it holds an expression, whose value only a plan tells. */
  readonly live: boolean;
}

/** Writes an expression into the text; it is told whether the place is inside of a JSON text. */
export type Embed = (expression: string, quoted: boolean) => string;

const AS_IT_IS: Embed = (expression) => expression;

/**
 * Reads a text of a configuration: `$${` and `%%{` are escapes of Terraform, `${` and `%{` begin expressions.
 *
 * @param raw text of `cdk.tf.json`
 * @param embed writes an expression into the text. @default - as it is written
 */
export function readTemplate(raw: string, embed: Embed = AS_IT_IS): Template {
  if (!raw.includes('{')) return { text: raw, live: false };
  let [text, live, quoted] = ['', false, false];
  for (let at = 0; at < raw.length; at += 1) {
    const three = raw.slice(at, at + 3);
    if (three === '$${' || three === '%%{') {
      text += three.slice(1);
      at += 2;
    } else if (three.startsWith('${') || three.startsWith('%{')) {
      const end = endOfExpression(raw, at + 2);
      text += embed(raw.slice(at, end), quoted);
      live = true;
      at = end - 1;
    } else {
      const character = raw.charAt(at);
      if (quoted && character === '\\') {
        text += character + raw.charAt(at + 1);
        at += 1;
        continue;
      }
      if (character === '"') quoted = !quoted;
      text += character;
    }
  }
  return { text, live };
}

/**
 * Reads a document of a Helm release: where it is JSON, it still is with the expressions in it, each a text.
 *
 * @param raw text of `values`
 */
export function readDocumentTemplate(raw: string): Template {
  if (!/^\s*[{[]/.test(raw)) return readTemplate(raw);
  return readTemplate(raw, (expression, quoted) => {
    const json = JSON.stringify(expression);
    return quoted ? json.slice(1, -1) : json;
  });
}

/** Where an expression ends: braces nest, and a text inside of it may hold expressions of its own. */
function endOfExpression(raw: string, start: number): number {
  const open: ('brace' | 'text')[] = ['brace'];
  let at = start;
  for (; at < raw.length && open.length > 0; at += 1) {
    const character = raw.charAt(at);
    if (open.at(-1) === 'text') {
      if (character === '\\') at += 1;
      else if (character === '"') open.pop();
      else if (/^(?<![$%])[$%]\{/.test(raw.slice(at, at + 2))) {
        open.push('brace');
        at += 1;
      }
    } else if (character === '"') open.push('text');
    else if (character === '{') open.push('brace');
    else if (character === '}') open.pop();
  }
  return at;
}
