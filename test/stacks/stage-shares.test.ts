import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Backend,
  ChartSet,
  type DatahallApp,
  Kubeconfig,
  Release,
  ReleaseTrain,
  type ShareRequest,
  type Site,
  type SiteShare,
} from 'datahall';
import { lock } from '../../lib/cli/train/lock';
import { lockPath } from '../../lib/release/lock-files';
import { smallSite } from '../support/small-site';
import { synth } from '../support/synth';
import { InProcess } from '../support/train-program';

const locks = mkdtempSync(join(tmpdir(), 'datahall-shares-'));
afterAll(() => rmSync(locks, { recursive: true }));

type Shares = Readonly<Record<string, SiteShare>>;
const counts = (site: Site, wanted: Readonly<Record<string, ShareRequest>>): Shares =>
  Object.fromEntries(Object.entries(wanted).map(([name, request]) => [name, site.share(request)]));

function stages(app: DatahallApp, shares: (site: Site) => Shares, folder = locks): void {
  const release = new Release<unknown>('1.0.0', { charts: ChartSet.of('2026.11'), platform: () => undefined });
  const train = new ReleaseTrain(app, 'platform', { locks: folder });
  const backend = Backend.s3({ bucket: 'state', region: 'eu-north-1' });
  for (const [name, site] of Object.entries(shares(smallSite()))) {
    const cluster = Kubeconfig.context(name, { uid: `uid-of-${name}` });
    train.stage(name, { release, site, cluster, backend });
  }
}

const locked = (site: Site): Shares => counts(site, { dev: { h100: 1 }, production: { h100: 2 } });

/** Writes the locks of a program's stages into the folder of the tests. */
function lockStages(shares: (site: Site) => Shares): string {
  const said: string[] = [];
  const spy = jest.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)));
  const program = new InProcess((app) => stages(app, shares));
  try {
    lock(program.session(), [], {}, new Date('2026-11-29T12:00:00Z'));
  } finally {
    spy.mockRestore();
    program.close();
  }
  return said.join('\n');
}

/** What is found where a program has other shares than its locks. */
function found(shares: (site: Site) => Shares): readonly string[] {
  const { files } = synth((app) => stages(app, shares));
  const { findings } = JSON.parse(files.get('datahall.json')!) as {
    findings: { code: string; got: string; stages: string[] }[];
  };
  const about = findings.filter(({ code }) => ['DH4171', 'DH4172'].includes(code));
  return about.map(({ code, stages: at, got }) => `${code} ${at.join()}: ${got}`);
}

describe('the share of a stage', () => {
  beforeEach(() => void lockStages(locked));

  it('is that of its lock', () => {
    expect(found(locked)).toEqual([]);
  });

  it('gives up no server because a stage before it takes more: DH4171', () => {
    const more = (site: Site): Shares => counts(site, { dev: { h100: 2 }, production: { h100: 2 } });
    expect(found(more)).toEqual(["DH4171 production: lab-h100-002 (now of 'dev'); in their place lab-h100-004"]);
    const plus = (site: Site): Shares => {
      const { dev, production } = locked(site);
      return { dev: dev!.plus({ h100: 1 }), production: production! };
    };
    expect(found(plus)).toEqual([]);
    expect(found((site) => counts(site, { dev: { h100: 1 }, production: { h100: 1 } }))).toEqual([
      'DH4171 production: lab-h100-003 (free)',
    ]);
  });

  it('has the addresses that it had, in the order of the shares: DH4172', () => {
    const gone = (site: Site): Shares => counts(site, { production: { h100: ['lab-h100-002', 'lab-h100-003'] } });
    expect(found(gone)).toEqual(['DH4172 production: 198.51.100.0/27']);
    expect(
      found((site) => {
        site.share({ h100: 1 });
        return counts(site, { production: { h100: 2 } });
      }),
    ).toEqual([]);
  });

  it('is accepted with the lock, also where nothing else changes', () => {
    const other = (site: Site): Shares => counts(site, { dev: { h100: 2 }, production: { h100: 2 } });
    expect(lockStages(other)).toContain('production: 1.0.0, accepted other servers or addresses of its site');
    expect(found(other)).toEqual([]);
    expect(lockStages(other)).toContain('production: 1.0.0, unchanged');
  });

  it('is not asked of a lock that does not know it', () => {
    const path = lockPath(locks, 'production');
    const old = JSON.parse(readFileSync(path, 'utf8')) as { content: { share?: object } };
    delete old.content.share;
    writeFileSync(path, JSON.stringify(old));
    expect(found((site) => counts(site, { dev: { h100: 3 }, production: { h100: 1 } }))).toEqual([]);
  });
});
