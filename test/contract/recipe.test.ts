import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/sources';

/** What the recipe needs of the project. */
const COPIED = ['assets', 'constructs', 'examples', 'index.ts', 'jest.config.js', 'lib', 'package.json', 'stacks'];
const ALSO = ['test', 'testing', 'tsconfig.json'];

interface Step {
  readonly text: string;
  readonly code: string;
}

/** The steps of "Add a construct in ten minutes" that have code, as they stand on the page. */
function steps(): readonly Step[] {
  const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const section = page.split('## Add a construct in ten minutes')[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\d+\. ([^]*?)(?=^\d+\. |\nMore that)/gm)].flatMap(([, body = '']) => {
    const [text = '', code] = body.split('```ts\n');
    return code === undefined ? [] : [{ text, code: (code.split('```')[0] ?? '').replace(/^ {3}/gm, '') }];
  });
}

describe('the way to add a construct', () => {
  const folder = mkdtempSync(join(tmpdir(), 'datahall-recipe-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const edit = (path: string, change: (text: string) => string): void => {
    const file = join(folder, path);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const after = change(before);
    expect([path, after]).not.toEqual([path, before]);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
  };
  const node = (...args: readonly string[]): void => {
    try {
      execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(stdout + stderr, { cause: error });
    }
  };

  it('works as it stands: it compiles, its test passes, and each of its props does something', () => {
    for (const path of [...COPIED, ...ALSO]) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const files: string[] = [];
    for (const { text, code } of steps()) {
      const created = /[Nn]ew file\s+`([^`]+)`/.exec(text)?.[1];
      const extended = /At the end of\s+`([^`]+)`/.exec(text)?.[1] ?? /in\s+`(index\.ts)`/.exec(text)?.[1];
      if (created !== undefined) edit(created, () => code);
      else if (extended !== undefined) edit(extended, (before) => `${before}\n${code}`);
      else {
        expect(text).toContain('`test/contract/props/cluster.ts`');
        edit('test/contract/props/cluster.ts', (before) =>
          before
            .replace("} from 'datahall';", "  Workspace,\n  type WorkspaceProps,\n} from 'datahall';")
            .replace(/\];\n$/, `${code}];\n`),
        );
      }
      files.push(created ?? extended ?? 'test/contract/props/cluster.ts');
    }
    expect(files).toHaveLength(8);
    edit('lib/rules/index.ts', (before) =>
      `import { workspaceFitsServer } from '../cluster/rules/workspace-fits-server';\n${before}`.replace(
        '  rolloutWithinSpares,\n',
        '  rolloutWithinSpares,\n  workspaceFitsServer,\n',
      ),
    );
    node(
      'node_modules/typescript/bin/tsc',
      '-p',
      'tsconfig.json',
      '--incremental',
      'false',
      '--tsBuildInfoFile',
      'null',
    );
    const jest = ['node_modules/jest/bin/jest.js', '--cacheDirectory', join(folder, 'cache')];
    node(...jest, 'test/constructs/cluster/workspace', 'test/contract/props.test.ts', '-t', 'Workspace');
  }, 600_000);
});
