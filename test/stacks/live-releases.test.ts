import type { DatahallApp } from 'datahall';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLock } from '../../lib/release/lock-files';
import { firstLock } from '../../lib/release/new-lock';
import type { Running } from '../../lib/release/running';
import { FakeModel } from '../support/fake-model';
import { InProcess, servingRelease, trainProgram } from '../support/train-program';
import { synth, type Synthesized } from '../support/synth';

const locks = mkdtempSync(join(tmpdir(), 'datahall-locks-'));
afterAll(() => rmSync(locks, { recursive: true }));

/** The program with one stage that runs something. */
function running(run: Running, releases = [servingRelease('1.0.0'), servingRelease('1.1.0')]): Synthesized {
  const options = { stages: ['dev'], releases };
  const program = new InProcess((app, folder) => trainProgram(app, folder, options));
  const { view } = program.synthesize();
  program.close();
  const stage = { ...view.trains[0]!.stages[0]!, running: run };
  writeLock(locks, firstLock(stage, { content: view.contents.get('dev')!, releaseDigest: '' }));
  return synth((app: DatahallApp) => trainProgram(app, locks, options));
}

const canary: Running = {
  release: '1.1.0',
  serving: [
    { release: '1.1.0', weight: 10 },
    { release: '1.0.0', weight: 90 },
  ],
  retired: [],
};

/** Shares of the requests by Service. */
function shares(out: Synthesized): unknown {
  const [route] = out.of('HTTPRoute') as unknown as {
    spec: { rules: { backendRefs: { name: string; weight: number }[] }[] };
  }[];
  return Object.fromEntries(route!.spec.rules[0]!.backendRefs.map(({ name, weight }) => [name, weight]));
}

describe('live releases of a stage', () => {
  it('each have a stack of their own, and names of their own', () => {
    const out = running(canary);
    expect(out.stacks).toEqual(expect.arrayContaining(['lab-dev-serving-1-0-0', 'lab-dev-serving-1-1-0']));
    const names = out.of('InferenceService').map(({ metadata }) => metadata.name);
    expect(names.sort()).toEqual(['llama-1-0-0', 'llama-1-1-0']);
  });

  it('have no names of their own where their versions become one name, and nothing is written: DH4167', () => {
    const [one, other] = ['1.0.0-rc.1', '1.0.0-rc-1'] as const;
    const releases = [servingRelease(one), servingRelease(other)];
    const serving = [one, other].map((release) => ({ release, weight: 50 }));
    const program = new InProcess((app, folder) => trainProgram(app, folder, { stages: ['dev'], releases }));
    expect(() => program.synthesize({ dev: { release: one, serving, retired: [] } })).toThrow(/DH4167/);
    program.close();
  });

  it('share the requests as the lock says, in a layer that comes after both', () => {
    const out = running(canary);
    expect(shares(out)).toEqual({ 'llama-1-0-0-predictor': 9000, 'llama-1-1-0-predictor': 1000 });
    const { stacks } = JSON.parse(out.files.get('manifest.json')!) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    const before = stacks['lab-dev-traffic']!.dependencies;
    expect(before).toEqual(expect.arrayContaining(['lab-dev-serving-1-0-0', 'lab-dev-serving-1-1-0']));
  });

  it('share the requests on one scale with what the platform serves, which has no release', () => {
    const legacy = (weight?: number) =>
      ['1.0.0', '1.1.0'].map((version) =>
        servingRelease(version, 1, (stage, gateway) => {
          const model = new FakeModel(stage.network, 'legacy');
          gateway.route('/v1', model, weight === undefined ? {} : { weight });
        }),
      );
    expect(shares(running(canary, legacy(20)))).toEqual({
      legacy: 2000,
      'llama-1-0-0-predictor': 7200,
      'llama-1-1-0-predictor': 800,
    });
    expect(() => running(canary, legacy())).toThrow('DH3306');
  });

  it('differ in nothing but the route when requests move back', () => {
    const [ahead, back] = [running(canary), running({ ...canary, serving: moved(0, 100) })];
    const changed = ahead.stacks.filter(
      (id) => JSON.stringify(ahead.stack(id).resource) !== JSON.stringify(back.stack(id).resource),
    );
    expect(changed).toEqual(['lab-dev-traffic']);
    expect(shares(back)).toEqual({ 'llama-1-0-0-predictor': 10_000, 'llama-1-1-0-predictor': 0 });
  });

  it('are counted together: what does not fit beside the other one is an error', () => {
    const program = new InProcess((app, folder) =>
      trainProgram(app, folder, { stages: ['dev'], releases: [big('1.0.0'), big('1.1.0')] }),
    );
    expect(() => program.synthesize({ dev: canary })).toThrow(/DH3101[^]*llama-1-1-0 5, llama-1-0-0 5/);
    program.close();
  });

  it('leave an empty stack behind, which removes what they left', () => {
    const out = running({ ...canary, serving: moved(100), retired: [{ release: '1.0.0', when: 'last' }] });
    expect(out.stack('lab-dev-serving-1-0-0').resource).toBeUndefined();
    expect(shares(out)).toEqual({ 'llama-1-1-0-predictor': 100 });
    const { stacks } = JSON.parse(out.files.get('manifest.json')!) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    expect(stacks['lab-dev-serving-1-0-0']!.dependencies).toContain('lab-dev-traffic');
  });

  it('may stop before the next one starts, where GPUs are short', () => {
    const out = running({ ...canary, serving: moved(100), retired: [{ release: '1.0.0', when: 'first' }] });
    const { stacks } = JSON.parse(out.files.get('manifest.json')!) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    expect(stacks['lab-dev-serving-1-1-0']!.dependencies).toContain('lab-dev-serving-1-0-0');
  });

  it('are none that the program does not have: DH4102', () => {
    expect(running({ release: '9.0.0', serving: [{ release: '9.0.0', weight: 100 }], retired: [] }).codes).toContain(
      'DH4102',
    );
  });

  it('share out a hundred percent: DH4108', () => {
    expect(running({ ...canary, serving: moved(10, 80) }).codes).toContain('DH4108');
  });
});

function moved(newer: number, older?: number): Running['serving'] {
  const rest = older === undefined ? [] : [{ release: '1.0.0', weight: older }];
  return [{ release: '1.1.0', weight: newer }, ...rest];
}

function big(version: string) {
  return servingRelease(version, 5);
}
