import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { found } from '../support/real/binaries';
import { dataFolder } from '../support/real/data';
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

describeReal(['gitlab-schema'], "the pipeline to copy, by GitLab's schema", () => {
  type Pipeline = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const pipeline = (): Pipeline =>
    parse(readFileSync(join(FOLDER, 'gitlab-ci.yml'), 'utf8'), { merge: true }) as Pipeline;
  const errors = (of: Pipeline): readonly string[] => {
    const schema = JSON.parse(readFileSync(join(dataFolder('gitlab') ?? '', 'ci.json'), 'utf8')) as object;
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
    validate(of);
    return (validate.errors ?? []).map(({ instancePath }) => instancePath);
  };

  test('is valid', () => {
    expect(errors(pipeline())).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['environment', { environment: { name: 'plan', action: 'look' } }],
    ['artifacts', { artifacts: { path: ['a'] } }],
    ['rules', { rules: [{ whenever: 'manual' }] }],
    ['resources_group', { resources_group: 'a' }],
  ])('is refused where it is not: %s', (key, broken) => {
    const of = pipeline();
    expect(errors({ ...of, plan: { ...of['plan'], ...broken } }).join(' ')).toContain(
      `/plan${key === 'resources_group' ? '' : `/${key}`}`,
    );
  });
});

describeReal(['atlantis-check'], 'the configuration of a server of Atlantis', () => {
  const text = readFileSync(join(FOLDER, 'atlantis.yaml'), 'utf8');
  const check = (configuration: string): Promise<unknown> => {
    const call = run(found('atlantis-check'));
    call.child.stdin?.end(configuration);
    return call;
  };

  test('is read by its own parser', async () => {
    await expect(check(text)).resolves.toMatchObject({ stdout: '' });
  });

  test.each([
    ['workflow: datahall', 'workflow: other', /workflow "other" is not defined/],
    ['undiverged', 'unmerged', /unmerged/],
    ['output: show', 'output: showing', /output/],
    ['- init', '- initialize', /initialize/],
  ])('is refused where it is not: %s', async (good, bad, reason) => {
    expect(text).toContain(good);
    await expect(check(text.replace(good, bad))).rejects.toMatchObject({
      stdout: expect.stringMatching(reason) as string,
    });
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
