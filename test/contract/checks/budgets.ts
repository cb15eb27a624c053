import { basename } from 'node:path';
import ts from 'typescript';
import { hasModifier, isExported, type Source, type Sources, walk } from '../../support/sources';

const MAX_LINES = 400;
const MAX_MEDIAN = 120;
const MAX_MEMBERS = 12;

const isValues = (path: string): boolean => path.startsWith('lib/charts/values/');
const isErrors = (path: string): boolean => path.startsWith('lib/errors/');
const isPropsName = (name: string): boolean => /(Props|Options)$/.test(name);

/** Files that are too long. */
export function checkLength(sources: Sources): readonly string[] {
  return sources.library
    .filter((source) => source.lines > MAX_LINES)
    .map((source) => `${source.path}: ${source.lines} lines, at most ${MAX_LINES}`);
}

/** The middle file of the library is too long. */
export function checkMedian(sources: Sources): readonly string[] {
  const sorted = [...sources.library].sort((a, b) => a.lines - b.lines);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined || middle.lines <= MAX_MEDIAN) return [];
  return [`${middle.path}: the median file has ${middle.lines} lines, at most ${MAX_MEDIAN}`];
}

/** Props and options with too many members, those inherited from our own interfaces included. */
export function checkMembers(sources: Sources): readonly string[] {
  const interfaces = new Map(
    sources.library.flatMap((source) => allInterfaces(source).map((node) => [node.name.text, node] as const)),
  );
  const memberNames = (node: ts.InterfaceDeclaration): readonly string[] => [
    ...node.members.map((member) => member.name?.getText() ?? member.getText()),
    ...(node.heritageClauses ?? []).flatMap(({ types }) =>
      types.flatMap(({ expression }) => {
        const base = interfaces.get(expression.getText());
        return base === undefined || base === node ? [] : memberNames(base);
      }),
    ),
  ];
  return eachInterface(sources, (source, node) => {
    const count = new Set(memberNames(node)).size;
    if (isValues(source.path) || !isPropsName(node.name.text) || count <= MAX_MEMBERS) return [];
    return [`${source.at(node)}: ${node.name.text} has ${count} members, at most ${MAX_MEMBERS}`];
  });
}

/** Fields of interfaces, and of exported type literals, that can be written to. */
export function checkReadonly(sources: Sources): readonly string[] {
  return sources.library.flatMap((source) =>
    source.ast.statements
      .filter(
        (node) => ts.isInterfaceDeclaration(node) || (ts.isTypeAliasDeclaration(node) && isExported(node, source.ast)),
      )
      .flatMap((node) => [...walk(node)].filter(isField))
      .filter((field) => !hasModifier(field, ts.SyntaxKind.ReadonlyKeyword))
      .map((field) => `${source.at(field)}: ${field.getText().split('\n')[0] ?? ''} is not readonly`),
  );
}

/** Optional fields of props and options, at any depth, whose default nobody can read. */
export function checkDefaults(sources: Sources): readonly string[] {
  return sources.library.flatMap((source) =>
    exportedStatements(source)
      .filter(isInterfaceOrAlias)
      .filter((node) => isPropsName(node.name.text) && !isValues(source.path))
      .flatMap((node) => [...walk(node)].filter(ts.isPropertySignature))
      .filter((field) => field.questionToken !== undefined && tagText(field, 'default') === '')
      .map((field) => `${source.at(field)}: ${field.name.getText()} is optional and has no @default`),
  );
}

/** Exported classes that share a file, or live in a file of another name. */
export function checkClasses(sources: Sources): readonly string[] {
  return sources.library.flatMap((source) => {
    if (isValues(source.path) || isErrors(source.path)) return [];
    const names = exportedStatements(source)
      .filter(ts.isClassDeclaration)
      .map((node) => node.name?.text ?? '(no name)');
    if (names.length > 1) return [`${source.path}: exports ${names.join(', ')}: one class a file`];
    const plain = (text: string): string => text.replace(/[^a-z0-9]/gi, '').toLowerCase();
    // The folder may say the rest: release/train.ts holds ReleaseTrain.
    const misnamed = names.filter((name) => !plain(name).endsWith(plain(basename(source.path, '.ts'))));
    return misnamed.map((name) => `${source.path}: exports class ${name}: name the file after it`);
  });
}

/**
 * Exported declarations, public members of exported classes and fields of exported interfaces without a doc comment.
 */
export function checkDocs(sources: Sources): readonly string[] {
  return sources.library.flatMap((source) =>
    exportedStatements(source)
      .filter((statement) => !ts.isExportDeclaration(statement) && !ts.isExportAssignment(statement))
      .flatMap((statement) => {
        const own = isDocumented(statement) || isLaterOverload(statement, source) ? [] : [statement];
        return [...own, ...undocumentedMembers(statement, source)];
      })
      .map((node) => `${source.at(node)}: ${nameOf(node)} has no doc comment`),
  );
}

/** Constructs that show no use of themselves. */
export function checkExamples(sources: Sources): readonly string[] {
  return sources.library.flatMap((source) =>
    exportedStatements(source)
      .filter(ts.isClassDeclaration)
      .filter((node) => /^(constructs|stacks)\//.test(source.path) && isConstruct(node))
      .filter((node) => tagText(node, 'example') === '')
      .map((node) => `${source.at(node)}: ${node.name?.text ?? ''} has no @example`),
  );
}

type Field = ts.PropertySignature | ts.IndexSignatureDeclaration;

function isField(node: ts.Node): node is Field {
  return ts.isPropertySignature(node) || (ts.isIndexSignatureDeclaration(node) && !ts.isClassLike(node.parent));
}

function isInterfaceOrAlias(node: ts.Node): node is ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}

function allInterfaces(source: Source): readonly ts.InterfaceDeclaration[] {
  return source.ast.statements.filter(ts.isInterfaceDeclaration);
}

function exportedStatements(source: Source): readonly ts.Statement[] {
  return source.ast.statements.filter((statement) => isExported(statement, source.ast));
}

function eachInterface(
  sources: Sources,
  check: (source: Source, node: ts.InterfaceDeclaration) => readonly string[],
): readonly string[] {
  return sources.library.flatMap((source) =>
    exportedStatements(source)
      .filter(ts.isInterfaceDeclaration)
      .flatMap((node) => check(source, node)),
  );
}

function undocumentedMembers(statement: ts.Statement, source: Source): readonly ts.Node[] {
  if (ts.isInterfaceDeclaration(statement)) {
    return isValues(source.path)
      ? []
      : statement.members.filter((member) => member.name !== undefined && !isDocumented(member));
  }
  if (!ts.isClassDeclaration(statement)) return [];
  const members = [...statement.members.filter(isPublicMember), ...parameterProperties(statement)];
  const documented = new Set(members.filter(isDocumented).map(nameOf));
  return members.filter((member) => !documented.has(nameOf(member)));
}

/** Constructors are described by their class, overrides by what they override. */
function isPublicMember(member: ts.ClassElement): boolean {
  const { PrivateKeyword, ProtectedKeyword, OverrideKeyword } = ts.SyntaxKind;
  if (member.name === undefined || ts.isPrivateIdentifier(member.name) || ts.isConstructorDeclaration(member))
    return false;
  return ![PrivateKeyword, ProtectedKeyword, OverrideKeyword].some((kind) => hasModifier(member, kind));
}

function parameterProperties(node: ts.ClassDeclaration): readonly ts.ParameterDeclaration[] {
  const { PrivateKeyword, ProtectedKeyword } = ts.SyntaxKind;
  return node.members
    .filter(ts.isConstructorDeclaration)
    .flatMap((constructor) => constructor.parameters.filter((it) => ts.isParameterPropertyDeclaration(it, constructor)))
    .filter((it) => !hasModifier(it, PrivateKeyword) && !hasModifier(it, ProtectedKeyword));
}

/** A function with overloads is documented once, at its first. */
function isLaterOverload(statement: ts.Statement, source: Source): boolean {
  if (!ts.isFunctionDeclaration(statement)) return false;
  const name = statement.name?.text;
  const first = source.ast.statements.find((it) => ts.isFunctionDeclaration(it) && it.name?.text === name);
  return first !== statement;
}

function isConstruct(node: ts.ClassDeclaration): boolean {
  if (hasModifier(node, ts.SyntaxKind.AbstractKeyword)) return false;
  return node.members.some((it) => ts.isConstructorDeclaration(it) && it.parameters[0]?.name.getText() === 'scope');
}

function isDocumented(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).some((doc) => (ts.getTextOfJSDocComment(doc.comment) ?? '').trim() !== '');
}

function tagText(node: ts.Node, tag: string): string {
  const found = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === tag);
  return (ts.getTextOfJSDocComment(found?.comment) ?? '').trim();
}

function nameOf(node: ts.Node): string {
  const named = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : (node as ts.NamedDeclaration);
  return named?.name?.getText() ?? node.getText().split('\n')[0] ?? '';
}
