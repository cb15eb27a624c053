/**
 * Merges two layers of Helm values as Helm does: maps key by key, everything else is replaced by the later layer.
 *
 * @param base earlier layer; it is not changed
 * @param over later layer
 */
export function mergeValues(base: object, over: object): object {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const current = merged[key];
    merged[key] = isMap(current) && isMap(value) ? mergeValues(current, value) : value;
  }
  return merged;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
