/**
 * The paths of fields that were sent but are not in what the server stored: absent, or with another value. Fields that
 * the server added, quantities in another form (`1000m` and `1`) and zero values that its encoding leaves out are no
 * loss.
 */
export function droppedFields(sent: object, stored: object): readonly string[] {
  return difference(readable(sent), stored, '');
}

function difference(sent: unknown, stored: unknown, path: string): readonly string[] {
  if (sent === null || (stored === undefined && isZero(sent))) return [];
  if (Array.isArray(sent) && Array.isArray(stored)) return differenceOfLists(sent, stored, path);
  if (isRecord(sent) && isRecord(stored)) {
    return Object.entries(sent).flatMap(([key, value]) => difference(value, stored[key], `${path}.${key}`));
  }
  return sent === stored || isSameQuantity(sent, stored) ? [] : [path];
}

/** Where the server added elements, the sent ones must still be there in their order. */
function differenceOfLists(sent: readonly unknown[], stored: readonly unknown[], path: string): readonly string[] {
  if (sent.length >= stored.length) {
    return sent.flatMap((item, index) => difference(item, stored[index], `${path}[${index}]`));
  }
  let from = 0;
  return sent.flatMap((item, index) => {
    const found = stored.findIndex((other, at) => at >= from && difference(item, other, '').length === 0);
    if (found < 0) return [`${path}[${index}]`];
    from = found + 1;
    return [];
  });
}

/** A Secret's `stringData` can only be written: the server keeps it in `data`. */
function readable(sent: object): object {
  const { stringData, ...rest } = sent as { stringData?: Record<string, string>; data?: object; kind?: string };
  if (rest.kind !== 'Secret' || stringData === undefined) return sent;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString('base64')] as const);
  return { ...rest, data: { ...rest.data, ...Object.fromEntries(encoded) } };
}

function isZero(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isRecord(value)) return Object.values(value).every(isZero);
  return value === undefined || value === null || value === '' || value === 0 || value === false;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isSameQuantity(sent: unknown, stored: unknown): boolean {
  const [a, b] = [quantity(sent), quantity(stored)];
  return a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-12 * Math.abs(a);
}

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([KMGTPE]i|[numkMGTPE]?)$/;

/** The value of a Kubernetes quantity, which may be written as a number too. */
function quantity(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [, digits, suffix = ''] = QUANTITY.exec(String(value)) ?? [];
  if (digits === undefined) return undefined;
  const factor = suffix.endsWith('i') ? 1024 ** BINARY.indexOf(suffix) : 1000 ** (DECIMAL.indexOf(suffix) - 3);
  return Number(digits) * factor;
}

/** A copy with lists of texts in order: the Kubernetes provider keeps many as sets, which have none. */
export function inOrder<T>(value: T): T {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value.map(inOrder);
    return (items.every((item) => typeof item === 'string') ? [...items].sort() : items) as T;
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inOrder(item)])) as T;
}
