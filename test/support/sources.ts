import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import ts from 'typescript';

/** The root of the working copy. */
export const ROOT = resolve(__dirname, '../..');

/** One file of the repository: read when asked for, parsed once. */
export class Source {
  private content?: string;
  private tree?: ts.SourceFile;

  constructor(
    readonly path: string,
    private readonly read: () => string,
  ) {}

  get text(): string {
    return (this.content ??= this.read());
  }

  get ast(): ts.SourceFile {
    return (this.tree ??= ts.createSourceFile(this.path, this.text, ts.ScriptTarget.ES2022, true));
  }

  /** Line numbers start at 1, as editors print them. */
  lineOf(node: ts.Node): number {
    return this.ast.getLineAndCharacterOfPosition(node.getStart(this.ast)).line + 1;
  }

  /** `path:line`, which editors and terminals make a link of. */
  at(node: ts.Node): string {
    return `${this.path}:${this.lineOf(node)}`;
  }

  /** Lines as an editor counts them: a newline at the end starts no line. */
  get lines(): number {
    return this.text === '' ? 0 : this.text.replace(/\n$/, '').split('\n').length;
  }
}

/** The files that a check looks at: those of the repository, or some in memory to prove that the check can fail. */
export class Sources {
  /** What git tracks or would add, without what it ignores. */
  static repository(): Sources {
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const paths = [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(ROOT, path))).sort();
    return new Sources(paths.map((path) => new Source(path, () => readFileSync(join(ROOT, path), 'utf8'))));
  }

  static of(files: Readonly<Record<string, string>>): Sources {
    return new Sources(Object.entries(files).map(([path, text]) => new Source(path, () => text)));
  }

  private readonly byPath: ReadonlyMap<string, Source>;

  private constructor(readonly all: readonly Source[]) {
    this.byPath = new Map(all.map((source) => [source.path, source]));
  }

  get(path: string): Source | undefined {
    return this.byPath.get(path);
  }

  where(matches: (path: string) => boolean): readonly Source[] {
    return this.all.filter((source) => matches(source.path));
  }

  /** The library: what is built and published. */
  get library(): readonly Source[] {
    return this.where((path) => path === 'index.ts' || /^(lib|constructs|stacks|testing)\/.*\.ts$/.test(path));
  }

  /** The file that an import means: undefined for packages, JSON and files that do not exist. */
  resolve(from: string, specifier: string): Source | undefined {
    if (specifier === 'datahall') return this.get('index.ts');
    if (specifier === 'datahall/testing') return this.get('testing/index.ts');
    if (!specifier.startsWith('.')) return undefined;
    const base = posix.normalize(posix.join(posix.dirname(from), specifier));
    return [base, `${base}.ts`, `${base}/index.ts`].flatMap((path) => this.get(path) ?? []).find(isTypeScript);
  }
}

const isTypeScript = (source: Source): boolean => source.path.endsWith('.ts');

/** True for `export class …`, `export const …` and what an `export { … }` of the same file names. */
export function isExported(statement: ts.Statement, ast: ts.SourceFile): boolean {
  const marked = ts.canHaveModifiers(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  return marked || declaredNames(statement).some((name) => listedExports(ast).has(name));
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false);
}

/** The names that a statement declares at the top level of its file. */
export function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  }
  if (isNamedDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
  return [];
}

export function isNamedDeclaration(
  node: ts.Node,
): node is
  | ts.ClassDeclaration
  | ts.FunctionDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.EnumDeclaration {
  return (
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}

/** Every node below `node`, itself included. */
export function* walk(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* walk(child);
}

function listedExports(ast: ts.SourceFile): ReadonlySet<string> {
  const names = ast.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) &&
    statement.moduleSpecifier === undefined &&
    statement.exportClause !== undefined &&
    ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map((element) => (element.propertyName ?? element.name).text)
      : [],
  );
  return new Set(names);
}
