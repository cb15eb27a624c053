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
  const blocks = new Map<string, string>();
  let key: string | undefined;
  for (const line of document.split(/(?<=\n)/)) {
    // What is indented, empty, a comment or an element of a list belongs to the member before it.
    if (/^(\s|#|-\s|$)/.test(line)) {
      if (key === undefined && !/^(\s*|#.*)\n?$/.test(line)) return undefined;
      if (key !== undefined) blocks.set(key, `${blocks.get(key) ?? ''}${line}`);
      continue;
    }
    key = KEY.exec(line)?.[0];
    if (key === undefined || blocks.has(key)) return undefined;
    blocks.set(key, line);
  }
  return isPlain(document) ? withEnds(blocks) : undefined;
}

/** Without markers, anchors, aliases, tags and flow at the top. */
function isPlain(document: string): boolean {
  return !/^(---|\.\.\.|[%{[?!&*|>"'@`])/m.test(document) && !/(^|[\s:,[{-])[&*][\w-]/m.test(document);
}

/** The last member of a document may lack its line end. */
function withEnds(blocks: Blocks): Blocks {
  return new Map([...blocks].map(([key, text]) => [key, text.endsWith('\n') ? text : `${text}\n`]));
}
