import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { found } from '../support/real/binaries';
import { describeReal } from '../support/real/describe-real';
import { ROOT } from '../support/sources';

const FOLDER = join(ROOT, 'docs/workflows');
const run = promisify(execFile);

describeReal(['actionlint'], 'workflows to copy', () => {
  test('have nothing that actionlint finds', async () => {
    const file = join(FOLDER, 'github-actions.yml');
    await expect(run(found('actionlint'), ['-no-color', '-shellcheck=', '-pyflakes=', file])).resolves.toMatchObject({
      stdout: '',
    });
  });

  test('are linted by a tool that finds something', async () => {
    const broken = readFileSync(join(FOLDER, 'github-actions.yml'), 'utf8').replace('needs: synth', 'needs: nothing');
    const call = run(found('actionlint'), ['-no-color', '-']);
    call.child.stdin?.end(broken);
    await expect(call).rejects.toMatchObject({ stdout: expect.stringContaining('nothing') as string });
  });
});

describe('workflows', () => {
  const files = readdirSync(FOLDER).filter((name) => /\.ya?ml$/.test(name));

  test.each(files)('%s is YAML, with options that the command has', (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    expect(typeof parse(text)).toBe('object');
    const source = ['report.ts', 'report-output.ts']
      .map((file) => readFileSync(join(ROOT, 'lib/cli', file), 'utf8'))
      .join('');
    const used = [...text.matchAll(/(?:datahall report|report)((?: (?:--?[\w-]+|[^\s|;&]+))+)/g)].flatMap(
      ([, args]) => args!.match(/--[\w-]+/g) ?? [],
    );
    expect(used).toContain('--plan');
    expect(used.filter((option) => !source.includes(`'${option} <`))).toEqual([]);
  });
});
