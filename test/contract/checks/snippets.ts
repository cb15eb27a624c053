import { join } from 'node:path';
import ts from 'typescript';
import { declaredNames, ROOT, type Source, type Sources, walk } from '../../support/sources';
import { exportsOf } from './exports';

/** A piece of TypeScript that a reader may copy. */
export interface Snippet {
  /** `path:line` of its first line of code. */
  readonly at: string;
  readonly path: string;
  readonly line: number;
  /** All that is compiled: a prelude, if any, in the first line, then the code. */
  readonly code: string;
  /** Lines that stand before the first line of `code` that the reader sees. */
  readonly hidden: number;
  /** Folder that its relative imports start from. */
  readonly folder: string;
  readonly run: boolean;
}

/**
 * The ```ts blocks of README.md and docs. Words behind `ts`: `ignore` leaves a block out, `run` also runs it,
 * `continue` puts the blocks before it on the page, up to the last that stands alone, in front of it, `in <folder>`
 * compiles it as a file of that folder.
 */
export function docSnippets(sources: Sources): readonly Snippet[] {
  return sources
    .where((path) => path === 'README.md' || /^docs\/.*\.md$/.test(path))
    .flatMap((source) => {
      let before = '';
      return blocksOf(source.text).flatMap(({ line, code, words }) => {
        if (words.includes('ignore')) return [];
        const prelude = words.includes('continue') ? before : '';
        before = prelude + code;
        const folder = words.includes('in') ? words[words.indexOf('in') + 1] : undefined;
        return [{ ...snippet(source, line, prelude, code, words.includes('run')), folder: folder ?? SNIPPETS }];
      });
    });
}

/** A folder that is not there: nothing can be imported from it. */
const SNIPPETS = '.snippets';

/** What an `@example` may use without saying what it is. */
const GIVEN: Readonly<Record<string, string>> = {
  scope: "import('constructs').Construct",
  stack: "import('cdktf').TerraformStack",
  stage: "import('datahall').Stage",
};

/**
 * The `@example`s of the library. A reader has the imports in mind: names that the file or index.ts exports are
 * imported, and `scope`, `stack` and `stage` are given.
 */
export function exampleSnippets(sources: Sources): readonly Snippet[] {
  const published = new Set(exportsOf(sources, 'index.ts').keys());
  return sources.library.flatMap((source) => {
    const own = new Set(exportsOf(sources, source.path).keys());
    return examplesOf(source).map(({ line, code }) => {
      const ast = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
      const declared = new Set(ast.statements.flatMap((it) => [...declaredNames(it), ...importedNames(it)]));
      const used = [...walk(ast)].flatMap((node) =>
        ts.isIdentifier(node) && !declared.has(node.text) ? node.text : [],
      );
      const free = new Set(used);
      const from = (names: ReadonlySet<string>, not: ReadonlySet<string>): string =>
        [...free].filter((name) => names.has(name) && !not.has(name)).join(', ');
      const prelude = [
        importLine(from(own, new Set()), join(ROOT, source.path).replace(/\.ts$/, '')),
        importLine(from(published, own), 'datahall'),
        ...[...free].flatMap((name) => (Object.hasOwn(GIVEN, name) ? `declare const ${name}: ${GIVEN[name]};` : [])),
      ].join('');
      return snippet(source, line, `${prelude}\n`, code, false);
    });
  });
}

/** What the compiler says of the snippets, at the lines where they stand. */
export function compile(snippets: readonly Snippet[]): readonly string[] {
  const named = new Map(snippets.map((it, at) => [join(ROOT, it.folder, `snippet-${at}.ts`), it]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  // `export {}` keeps the names of one snippet out of the next.
  const codeOf = (path: string): string | undefined => {
    const found = named.get(path);
    return found === undefined ? undefined : `${found.code}\nexport {};\n`;
  };
  host.fileExists = (path) => named.has(path) || fileExists(path);
  host.readFile = (path) => codeOf(path) ?? readFile(path);
  const program = ts.createProgram([...named.keys()], options, host);
  return [...named].flatMap(([path, it]) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((diagnostic) => {
      const inCode = file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
      return `${it.path}:${it.line + inCode - it.hidden}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
    });
  });
}

function snippet(source: Source, line: number, prelude: string, code: string, run: boolean): Snippet {
  const hidden = prelude.split('\n').length - 1;
  return { at: `${source.path}:${line}`, path: source.path, line, code: prelude + code, hidden, folder: SNIPPETS, run };
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const relaxed = { noUnusedLocals: false, noUnusedParameters: false, types: ['node'] };
  return { ...options, ...relaxed, incremental: false, tsBuildInfoFile: undefined };
}

interface Block {
  readonly line: number;
  readonly code: string;
  readonly words: readonly string[];
}

/** The fenced ```ts blocks of a page; one in a list is indented. */
function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, indent = '', fence, info = ''] = /^(\s*)(`{3,})(.*)$/.exec(lines[at] ?? '') ?? [];
    if (fence === undefined) continue;
    const start = at + 1;
    do at++;
    while (at < lines.length && lines[at]?.trim() !== fence);
    const [language = '', ...words] = info.trim().split(/\s+/);
    const code = lines.slice(start, at).map((it) => (it.startsWith(indent) ? it.slice(indent.length) : it));
    if (/^(ts|typescript)$/.test(language)) blocks.push({ line: start + 1, code: `${code.join('\n')}\n`, words });
  }
  return blocks;
}

function examplesOf(source: Source): readonly { readonly line: number; readonly code: string }[] {
  const tags = [...walk(source.ast)].flatMap((node) =>
    ts
      .getJSDocCommentsAndTags(node)
      .flatMap((doc) => (ts.isJSDoc(doc) && doc.parent === node ? [...(doc.tags ?? [])] : []))
      .filter((tag) => tag.tagName.text === 'example'),
  );
  return tags.map((tag) => {
    const text = ts.getTextOfJSDocComment(tag.comment) ?? '';
    return blocksOf(text)[0]?.code === undefined
      ? { line: source.lineOf(tag) + 1, code: text }
      : { line: source.lineOf(tag) + (blocksOf(text)[0]?.line ?? 1), code: blocksOf(text)[0]?.code ?? '' };
  });
}

function importedNames(statement: ts.Statement): readonly string[] {
  if (!ts.isImportDeclaration(statement)) return [];
  return [...walk(statement)].filter(ts.isIdentifier).map((name) => name.text);
}

function importLine(names: string, from: string): string {
  return names === '' ? '' : `import { ${names} } from '${from}';`;
}
