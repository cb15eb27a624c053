import { AutoApproval, ChangeWindow, Duration, Freeze, Verification } from 'datahall';
import { isOpen, printWindow } from '../../../lib/release/change-window';
import { isFrozen } from '../../../lib/release/freeze';
import { gateFact } from '../../../lib/release/gate';
import { verificationJob, type JobFact } from '../../../lib/release/verification-job';

const weekly = (change: object = {}): ChangeWindow =>
  ChangeWindow.weekly({ days: ['tue', 'thu'], from: '06:00', to: '10:00', ...change });

describe('a change window', () => {
  it.each([
    ['2026-12-01T06:00:00Z', true],
    ['2026-12-01T09:59:59Z', true],
    ['2026-12-01T10:00:00Z', false],
    ['2026-12-02T07:00:00Z', false],
    ['2026-12-03T05:59:00Z', false],
  ])('at %s is open: %s', (at, open) => {
    expect(isOpen(weekly().toFact(), new Date(at))).toBe(open);
  });

  it('minds summer time where it is', () => {
    const oslo = weekly({ timeZone: 'Europe/Oslo' }).toFact();
    expect(isOpen(oslo, new Date('2026-12-01T05:00:00Z'))).toBe(true);
    expect(isOpen(oslo, new Date('2026-07-07T04:00:00Z'))).toBe(true);
    expect(isOpen(oslo, new Date('2026-12-01T04:00:00Z'))).toBe(false);
    expect(printWindow(oslo)).toBe('tue, thu 06:00 to 10:00 Europe/Oslo');
  });

  it('may last until the end of a day', () => {
    const late = weekly({ from: '22:00', to: '24:00' }).toFact();
    expect(isOpen(late, new Date('2026-12-01T23:59:59Z'))).toBe(true);
    expect(isOpen(late, new Date('2026-12-02T00:00:00Z'))).toBe(false);
  });

  it.each([
    ['DH4110', { days: ['tuesday'] }],
    ['DH4110', { days: [] }],
    ['DH4111', { from: '6:00' }],
    ['DH4111', { to: '25:00' }],
    ['DH4112', { from: '10:00', to: '06:00' }],
    ['DH4113', { timeZone: 'Oslo' }],
  ])('is possible, or %s', (code, change) => {
    expect(() => weekly(change)).toThrow(code);
  });
});

describe('a freeze', () => {
  const freeze = Freeze.between('2026-12-20', '2027-01-03', 'year end').toFact();

  it.each([
    ['2026-12-19T23:59:59Z', false],
    ['2026-12-20T00:00:00Z', true],
    ['2027-01-03T23:59:59Z', true],
    ['2027-01-04T00:00:00Z', false],
  ])('at %s holds: %s', (at, frozen) => {
    expect(isFrozen(freeze, new Date(at))).toBe(frozen);
  });

  it('is possible, or DH4114, DH1203', () => {
    expect(() => Freeze.between('2027-01-03', '2026-12-20', 'x')).toThrow('DH4114');
    expect(() => Freeze.between('2026-02-31', '2026-12-20', 'x')).toThrow('DH1203');
  });
});

describe('a gate', () => {
  it('checks by default that everything is installed and ready, and approves nothing by itself', () => {
    expect(gateFact({})).toEqual({
      soakSeconds: 0,
      verify: [
        { kind: 'installed', name: 'installed' },
        { kind: 'ready', name: 'ready' },
      ],
      windows: [],
      freezes: [],
      autoApprove: { actions: [] },
    });
  });

  it('is what a stage says', () => {
    const command = Verification.command('smoke', { command: ['./smoke'], timeout: Duration.minutes(1) });
    expect(
      gateFact({ soak: Duration.days(1), verify: [command], autoApprove: AutoApproval.only('update', 'create') }),
    ).toEqual(
      expect.objectContaining({
        soakSeconds: 86_400,
        verify: [{ kind: 'command', name: 'smoke', command: ['./smoke'], timeoutSeconds: 60 }],
        autoApprove: { actions: ['create', 'update'] },
      }),
    );
    expect(AutoApproval.harmless().toFact().actions).toEqual(['create', 'update', 'move', 'import']);
  });

  it('verifies something: DH4115', () => {
    expect(() => Verification.command('', { command: ['x'] })).toThrow('DH4115');
    expect(() => Verification.job('nccl', { image: '', namespace: 'tests' })).toThrow('DH4115');
  });

  it('runs a job once, without rights, admitted by a queue where it has one', () => {
    const fact = Verification.job('nccl', {
      image: 'registry.example.com/nccl-tests@sha256:00',
      command: ['all_reduce_perf'],
      namespace: 'tests',
      gpus: 8,
      queue: 'training',
    }).toFact();
    expect(verificationJob(fact as JobFact, '1.0.0')).toMatchObject({
      kind: 'Job',
      metadata: { name: 'nccl', namespace: 'tests', labels: { 'kueue.x-k8s.io/queue-name': 'training' } },
      spec: {
        suspend: true,
        backoffLimit: 0,
        activeDeadlineSeconds: 600,
        template: { spec: { containers: [{ resources: { limits: { 'nvidia.com/gpu': '8' } } }] } },
      },
    });
    const plain = Verification.job('smoke', { image: 'i', namespace: 'tests' }).toFact() as JobFact;
    expect(JSON.stringify(verificationJob(plain, '1.0.0'))).not.toMatch(/suspend|nvidia|queue|command/);
  });
});
