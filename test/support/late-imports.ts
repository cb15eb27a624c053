import ts from 'typescript';

/** A stretch of a text, and what stands there instead. */
type Edit = readonly [from: number, to: number, text: string];

/** A list that is taken apart where it is made. */
type Pair = ts.VariableDeclaration & { name: ts.ArrayBindingPattern; initializer: ts.ArrayLiteralExpression };

/** `require("a")`, and the helpers of tsc around it. */
const IMPORT = /^(__import\w+\()?(require|load)\("[^"]+"\)\)?$/;

/**
 * Makes a compiled module load what it imports when it first uses it: `const a_1 = require("a")` becomes a function
 * `a_1`, and `a_1.A` becomes `a_1().A`. What a class extends, and what a constant is made of, is still loaded at once.
 * Names like `a_1` are tsc's own: nothing else is called that.
 *
 * Lists that are taken apart where they are made, `const [a, b] = [c, d]`, become constants: until a loop is compiled,
 * V8 makes the list and an iterator each time.
 *
 * @param code CommonJS, as tsc writes it
 */
export function lateImports(code: string): string {
  const source = ts.createSourceFile('module.js', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const imports = new Set(source.statements.flatMap((each) => importedBy(each)?.name.getText() ?? []));
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const { parent } = node;
    const imported = importedBy(node);
    if (imported !== undefined) {
      const name = imported.name.getText();
      edits.push([
        node.getStart(),
        node.getEnd(),
        `let ${name}_; const ${name} = () => ${name}_ ??= ${loads(imported)};`,
      ]);
      return;
    }
    if (isPair(node)) edits.push(...takenApart(node));
    if (ts.isNewExpression(node) && importOfNew(node, imports)) {
      edits.push([node.expression.getStart(), node.expression.getStart(), '(']);
      edits.push([node.expression.getEnd(), node.expression.getEnd(), ')']);
    }
    const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
    if (ts.isIdentifier(node) && imports.has(node.text) && !isMember) edits.push([node.getEnd(), node.getEnd(), '()']);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return edited(code, edits);
}

function importedBy(node: ts.Node): ts.VariableDeclaration | undefined {
  if (!ts.isVariableStatement(node) || !ts.isSourceFile(node.parent)) return undefined;
  const [first, ...others] = node.declarationList.declarations;
  return first !== undefined && others.length === 0 && IMPORT.test(loads(first)) ? first : undefined;
}

function loads({ initializer }: ts.VariableDeclaration): string {
  return initializer?.getText() ?? '';
}

/** `new a_1.A()` would call `a_1` as the constructor, were it not for brackets. */
function importOfNew({ expression }: ts.NewExpression, imports: ReadonlySet<string>): boolean {
  let first: ts.Expression = expression;
  while (ts.isPropertyAccessExpression(first)) first = first.expression;
  return ts.isIdentifier(first) && imports.has(first.text);
}

function isPair(node: ts.Node): node is Pair {
  if (!ts.isVariableDeclaration(node) || !ts.isArrayBindingPattern(node.name)) return false;
  const { name, initializer } = node;
  return (
    initializer !== undefined &&
    ts.isArrayLiteralExpression(initializer) &&
    initializer.elements.length > 0 &&
    initializer.elements.length === name.elements.length &&
    initializer.elements.every((each) => !ts.isSpreadElement(each) && !ts.isOmittedExpression(each)) &&
    name.elements.every((each) => /^\w+$/.test(each.getText()))
  );
}

/** Leaves the values where they are, as there may be imports in them. */
function takenApart({ name, initializer }: Pair): readonly Edit[] {
  const values = initializer.elements;
  const starts = name.elements.map((each, at): Edit => {
    const before = values[at - 1];
    const from = before === undefined ? name.getStart() : before.getEnd();
    return [from, values[at]!.getStart(), `${before === undefined ? '' : ', '}${each.getText()} = `];
  });
  return [...starts, [values[values.length - 1]!.getEnd(), initializer.getEnd(), '']];
}

/** Of edits at one place, the earlier one comes first. */
function edited(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const ends = [0, ...ordered.map(([, to]) => to)];
  return [...ordered.map(([from, , put], at) => text.slice(ends[at], from) + put), text.slice(ends.at(-1))].join('');
}
