/** A key at the beginning of a line. */
const KEY = /^[A-Za-z0-9_][\w./-]*(?=:(\s|$))/;

/**
 * Leaves out what two YAML documents have in common, as long as it is a whole member of the top: reading YAML takes a
 * hundred times longer than comparing its lines. Members that may hold Kubernetes objects stay.
 *
 * @param before a document
 * @param after a later one
 * @returns both without it, or as they are where they are no plain mappings
 */
export function withoutCommon(before: string, after: string): readonly [string, string] {
  const [old, current] = [blocksOf(before), blocksOf(after)];
  if (old === undefined || current === undefined) return [before, after];
  const differ = (these: Blocks, those: Blocks): string =>
    [...these]
      .filter(([key, text]) => text !== those.get(key) || text.includes('kind'))
      .map(([, text]) => text)
      .join('');
  return [differ(old, current), differ(current, old)];
}

type Blocks = ReadonlyMap<string, string>;

/** The members of the top, each with its lines. */
function blocksOf(document: string): Blocks | undefined {
  if (!isPlain(document)) return undefined;
  const blocks = new Map<string, string>();
  let [key, start]: [string | undefined, number] = [undefined, 0];
  for (let at = 0; at < document.length; at = endOfLine(document, at)) {
    // What is indented, empty, a comment or an element of a list belongs to the member before it.
    if (key !== undefined && document[at] === ' ') continue;
    const line = document.slice(at, endOfLine(document, at));
    if (/^(\s|#|-\s)/.test(line)) {
      if (key === undefined && !/^(\s*|#.*)\n?$/.test(line)) return undefined;
      continue;
    }
    if (key !== undefined) blocks.set(key, document.slice(start, at));
    [key, start] = [KEY.exec(line)?.[0], at];
    if (key === undefined || blocks.has(key)) return undefined;
  }
  if (key !== undefined) blocks.set(key, document.slice(start));
  return withEnds(blocks);
}

/** Behind the end of a line. */
function endOfLine(document: string, at: number): number {
  const end = document.indexOf('\n', at);
  return end === -1 ? document.length : end + 1;
}

/** Without markers, anchors, aliases, tags and flow at the top. */
function isPlain(document: string): boolean {
  if (/^(---|\.\.\.|[%{[?!&*|>"'@`])/m.test(document)) return false;
  return !/[&*]/.test(document) || !/(^|[\s:,[{-])[&*][\w-]/m.test(document);
}

/** The last member of a document may lack its line end. */
function withEnds(blocks: Blocks): Blocks {
  return new Map([...blocks].map(([key, text]) => [key, text.endsWith('\n') ? text : `${text}\n`]));
}
