import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, Sources } from '../support/sources';
import { compile, docSnippets, exampleSnippets, type Snippet } from './checks/snippets';

/** Runs a snippet in a folder of its own, which has our packages and knows `datahall`. */
function run({ code }: Snippet): void {
  const folder = mkdtempSync(join(tmpdir(), 'datahall-snippet-'));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const options = { target: 'ES2022', module: 'CommonJS', paths: { datahall: [join(ROOT, 'index.ts')] } };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...options, esModuleInterop: true } }),
    );
    writeFileSync(join(folder, 'main.ts'), code);
    execFileSync(process.execPath, [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), 'main.ts'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      timeout: 60_000,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('snippets', () => {
  const repository = Sources.repository();
  const documented = docSnippets(repository);

  test('of README.md, docs and @example compile', () => {
    expect(compile([...documented, ...exampleSnippets(repository)])).toEqual([]);
  }, 120_000);

  const runnable = documented.filter((it) => it.run).map((it) => [it.at, it] as const);
  // A page that runs nothing is fine: test.each refuses an empty table.
  (runnable.length > 0 ? test.each(runnable) : test.skip.each([['(none)', undefined as unknown as Snippet]]))(
    '%s runs',
    (_, snippet) => {
      expect(() => run(snippet)).not.toThrow();
    },
    90_000,
  );
});

describe('the check of snippets', () => {
  const page = (...blocks: string[]): Sources => Sources.of({ 'README.md': `# A\n\n${blocks.join('\n\n')}\n` });

  test('finds what does not compile, at its line', () => {
    const sources = page(
      '```ts\nconst a: number = 1;\nconst b: string = a;\n```',
      '- item\n  ```ts\n  nothing();\n  ```',
    );
    expect(compile(docSnippets(sources))).toEqual([
      "README.md:5: Type 'number' is not assignable to type 'string'.",
      "README.md:10: Cannot find name 'nothing'.",
    ]);
  }, 60_000);

  test('leaves out what is ignored or no TypeScript, and joins what continues', () => {
    const sources = page(
      '```ts ignore\nwrong wrong\n```',
      '```sh\nls -l\n```',
      '````md\n```ts\nwrong wrong\n```\n````',
      '```ts\nconst a = 1;\n```',
      '```ts continue\nconst b: number = a;\n```',
      '```ts continue\nconst c: string = b;\n```',
    );
    expect(compile(docSnippets(sources))).toEqual(["README.md:26: Type 'number' is not assignable to type 'string'."]);
  }, 60_000);

  test('compiles a block as a file of a folder, so that it may import its neighbours', () => {
    const code = "import { onCall } from './on-call';\nconst a: number = onCall;";
    const sources = page(`\`\`\`ts in examples/reference\n${code}\n\`\`\``, `\`\`\`ts\n${code}\n\`\`\``);
    expect(compile(docSnippets(sources))).toEqual([
      "README.md:5: Type 'AlertRouting' is not assignable to type 'number'.",
      expect.stringMatching(/^README.md:9: Cannot find module '.\/on-call'/),
    ]);
  }, 60_000);

  test('knows scope and stack in an @example, and finds names that are not there', () => {
    const text =
      '/**\n * Doc.\n * @example\n * const a: number = scope.node.id + stack.dependencies;\n * new Rack(scope);\n */\nexport class Row {}';
    expect(compile(exampleSnippets(Sources.of({ 'constructs/site/row.ts': text })))).toEqual([
      "constructs/site/row.ts:4: Type 'string' is not assignable to type 'number'.",
      "constructs/site/row.ts:5: Cannot find name 'Rack'.",
    ]);
  }, 60_000);

  test('imports what the file of an @example exports', () => {
    const text = Sources.repository().get('test/support/sources.ts')?.text ?? '';
    const sources = Sources.of({
      'lib/a.ts': `/**\n * @example\n * \`\`\`ts\n * ROOT.length();\n * \`\`\`\n */\n${text}`,
    });
    expect(exampleSnippets(sources)[0]?.code).toMatch(/^import \{ ROOT \} from '.*\/lib\/a';\nROOT\.length\(\);/);
    expect(exampleSnippets(sources)[0]?.at).toBe('lib/a.ts:4');
  });

  test('runs a snippet where it finds our packages, and fails when it throws', () => {
    const [good, bad] = docSnippets(
      page(
        "```ts run\nimport { Construct } from 'constructs';\nString(Construct.name);\n```",
        "```ts run\nthrow new Error('no');\n```",
      ),
    );
    expect(() => run(good!)).not.toThrow();
    expect(() => run(bad!)).toThrow('no');
  }, 90_000);
});
