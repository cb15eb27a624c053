import { closedBecause } from '../../../lib/deploy/closed';
import { deviceStates, deviceSummary } from '../../../lib/deploy/device-state';
import { errorIn, outcomeRows } from '../../../lib/deploy/outcome';
import { ChangeWindow } from '../../../lib/release/change-window';
import { Freeze } from '../../../lib/release/freeze';
import { gateFact } from '../../../lib/release/gate';

describe('the table of a deployment', () => {
  it('says what became of each stack, and which step failed', () => {
    const common = { stage: 'dev', seconds: 1.23, changes: { create: 2, update: 1 } };
    const failure = { step: 'terraform apply', message: 'no', log: 'a.log' } as const;
    expect(
      outcomeRows([
        { ...common, stack: 'a', state: 'done' },
        { ...common, stack: 'b', state: 'failed', failure },
        { ...common, stack: 'c', state: 'skipped', seconds: 0, changes: {} },
      ]),
    ).toEqual([
      ['STACK', 'STATE', 'TIME', 'CHANGES'],
      ['a', 'done', '1.2 s', 'create 2, update 1'],
      ['b', 'failed', '1.2 s', 'terraform apply failed'],
      ['c', 'skipped', '', ''],
    ]);
  });
});

describe('what Terraform says is wrong', () => {
  it('begins with the first error, without the frame', () => {
    const log = 'Reading…\nPlan: 1 to add\n╷\n│ Error: no\n│ \n│   with a.b\n╵\n';
    expect(errorIn(log)).toBe('Error: no\n\n  with a.b');
  });

  it('is the end of what it said where there is no error', () => {
    expect(errorIn('a\nb\nc\n', 2)).toBe('b\nc');
  });
});

describe('a closed stage', () => {
  const tuesday = ChangeWindow.weekly({ days: ['tue'], from: '06:00', to: '10:00' });
  const wednesday = ChangeWindow.weekly({ days: ['wed'], from: '06:00', to: '10:00' });
  const freeze = Freeze.between('2026-12-20', '2026-12-31', 'quarter end');

  it('names its windows, and the reason of a freeze', () => {
    const gate = gateFact({ windows: [tuesday, wednesday], freezes: [freeze] });
    expect(closedBecause(gate, new Date('2026-12-22T05:00:00Z'))).toEqual([
      'frozen from 2026-12-20 until 2026-12-31: quarter end',
      'changes only tue 06:00 to 10:00 UTC, or wed 06:00 to 10:00 UTC',
    ]);
    expect(closedBecause(gate, new Date('2026-12-22T07:00:00Z'))).toHaveLength(1);
    expect(closedBecause(gate, new Date('2026-12-16T07:00:00Z'))).toEqual([]);
  });

  it('is open at any time without either', () => {
    expect(closedBecause(gateFact({}), new Date('2026-12-22T05:00:00Z'))).toEqual([]);
  });
});

describe('the state of devices', () => {
  const devices = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, checksum: `sum of ${name}` }));
  const result = (checksum: string, applied: boolean) => ({ device: 'x', applied, changed: true, checksum });

  it('is applied only by a record of this very configuration', () => {
    const states = deviceStates(
      devices,
      new Map<string, ReturnType<typeof result> | null>([
        ['a', result('sum of a', true)],
        ['b', result('sum of b', false)],
        ['c', result('another', true)],
        ['d', null],
      ]),
    );
    expect(states.map(({ state, because }) => `${state}: ${because}`)).toEqual([
      'applied: recorded',
      'not yet applied: only a dry run',
      'not yet applied: the result is of another configuration',
      'not yet applied: no result',
      'not yet applied: no result',
    ]);
    expect(deviceSummary(states)).toBe(
      'applied on 1 of 5 devices, not yet applied: b (only a dry run), c (the result is of another configuration), d (no result), e (no result)',
    );
    expect(deviceSummary(states.slice(0, 1))).toBe('applied on all devices (1)');
  });

  it('names five that wait, and counts the rest', () => {
    const many = Array.from({ length: 7 }, (_, at) => ({ name: `d${at}`, checksum: '' }));
    expect(deviceSummary(deviceStates(many, new Map()))).toMatch(/d4 \(no result\) and 2 more$/);
  });
});
