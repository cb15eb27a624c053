import { Sources } from '../support/sources';
import * as budgets from './checks/budgets';

type Check = (sources: Sources) => readonly string[];

describe('budgets', () => {
  const repository = Sources.repository();

  test.each<[string, Check]>([
    ['no file has more than 400 lines', budgets.checkLength],
    ['the median file has at most 120 lines', budgets.checkMedian],
    ['props and options have at most 12 members', budgets.checkMembers],
    ['every field is readonly', budgets.checkReadonly],
    ['every optional prop says its default', budgets.checkDefaults],
    ['one exported class a file, named after it', budgets.checkClasses],
    ['everything exported has a doc comment', budgets.checkDocs],
    ['every construct has an @example', budgets.checkExamples],
  ])('%s', (_, check) => {
    expect(check(repository)).toEqual([]);
  });
});

describe('a budget fails', () => {
  const fields = (count: number, prefix = 'f'): string =>
    Array.from({ length: count }, (_, at) => `readonly ${prefix}${at}: string;`).join(' ');
  const found = (check: Check, text: string, path = 'lib/site/rack.ts'): readonly string[] =>
    check(Sources.of({ [path]: text }));

  test.each<[string, Check, string, string]>([
    ['on 401 lines', budgets.checkLength, '//\n'.repeat(401), '401 lines'],
    ['on a median of 121 lines', budgets.checkMedian, '//\n'.repeat(121), '121 lines'],
    ['on 13 members', budgets.checkMembers, `export interface RackProps { ${fields(13)} }`, '13 members'],
    [
      'on 13 members with those inherited',
      budgets.checkMembers,
      `interface Base { ${fields(6, 'b')} } export interface RackOptions extends Base { ${fields(7)} }`,
      '13 members',
    ],
    ['on a field that can be written', budgets.checkReadonly, 'interface A { units: number }', 'units: number'],
    ['on an index that can be written', budgets.checkReadonly, 'interface A { [key: string]: number }', 'key: string'],
    ['on a nested field', budgets.checkReadonly, 'interface A { readonly a: { b: number } }', 'b: number'],
    ['on a field of a type', budgets.checkReadonly, "export type A = { kind: 'a' } | null;", 'kind'],
    [
      'on a missing @default',
      budgets.checkDefaults,
      'export interface AProps {\n/** Doc. */ readonly a?: string }',
      'a is',
    ],
    [
      'on an empty @default',
      budgets.checkDefaults,
      'export interface AProps {\n/** @default */ readonly a?: string }',
      'a is',
    ],
    [
      'on a missing @default in an object',
      budgets.checkDefaults,
      'export interface AProps { readonly a: { readonly b?: string } }',
      'b is optional',
    ],
    ['on two classes', budgets.checkClasses, 'export class Rack {} export class Row {}', 'Rack, Row'],
    ['on a class with a name unlike the file', budgets.checkClasses, 'export class Row {}', 'name the file after it'],
    ['on a class without doc', budgets.checkDocs, 'export class Rack {}', 'Rack has no doc'],
    ['on an empty doc', budgets.checkDocs, '/** */ export class Rack {}', 'Rack has no doc'],
    ['on a constant without doc', budgets.checkDocs, 'export const A = 1;', 'A has no doc'],
    ['on a function exported by list', budgets.checkDocs, 'function a() {} export { a };', 'a has no doc'],
    ['on a method without doc', budgets.checkDocs, '/** Doc. */ export class Rack { a() {} }', 'a has no doc'],
    [
      'on a getter without doc',
      budgets.checkDocs,
      '/** Doc. */ export class Rack { get a() { return 1; } }',
      'a has no doc',
    ],
    [
      'on a parameter property without doc',
      budgets.checkDocs,
      '/** Doc. */ export class Rack { constructor(readonly a: string) {} }',
      'a has no doc',
    ],
    ['on a field without doc', budgets.checkDocs, '/** Doc. */ export interface A { readonly a: 1 }', 'a has no doc'],
  ])('%s', (_, check, text, offence) => {
    expect(found(check, text)).toEqual([expect.stringContaining(offence)]);
  });

  test('on a construct without @example', () => {
    const text = '/** Doc. */ export class Rack extends Construct { constructor(scope: Construct, id: string) {} }';
    expect(found(budgets.checkExamples, text, 'constructs/site/rack.ts')).toEqual([
      'constructs/site/rack.ts:1: Rack has no @example',
    ]);
  });
});

describe('a budget passes', () => {
  const good = `
    /** Doc. */
    export interface GpuPoolProps {
      /** Doc. @default 'none' - no GPU is shared */
      readonly sharing?: {
        /** @default 2 */
        readonly ways?: number;
      };
    }
    interface Hidden { readonly a?: string }
    /**
     * Doc.
     * @example
     * new GpuPool(scope, 'h100');
     */
    export class GpuPool extends Base {
      /** Doc. */ readonly a: string;
      private b = 1;
      #c = 2;
      /** Doc. */ of(a: string): void;
      of(a: number): void;
      constructor(scope: Construct, id: string, private readonly props: GpuPoolProps = {}) {}
      override toString() { return ''; }
      protected d() {}
    }
    /** Doc. */
    export function pool(a: string): void;
    export function pool(a: number): void;
  `;
  test.each(Object.entries(budgets))('%s', (_, check) => {
    expect(check(Sources.of({ 'constructs/cluster/gpu-pool.ts': good }))).toEqual([]);
  });
});
