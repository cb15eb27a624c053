import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, REPORTS } from '../../../lib/cli/main';
import { REPORT_EXIT } from '../../../lib/plan/verdict';
import { schemaOffences } from '../../support/schemas';
import { ROOT } from '../../support/sources';

describe('the command line', () => {
  const said: string[] = [];
  let folder: string;

  beforeEach(() => {
    said.length = 0;
    folder = mkdtempSync(join(tmpdir(), 'datahall-cli-'));
    const listen = (text: unknown): boolean => said.push(String(text)) > 0;
    jest.spyOn(process.stdout, 'write').mockImplementation(listen);
    jest.spyOn(process.stderr, 'write').mockImplementation(listen);
    jest.spyOn(console, 'log').mockImplementation(listen);
    jest.spyOn(console, 'error').mockImplementation(listen);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  async function datahall(...args: readonly string[]): Promise<{ readonly status: unknown; readonly text: string }> {
    process.exitCode = 0;
    await main(['node', 'datahall', ...args]);
    const status = process.exitCode;
    process.exitCode = 0;
    return { status, text: said.join('\n') };
  }

  it('says what it can do, and which version it is', async () => {
    expect(await datahall('--help')).toEqual({ status: 0, text: expect.stringMatching(/charts.*check/s) });
    expect(await datahall('--version')).toEqual({ status: 0, text: expect.stringMatching(/\d+\.\d+\.\d+/) });
  });

  it.each([
    [['nonsense'], /unknown command/],
    [['check', '--nonsense'], /unknown option/],
    [['check', '--out', 'nowhere'], /DH5006.*nowhere/s],
    [['charts', 'pull', '--set', '1999.01'], /DH2001/],
    [['charts', 'pull', '--chart', 'nonsense'], /DH2002/],
    [['charts', 'pull', '--out', join(tmpdir(), 'datahall-none', 'charts'), '--helm', 'no-helm-here'], /DH5001/],
  ])('fails with status 2 for %j', async (args, text) => {
    expect(await datahall(...args)).toEqual({ status: 2, text: expect.stringMatching(text) });
  });

  it.each([
    [['promote', 'dev', '--format', 'json', '--app', 'exit 1'], 'stages', 'DH4138'],
    [['status', '--format=json', '--app', 'exit 1'], 'stages', 'DH4138'],
    [['deploy', 'dev', '--format', 'json', '--out', 'nowhere'], 'stacks', 'DH5006'],
  ])('answers programs with a document when it fails: %j', async (args, field, code) => {
    const { status, text } = await datahall(...args);
    const document = JSON.parse(text) as object;
    expect([status, document]).toMatchObject([2, { formatVersion: 1, [field]: [], problems: [{ code }] }]);
    if (args[0] === 'status') expect(schemaOffences('status', document)).toEqual([]);
  });

  it('has status 1 when a finding stops the deployment', async () => {
    const finding = { code: 'DH1', severity: 'error', path: 'a', stages: [], what: 'it burns' };
    writeFileSync(join(folder, 'datahall.json'), JSON.stringify({ formatVersion: 1, findings: [finding] }));
    expect(await datahall('check', '--out', folder)).toEqual({ status: 1, text: expect.stringContaining('it burns') });
  });
});

test('the launcher is executable, and says what to do before the package is built', () => {
  const listed = execFileSync('git', ['ls-files', '--stage', 'bin/datahall.js'], { cwd: ROOT, encoding: 'utf8' });
  if (listed !== '') expect(listed).toMatch(/^100755/);
  const copy = mkdtempSync(join(tmpdir(), 'datahall-launcher-'));
  try {
    execFileSync('cp', ['-r', join(ROOT, 'bin'), copy]);
    const run = (): unknown => execFileSync(join(copy, 'bin', 'datahall.js'), { stdio: 'pipe', encoding: 'utf8' });
    expect(run).toThrow(/npm run build/);
    const status = (command: string): unknown =>
      spawnSync(process.execPath, [join(copy, 'bin', 'datahall.js'), command], { stdio: 'ignore' }).status;
    expect(REPORTS.map(status)).toEqual(REPORTS.map(() => REPORT_EXIT.failed));
    expect(status('promote')).toBe(2);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
