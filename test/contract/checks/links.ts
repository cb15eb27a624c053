import { posix } from 'node:path';
import type { Source, Sources } from '../../support/sources';

/** `[text](target)` and `[name]: target`; a title may follow the target. */
const LINK = /\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s+<?([^\s>]+)>?/g;

/** Relative links of Markdown pages that lead to no file, or to no heading of a page. */
export function checkLinks(sources: Sources): readonly string[] {
  const folders = new Set(sources.all.flatMap(({ path }) => foldersOf(path)));
  return sources
    .where((path) => path.endsWith('.md'))
    .flatMap((page) =>
      linksOf(page).flatMap(({ line, target }) => {
        const at = `${page.path}:${line}: ${target}`;
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? page.path : posix.join(posix.dirname(page.path), decodeURIComponent(path));
        const found = sources.get(file);
        if (found === undefined) return folders.has(file.replace(/\/$/, '')) ? [] : [`${at}: no such file`];
        return anchor === undefined || headingsOf(found).has(anchor) ? [] : [`${at}: no such heading`];
      }),
    );
}

/** Links with a scheme lead elsewhere: what they lead to is not checked. */
function linksOf(page: Source): readonly { readonly line: number; readonly target: string }[] {
  return proseOf(page).flatMap((text, at) =>
    [...text.matchAll(LINK)].flatMap((match) => {
      const target = match[1] ?? match[2] ?? '';
      return /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target) ? [] : [{ line: at + 1, target }];
    }),
  );
}

/** The anchors that GitHub gives to the headings of a page. */
function headingsOf(page: Source): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const text of proseOf(page)) {
    const [, heading] = /^#{1,6}\s+(.*)$/.exec(text) ?? [];
    if (heading === undefined) continue;
    const slug = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let anchor = slug;
    for (let number = 1; anchors.has(anchor); number++) anchor = `${slug}-${number}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** The lines of a page; those of code are empty. */
function proseOf(page: Source): readonly string[] {
  let fence: string | undefined;
  return page.text.split('\n').map((line) => {
    const [, mark] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence === undefined) {
      fence = mark;
      return mark === undefined ? line : '';
    }
    if (line.trim() === fence) fence = undefined;
    return '';
  });
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}
