import ts from 'typescript';
import { declaredNames, isExported, isNamedDeclaration, type Source, type Sources } from '../../support/sources';

/** What a file exports, by name: the kind of declaration, followed through its re-exports. */
export function exportsOf(sources: Sources, path: string, seen: readonly string[] = []): ReadonlyMap<string, string> {
  const source = sources.get(path);
  if (source === undefined || seen.includes(path)) return new Map();
  const found = source.ast.statements.flatMap((statement): (readonly [string, string])[] => {
    if (ts.isExportDeclaration(statement)) return reexports(sources, source, statement, [...seen, path]);
    if (!isExported(statement, source.ast)) return [];
    return declaredNames(statement).map((name) => [name, kindOf(statement)]);
  });
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function reexports(
  sources: Sources,
  source: Source,
  statement: ts.ExportDeclaration,
  seen: readonly string[],
): (readonly [string, string])[] {
  const specifier = statement.moduleSpecifier;
  const clause = statement.exportClause;
  if (specifier === undefined || !ts.isStringLiteral(specifier)) return renamed(source, clause);
  const target = sources.resolve(source.path, specifier.text);
  const there = target === undefined ? new Map<string, string>() : exportsOf(sources, target.path, seen);
  if (clause === undefined) return [...there];
  if (ts.isNamespaceExport(clause)) return [[clause.name.text, 'namespace']];
  return clause.elements.map((element) => [
    element.name.text,
    there.get((element.propertyName ?? element.name).text) ?? `from ${specifier.text}`,
  ]);
}

/** `export { a as b }`: what keeps its name is found at its declaration. */
function renamed(source: Source, clause: ts.NamedExportBindings | undefined): (readonly [string, string])[] {
  if (clause === undefined || !ts.isNamedExports(clause)) return [];
  const declared = new Set(source.ast.statements.flatMap(declaredNames));
  return clause.elements
    .filter(({ name }) => !declared.has(name.text))
    .map(({ name, propertyName }) => [name.text, `alias of ${(propertyName ?? name).text}`]);
}

function kindOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) return 'const';
  if (!isNamedDeclaration(statement)) return 'other';
  if (ts.isClassDeclaration(statement)) return 'class';
  if (ts.isFunctionDeclaration(statement)) return 'function';
  if (ts.isInterfaceDeclaration(statement)) return 'interface';
  return ts.isEnumDeclaration(statement) ? 'enum' : 'type';
}
