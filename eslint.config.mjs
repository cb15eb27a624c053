// Style is prettier's; this file holds what the compiler cannot say. Circles, direction, budgets and doc comments are
// checked in test/contract, over all files at once.
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SOURCES = ['index.ts', 'lib/**/*.ts', 'constructs/**/*.ts', 'stacks/**/*.ts', 'testing/**/*.ts'];

const CDKTF = {
  regex: '^cdktf(/|$)',
  message: 'Only constructs/core/cdktf.ts imports cdktf, so that its successor can be swapped in there.',
};
const PROVIDER_INDEX = {
  regex: '^@cdktf/provider-[^/]+(/lib)?(/index)?$',
  message: 'Import a provider by file (@cdktf/provider-kubernetes/lib/<file>): its index loads 200 MB.',
};
const CONSTRUCT_WORLD = {
  regex: '^(constructs|@cdktf)(/|$)',
  message: 'lib is pure TypeScript: no construct, no provider.',
};
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default defineConfig(
  globalIgnores(['**/node_modules', 'dist', '**/cdktf.out', 'coverage', 'assets', '**/.gen']),
  {
    files: ['**/*.{ts,mjs,js}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'object-shorthand': 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Constructs are told apart by symbols, never by class: two copies of a package may be loaded.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `static readonly` tables and private constructors are how we write closed sets.
      '@typescript-eslint/no-extraneous-class': ['error', { allowStaticOnly: true, allowWithDecorator: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.property.name="addDependency"]:matches([callee.object.property.name="node"], [callee.object.name="node"])',
          message: 'node.addDependency does nothing in cdktf. Order by object reference, which renders depends_on.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name: one name a thing, everywhere.' },
      ],
      ...imports(CDKTF, PROVIDER_INDEX),
    },
  },
  {
    files: SOURCES,
    rules: {
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        { allowString: false, allowNumber: false, allowNullableObject: false },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
    },
  },
  { files: ['lib/**/*.ts'], ignores: ['lib/cli/**'], rules: imports(CDKTF, CONSTRUCT_WORLD) },
  // Loops over typed arrays, whose numbers the fabric and the graph have checked.
  {
    files: ['lib/network/{addressing,fabric,graph,proofs}/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['lib/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['constructs/core/cdktf.ts', 'examples/foreign*.ts', 'examples/foreign*/**/*.ts'],
    rules: imports(PROVIDER_INDEX),
  },
  {
    // Tests look into JSON and break types on purpose.
    files: ['test/**/*.ts'],
    rules: {
      ...imports(),
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
