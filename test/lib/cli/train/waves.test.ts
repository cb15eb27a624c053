import {
  Backend,
  ChartSet,
  Duration,
  Kubeconfig,
  Release,
  ReleaseTrain,
  type DatahallApp,
  type SiteShare,
  type WavePlace,
} from 'datahall';
import { lock } from '../../../../lib/cli/train/lock';
import { promote } from '../../../../lib/cli/train/promote';
import { rollback } from '../../../../lib/cli/train/rollback';
import { printStatuses, statusDocument, statuses } from '../../../../lib/cli/train/status';
import { readLock, writeLock } from '../../../../lib/release/lock-files';
import { verifiedLock } from '../../../../lib/release/new-lock';
import type { StageLock } from '../../../../lib/release/stage-lock';
import { newestOf } from '../../../../lib/release/waves';
import { schemaOffences } from '../../../support/schemas';
import { smallSite } from '../../../support/small-site';
import { InProcess } from '../../../support/train-program';

const NOW = new Date('2026-11-29T12:00:00Z');
const by = { by: 'ada' };
const charts = ChartSet.of('2026.11');
const releases = ['1.0.0', '1.1.0'].map(
  (version) =>
    new Release(version, {
      charts,
      platform: (stage) => void stage.foundation.namespace('team', { quota: { pods: version.slice(2, 3) } }),
    }),
);

function waved(app: DatahallApp, locks: string): void {
  const site = smallSite();
  const train = new ReleaseTrain(app, 'platform', { releases, locks });
  const backend = Backend.s3({ bucket: 'state', region: 'eu-north-1' });
  const place = (name: string): { readonly site: SiteShare; readonly cluster: Kubeconfig } => ({
    site: site.share({ h100: 1 }),
    cluster: Kubeconfig.context(name, { uid: `uid-of-${name}` }),
  });
  const common = { release: releases[0]!, backend, gate: { soak: Duration.days(1) } };
  const staging = train.stage('staging', { ...common, ...place('staging') });
  const waves: readonly Readonly<Record<string, WavePlace>>[] = [
    { oslo: place('oslo') },
    { bergen: place('bergen'), tromso: place('tromso') },
  ];
  train.waves('production', { ...common, after: [staging], waves });
}

let program: InProcess;
let said: string;

beforeEach(() => {
  said = '';
  program = new InProcess(waved);
  for (const method of ['log', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((...words: unknown[]) => void (said += `${words.join(' ')}\n`));
  lock(program.session(), [], by, NOW);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
  program.close();
});

const locked = (stage: string): StageLock => readLock(program.locks, stage)!;
const runs = (): readonly string[] =>
  ['oslo', 'bergen', 'tromso'].map((place) => locked(`production-${place}`).running.release);
const move = (name: string, now = NOW): void => promote(program.session(), [name], by, now);

function passed(stage: string, at = '2026-11-27T00:00:00Z'): void {
  const checks = [{ name: 'smoke', passed: true, seconds: 1, message: '' }];
  writeLock(program.locks, verifiedLock(locked(stage), checks, at, 'ada'));
}

describe('waves', () => {
  it('are promoted one after another, each when the one before has verified and soaked', () => {
    move('staging');
    move('production');
    expect(said).toContain('DH4127');
    passed('staging');
    move('production');
    expect(runs()).toEqual(['1.1.0', '1.0.0', '1.0.0']);
    said = '';
    move('production');
    expect(said).toContain('DH4127');
    passed('production-oslo', '2026-11-29T11:00:00Z');
    said = '';
    move('production');
    expect(said).toContain('DH4128');
    move('production', new Date('2026-11-30T11:00:01Z'));
    expect(runs()).toEqual(['1.1.0', '1.1.0', '1.1.0']);
    said = '';
    move('production');
    expect(said).toContain('DH4124');
  });

  it('are one stage with its waves in the status', () => {
    move('staging');
    passed('staging');
    move('production');
    const all = statuses(program.session(), NOW);
    expect(schemaOffences('status', statusDocument(all))).toEqual([]);
    const text = printStatuses(all);
    expect(text).toMatch(
      /^production +1\.1\.0 in 1 of 3, 1\.0\.0 in 2 of 3 +as locked +0 of 3 +0 of 3 +wave 2 of 2: 1\.1\.0 waits/m,
    );
    expect(text).toMatch(/^ {2}1 production-oslo +1\.1\.0 /m);
    expect(text).toMatch(/^ {2}2 production-tromso +1\.0\.0 /m);
    expect(text.split('\n').filter((line) => line.startsWith('production '))).toHaveLength(1);
    expect(all.at(-1)).toMatchObject({ wave: { name: 'production', number: 2, count: 2 }, rank: 2 });
  });

  it('are rolled back together, and none of them where one has no way back', () => {
    move('staging');
    passed('staging');
    move('production');
    passed('production-oslo');
    move('production');
    const back = (...names: readonly string[]): void => rollback(program.session(), names, by, NOW);
    back('production-oslo');
    expect(said).toContain('DH4141');
    expect(runs()).toEqual(['1.1.0', '1.1.0', '1.1.0']);
    const session = program.session();
    back(...session.named(['production'], ({ stages }, name) => newestOf(stages, name)));
    expect(runs()).toEqual(['1.0.0', '1.0.0', '1.0.0']);
    expect(said).toContain('deploy production-oslo production-bergen production-tromso.');
  });

  it('are told to programs, stage by stage, and so is what speaks against it', () => {
    const json = { ...by, format: 'json' } as const;
    const answer = (run: () => void): unknown => {
      said = '';
      run();
      return JSON.parse(said);
    };
    const refused = answer(() => promote(program.session(), ['production'], json, NOW));
    expect(refused).toMatchObject({
      formatVersion: 1,
      stages: [],
      problems: [
        { code: 'DH4124', at: 'production-bergen' },
        { code: 'DH4124', at: 'production-tromso' },
      ],
    });
    expect(process.exitCode).toBe(1);
    const moved = answer(() => promote(program.session(), ['staging'], json, NOW));
    const change = { stage: 'staging', from: { release: '1.0.0' }, to: { release: '1.1.0' } };
    expect(moved).toMatchObject({ stages: [{ ...change, back: { kind: 'reversible' } }], problems: [] });
    const back = answer(() => rollback(program.session(), ['staging'], json, NOW));
    expect(back).toMatchObject({ stages: [{ stage: 'staging', to: { release: '1.0.0' } }], problems: [] });
    const locks = answer(() => lock(program.session(), ['production'], json, NOW)) as {
      readonly stages: readonly object[];
    };
    expect(locks.stages).toHaveLength(3);
  });

  it('are no name of a stage: DH4120', () => {
    expect(() => program.session().named(['elsewhere'])).toThrow(/^DH4120 /);
  });
});
