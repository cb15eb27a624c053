import ts from 'typescript';

/** A type that a public signature names and that a program cannot import. */
export interface Unexported {
  /** Name of the type. */
  readonly type: string;
  /** The exported declaration that names it. */
  readonly by: string;
}

/**
 * Finds types of our own that public signatures name and the index does not export: a program could not write them
 * down.
 *
 * @param program a compiled program
 * @param index path of the index
 */
export function unexportedTypes(program: ts.Program, index: string): readonly Unexported[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(index);
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${index} exports nothing`);
  const resolved = (symbol: ts.Symbol): ts.Symbol =>
    (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  const exported = new Set(checker.getExportsOfModule(module).map(resolved));
  const found = new Map<string, Unexported>();
  for (const symbol of exported)
    for (const declaration of symbol.declarations ?? [])
      for (const reference of signatureTypes(declaration)) {
        const named = checker.getSymbolAtLocation(reference);
        const type = named === undefined ? undefined : resolved(named);
        if (type === undefined || exported.has(type) || !isOurs(type)) continue;
        found.set(type.name, found.get(type.name) ?? { type: type.name, by: symbol.name });
      }
  return [...found.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** Names of types in what others see of a declaration: not in bodies, initial values and private members. */
function signatureTypes(declaration: ts.Node): readonly ts.Node[] {
  const names: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isHidden(node)) return;
    if (ts.isTypeReferenceNode(node)) names.push(node.typeName);
    if (ts.isExpressionWithTypeArguments(node)) names.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return names;
}

function isHidden(node: ts.Node): boolean {
  if (ts.isBlock(node) || (ts.isExpression(node) && !ts.isExpressionWithTypeArguments(node))) return true;
  const flags = ts.canHaveModifiers(node) ? ts.getCombinedModifierFlags(node as ts.Declaration) : 0;
  return (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;
}

/** Declared in this project at the top of a file: type parameters and types of packages are not. */
function isOurs(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some(
    (each) => ts.isSourceFile(each.parent) && !each.getSourceFile().fileName.includes('/node_modules/'),
  );
}
