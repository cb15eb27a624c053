import type { IConstruct } from 'constructs';
import { DefaultTokenResolver, StringConcat, Tokenization } from './cdktf';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** More than what cdktf finds tokens by: an encoded string, list, map or number. */
const MARKS = /TfToken\[|Map Token Value|[-|\d.+]e[-|\d.eE+]/;

/**
 * What cdktf makes of a value with tokens. Nearly all that we give it has none, and cdktf then takes longer to look for
 * them in each string than to do everything else; so what has none is copied here, and the rest is left to cdktf.
 *
 * @param scope the stack; a reference to another one counts as found while it is prepared
 * @param value what an element gives
 */
export function resolve(scope: IConstruct, value: unknown): unknown {
  try {
    return resolved(scope, value);
  } catch {
    // Its message names the way to what is wrong, from the element down.
    return byCdktf(scope, value);
  }
}

function byCdktf(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: RESOLVER, preparing: true }) as unknown;
}

function resolved(scope: IConstruct, value: unknown): unknown {
  if (typeof value === 'boolean' || value === undefined || value === null) return value;
  if (typeof value !== 'object') return isPlain(value) ? value : byCdktf(scope, value);
  if (Array.isArray(value)) return resolvedList(scope, value);
  if (Object.getPrototypeOf(value) !== Object.prototype || 'resolve' in value) return byCdktf(scope, value);
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (!isPlain(key)) return byCdktf(scope, value);
    const its = resolved(scope, item);
    if (its !== undefined) result[key] = its;
  }
  return result;
}

/** A list may itself be a token, encoded as its one item. */
function resolvedList(scope: IConstruct, list: readonly unknown[]): unknown {
  if (list.some((item) => typeof item !== 'object' && typeof item !== 'boolean' && !isPlain(item)))
    return byCdktf(scope, list);
  return list.map((item) => resolved(scope, item)).filter((item) => item !== undefined);
}

/** Whether nothing can be encoded in it. Tokens are numbers that nobody counts to, or negative ones. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !MARKS.test(value);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
