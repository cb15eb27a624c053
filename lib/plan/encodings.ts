/** Shorter texts are no secrets: they would be replaced in every other word. */
export const SHORTEST_SECRET = 4;

/**
 * The forms in which a secret may stand in a text: as it is, escaped once and twice for JSON, for URLs, in base64 and
 * hexadecimal. In base64 also where it is a part of a longer text, at each of the three offsets, and each long line of
 * it, because YAML indents them.
 *
 * @param secret the value
 * @returns forms that are long enough, each once
 */
export function encodingsOf(secret: string): readonly string[] {
  const lines = secret.includes('\n') ? secret.split('\n').map((line) => line.trim()) : [];
  const plain = [secret, secret.trim(), ...lines.filter((line) => line.length >= 16)];
  const forms = [...new Set(plain)].flatMap((text) => [text, ...escapedForms(text), ...binaryForms(Buffer.from(text))]);
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_SECRET);
}

/** Nothing in these is escaped anywhere. */
const UNRESERVED = /^[\w.-]*$/;

function escapedForms(text: string): readonly string[] {
  if (UNRESERVED.test(text)) return [];
  return [...jsonForms(text), ...jsonForms(text).flatMap(jsonForms), ...urlForms(text)];
}

/** As JavaScript writes it, and as Go does, which escapes what HTML could read. */
function jsonForms(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const ascii = json.replace(/[\u007f-\uffff]/g, code);
  return [json, json.replace(/[<>&\u2028\u2029]/g, code), ascii];
}

function urlForms(text: string): readonly string[] {
  const encoded = percentEncoded(text);
  const strict = encoded.replace(/[!'()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
  const forms = [encoded, strict].flatMap((form) => [form, form.replaceAll('%20', '+')]);
  return forms.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (it) => it.toLowerCase())]);
}

/** Half of a surrogate pair cannot be encoded. */
function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Three bytes are four characters of base64: at each offset, those characters that depend on the secret alone. */
function binaryForms(bytes: Buffer): readonly string[] {
  const whole = bytes.toString('base64');
  const inner = [0, 1, 2].map((offset) => {
    const encoded = offset === 0 ? whole : Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const [first, last] = [Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6)];
    return encoded.slice(first, last);
  });
  const forms = [whole, whole.replace(/=+$/, ''), ...inner];
  const forUrls = forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  const hex = bytes.toString('hex');
  return [...forms, ...forUrls, hex, hex.toUpperCase()];
}
