import { join, resolve } from 'node:path';
import ts from 'typescript';

const FOLDER = resolve(__dirname, '../../../lib/charts/values');

let program: ts.Program | undefined;

/** A value that sets every field of an interface in `lib/charts/values`: what a chart would be given at most. */
export function sampleOf(file: string, name: string): unknown {
  const path = join(FOLDER, `${file}.ts`);
  program ??= ts.createProgram(ts.sys.readDirectory(FOLDER, ['.ts']), { strict: true, target: ts.ScriptTarget.ES2022 });
  const source = program.getSourceFile(path);
  const found = source?.statements.find(
    (node): node is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
      (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && node.name.text === name,
  );
  if (found === undefined) throw new Error(`${path} has no type ${name}`);
  const checker = program.getTypeChecker();
  return sample(checker.getTypeAtLocation(found), checker, []);
}

/** Literals keep their value; a map gets one key; a type inside itself is left out. */
function sample(type: ts.Type, checker: ts.TypeChecker, outer: readonly ts.Type[]): unknown {
  const first = type.isUnion() ? type.types.find((member) => (member.flags & ts.TypeFlags.Undefined) === 0)! : type;
  if (first.isLiteral()) return first.value;
  if (first.flags & ts.TypeFlags.BooleanLike) return true;
  if (first.flags & ts.TypeFlags.NumberLike) return 1;
  if (first.flags & ts.TypeFlags.StringLike) return 'text';
  if (outer.includes(first)) return undefined;
  const inner = [...outer, first];
  const element = checker.getIndexTypeOfType(first, ts.IndexKind.Number);
  if (checker.isArrayType(first) && element !== undefined) {
    const item = sample(element, checker, inner);
    return item === undefined ? [] : [item];
  }
  const fields = checker.getPropertiesOfType(first).map((field): [string, unknown] => {
    return [field.name, sample(checker.getNonNullableType(checker.getTypeOfSymbol(field)), checker, inner)];
  });
  const values = checker.getIndexTypeOfType(first, ts.IndexKind.String);
  if (values !== undefined && !(values.flags & ts.TypeFlags.Never))
    fields.push(['key', sample(values, checker, inner)]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
