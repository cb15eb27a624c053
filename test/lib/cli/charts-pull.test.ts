import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../../lib/cli/main';
import { pullCharts, type ChartsPullOptions } from '../../../lib/cli/charts-pull';
import { TSX } from '../../support/real/small-program';
import { ROOT } from '../../support/sources';

/** Stands in for Helm: the archive is text, and `show` gives what was asked for. */
const HELM = `
if [ "$1" = show ]; then [ -z "$NO_CHART" ] || { echo "Error: $NO_CHART" >&2; exit 1; }; echo "version: \${VERSION:-0.19.2}"; exit; fi
while [ "$1" != --destination ]; do shift; done
[ -z "$WAIT" ] || { touch "$WAIT"; sleep 30; }
[ -n "$NOTHING" ] || echo archive > "$2/any.tgz"
`;

describe('datahall charts pull', () => {
  let home: string;
  let out: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'datahall-pull-'));
    out = join(home, 'charts');
    helm('');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  function helm(setting: string): void {
    writeFileSync(join(home, 'helm'), `#!/bin/sh\n${setting}\n${HELM}`);
    chmodSync(join(home, 'helm'), 0o755);
  }

  const pull = (options: Partial<ChartsPullOptions> = {}): Promise<void> =>
    pullCharts({ set: '2026.11', chart: ['kueue'], out, helm: join(home, 'helm'), ...options }, () => undefined);
  const lock = (): unknown => JSON.parse(readFileSync(join(out, 'charts.lock'), 'utf8')).archives;

  it.each([
    ['is no chart, such as the page of a proxy', 'NO_CHART="no gzip archive"', /what it gives is no chart: no gzip/],
    ['is another version', 'VERSION=v0.19.1', /what it gives has the version v0.19.1/],
    ['is nothing', 'NOTHING=1', /Helm wrote no archive/],
  ])('locks nothing that %s: DH5002', async (_, setting, text) => {
    helm(setting);
    await expect(pull()).rejects.toThrow(/DH5002/);
    await expect(pull()).rejects.toThrow(text);
    expect(readdirSync(home)).toEqual(['helm']);
  });

  it('takes no damaged lock for an empty one: DH5009', async () => {
    mkdirSync(out);
    for (const text of ['{"formatVersion":1}', '{"formatVersion":1,"archives":[]}', '{"form']) {
      writeFileSync(join(out, 'charts.lock'), text);
      await expect(pull()).rejects.toThrow(/DH5009.*charts\.lock[^]*restore it from version control/);
      expect(readFileSync(join(out, 'charts.lock'), 'utf8')).toBe(text);
    }
  });

  it('compares with what another pull has locked meanwhile: DH5003', async () => {
    const archives = { 'kueue-0.19.2.tgz': 'a'.repeat(64), 'other-1.0.0.tgz': 'b'.repeat(64) };
    const meanwhile = (): void => {
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'charts.lock'), JSON.stringify({ formatVersion: 1, set: '2026.11', archives }));
    };
    const options = { set: '2026.11', chart: ['kueue'], out, helm: join(home, 'helm') };
    await expect(pullCharts(options, meanwhile)).rejects.toThrow('DH5003');
    expect([lock(), readdirSync(out)]).toEqual([archives, ['charts.lock']]);
    await pullCharts({ ...options, update: true }, meanwhile);
    expect(lock()).toEqual({ ...archives, 'kueue-0.19.2.tgz': expect.not.stringMatching(/^a/) });
    expect(readdirSync(out).sort()).toEqual(['charts.lock', 'crds', 'kueue-0.19.2.tgz']);
  });

  it('says where a folder cannot be used, with the status of a failure: DH5008', async () => {
    writeFileSync(out, 'a file');
    const said = jest.spyOn(console, 'error').mockImplementation();
    jest.spyOn(console, 'log').mockImplementation();
    const args = ['charts', 'pull', '--set', '2026.11', '--chart', 'kueue', '--helm', join(home, 'helm')];
    await main(['node', 'datahall', ...args, '--out', join(out, 'below')]);
    const status = process.exitCode;
    process.exitCode = 0;
    expect([status, String(said.mock.lastCall?.[0])]).toEqual([
      2,
      expect.stringMatching(/DH5008 .*'mkdir' of '.*charts'\n +given +(EEXIST|ENOTDIR): [a-z ]+\n/),
    ]);
    jest.restoreAllMocks();
  });

  it('leaves nothing beside the folder when it is interrupted', async () => {
    const script = join(ROOT, 'test/support/real/command.ts');
    const started = join(home, 'started');
    const args = ['charts', 'pull', '--set', '2026.11', '--chart', 'kueue', '--helm', join(home, 'helm'), '--out', out];
    helm(`WAIT=${started}`);
    const child = spawn(process.execPath, ['--import', TSX, script, ...args], { detached: true });
    const ended = new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)));
    while (!existsSync(started)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(readdirSync(home).filter((name) => name.startsWith('.charts-'))).toHaveLength(1);
    // As a terminal does it: the whole group is told.
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(await ended).toBe('SIGINT');
    expect(readdirSync(home).sort()).toEqual(['helm', 'started']);
  }, 60_000);
});
