import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from '../../../lib/cli/assembly-files';
import { readPrevious } from '../../../lib/cli/previous';
import { reportOf } from '../../../lib/cli/report';
import { lockPath } from '../../../lib/release/lock-files';
import { bytes, change, plan } from '../../support/plans';
import { plainRelease } from '../../support/train-program';
import { TrainCommands } from '../../support/train-commands';

const train = TrainCommands.forTests();

describe('locks as what was deployed before', () => {
  beforeEach(() => train.startLocked({ releases: [plainRelease('1.0.0')] }));

  it('tell the resources, constructs and data of the synthesis that they lock', () => {
    const { folder } = train.program.program();
    const all = readPrevious(train.program.locks);
    expect(all.folder).toBeUndefined();
    const synthesized = readAssembly(folder);
    // Stacks of no stage have no lock.
    const staged = [...synthesized.values()].filter(({ stage }) => ['dev', 'production'].includes(stage ?? ''));
    expect(staged.length).toBeGreaterThan(1);
    expect([...all.stacks.keys()].sort()).toEqual(staged.map(({ id }) => id).sort());
    for (const { id, stage, clusterUid, resources } of staged) {
      expect(all.stacks.get(id)).toMatchObject({ id, stage, clusterUid });
      const told = [...resources].map(([address, { path, stateful }]) => [
        address,
        { path, stateful, protected: false },
      ]);
      expect(all.stacks.get(id)?.resources).toEqual(new Map(told as never));
    }
    const one = readPrevious(lockPath(train.program.locks, 'dev'));
    expect([...one.stacks.values()].every(({ stage }) => stage === 'dev')).toBe(true);
    expect(readPrevious(folder).folder).toBe(folder);
  });

  it('tell a report what is removed, and that it holds data', () => {
    const dev = train.locked('dev');
    const [[id, stack]] = Object.entries(dev.content.stacks).filter(([, { stateful }]) => stateful.length > 0) as [
      [string, (typeof dev.content.stacks)[string]],
    ];
    const [address] = stack.stateful as [string];
    const file = join(train.program.locks, `${id}.json`);
    writeFileSync(file, bytes(plan([change({ address, actions: ['delete'], before: {}, after: null })])));
    const input = { plan: [file], stack: [id], format: 'json' as const };
    const { approvals, plans } = reportOf({ ...input, previous: train.program.locks });
    expect(plans.map(({ stage }) => stage)).toEqual(['dev']);
    expect(approvals.map(({ path, address: at }) => [path, at])).toEqual([
      [stack.resources[address]?.replace(/\/Resource$/, ''), address],
    ]);
  });

  it('are refused where they are damaged: DH4101', () => {
    const path = lockPath(train.program.locks, 'dev');
    const lock = train.locked('dev');
    const [id, stack] = Object.entries(lock.content.stacks)[0]!;
    const stacks = { ...lock.content.stacks, [id]: { ...stack, resources: [] } };
    writeFileSync(path, JSON.stringify({ ...lock, content: { ...lock.content, stacks } }));
    expect(() => readPrevious(path)).toThrow(/DH4101[^]*content\.stacks\.\*\.resources/);
    expect(() => readPrevious(join(train.program.locks, '..', 'nothing'))).toThrow(/DH6042/);
  });
});
