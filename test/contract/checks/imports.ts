import ts from 'typescript';
import { type Source, type Sources, walk } from '../../support/sources';

/** The folders of lib that hold the facts, sizing and rules of one concern. */
const CONCERNS = 'site network cluster storage data training serving monitoring security release';

/**
 * Lowest first: a file imports from its own row and from the rows above it. What a rule is lies below the concerns,
 * which write rules; the engine and the packs lie above them.
 */
const ROWS: readonly (readonly string[])[] = [
  ['lib/units', 'lib/errors', 'lib/package-root.ts', 'lib/json-file.ts'],
  ['lib/catalog', 'lib/charts', 'lib/kubernetes', 'lib/model', 'lib/rules/rule.ts'],
  CONCERNS.split(' ').map((concern) => `lib/${concern}`),
  ['lib/rules'],
  ['lib/plan'],
  ['lib/deploy'],
  ['constructs/core'],
  ['constructs'],
  ['stacks'],
  ['lib/cli'],
  ['index.ts', 'testing'],
  ['examples'],
];

/** Allowed by the rows, not by us. */
const FORBIDDEN: readonly (readonly [from: string, to: string, why: string])[] = [
  ['lib/cli', 'constructs', 'the command line knows stacks, not single constructs'],
  ['index.ts', 'lib/cli', 'the command line is no part of the library'],
];

interface Import {
  readonly specifier: string;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
  readonly node: ts.Node;
}

/** What a file imports, re-exports, requires and names in `import('…')` types. */
export function importsOf(source: Source): readonly Import[] {
  return [...walk(source.ast)].flatMap((node): Import[] => {
    const specifier = specifierOf(node);
    return specifier === undefined ? [] : [{ specifier, typeOnly: isTypeOnly(node), node }];
  });
}

/** Offences against the direction of imports. */
export function checkDirection(sources: Sources): readonly string[] {
  return checked(sources).flatMap((source) => {
    const from = rowOf(source.path);
    if (from === undefined) return [`${source.path}: its folder is in no layer; add it to ROWS in ${here}`];
    return importsOf(source).flatMap(({ specifier, node }) => {
      if (/^(lib|stacks|examples|test)(\/|$)|^constructs\/./.test(specifier)) {
        return [`${source.at(node)}: '${specifier}' must be a relative import`];
      }
      const target = sources.resolve(source.path, specifier);
      if (target === undefined) return [];
      const why = forbidden(source.path, target.path);
      return why === undefined ? [] : [`${source.at(node)}: must not import ${target.path}: ${why}`];
    });
  });
}

/** Circles of imports that exist at run time, each once, as `a -> b -> a`. */
export function checkCircles(sources: Sources): readonly string[] {
  const edges = new Map(checked(sources).map((source) => [source.path, runtimeTargets(sources, source)]));
  const done = new Set<string>();
  const trail: string[] = [];
  const circles: string[] = [];
  const visit = (path: string): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    trail.push(path);
    (edges.get(path) ?? []).forEach(visit);
    trail.pop();
    done.add(path);
  };
  [...edges.keys()].forEach(visit);
  return circles;
}

const here = 'test/contract/checks/imports.ts';

function checked(sources: Sources): readonly Source[] {
  return [...sources.library, ...sources.where((path) => /^examples\/.*\.ts$/.test(path))];
}

function runtimeTargets(sources: Sources, source: Source): readonly string[] {
  const runtime = importsOf(source).filter(({ typeOnly }) => !typeOnly);
  return [...new Set(runtime.flatMap(({ specifier }) => sources.resolve(source.path, specifier)?.path ?? []))];
}

/** The row of the longest folder that holds the file. */
function rowOf(path: string): number | undefined {
  const folder = ROWS.flat()
    .filter((candidate) => isIn(path, candidate))
    .sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? undefined : ROWS.findIndex((row) => row.includes(folder));
}

function forbidden(from: string, to: string): string | undefined {
  if (isIn(to, 'test')) return 'tests are no part of the library';
  const [lower, upper] = [rowOf(to), rowOf(from)];
  if (lower === undefined || upper === undefined) return undefined;
  if (lower > upper)
    return `imports go down: ${(ROWS[lower] ?? []).join(', ')} is above ${(ROWS[upper] ?? []).join(', ')}`;
  return FORBIDDEN.find(([source, target]) => isIn(from, source) && isIn(to, target))?.[2];
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return textOf(node.moduleReference.expression);
  }
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression;
  const loads = called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require');
  return loads ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isImportEqualsDeclaration(node)) return node.isTypeOnly;
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    if (clause === undefined) return false;
    return (
      clause.phaseModifier === ts.SyntaxKind.TypeKeyword ||
      (clause.name === undefined && allTypes(clause.namedBindings))
    );
  }
  return ts.isExportDeclaration(node) && (node.isTypeOnly || allTypes(node.exportClause));
}

function allTypes(names: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (names === undefined || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return false;
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly);
}
