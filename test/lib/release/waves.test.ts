import { runningOnly, type Running } from '../../../lib/release/running';
import type { StageView, TrainView } from '../../../lib/release/train-view';
import { newestOf, stageNames, wavesNamed, waveToMove } from '../../../lib/release/waves';

const COUNT = 3;

function view(name: string, running: Running, number?: number): StageView {
  const wave = number === undefined ? null : { name: 'production', number, count: COUNT };
  return {
    ...{ name, train: 'platform', site: 'lab', release: running.release, running, locked: true, hotfixUntil: null },
    ...{ charts: '2026.11', knobs: {}, contexts: [], backend: { kind: 's3', place: 'state' }, wave },
    after: name === 'staging' ? [] : ['staging'],
    gate: { soakSeconds: 0, verify: [], windows: [], freezes: [], autoApprove: { actions: [] } },
    ...{ destroyable: false, library: '1', digest: '', servers: {}, virtualIps: '', pins: { charts: {}, models: {} } },
  };
}

const half = (weight: number): Running => ({
  release: '1.1.0',
  serving: [
    { release: '1.1.0', weight },
    { release: '1.0.0', weight: 100 - weight },
  ],
  retired: [],
});

/** What each wave of production runs; the second one has two stages. */
function train(first: Running, second: Running, third: Running): TrainView {
  const stages = [
    view('staging', runningOnly('1.1.0')),
    view('production-oslo', first, 1),
    view('production-bergen', second, 2),
    view('production-tromso', second, 2),
    view('production-hamar', third, 3),
  ];
  return { name: 'platform', locks: 'stages', releases: ['1.0.0', '1.1.0'], oneWay: {}, stages };
}

const [old, now] = [runningOnly('1.0.0'), runningOnly('1.1.0')];
const names = (stages: readonly StageView[]): readonly string[] =>
  stages.map(({ name }) => name.replace('production-', ''));

describe('waves', () => {
  it('are found by their name, and a stage by its own', () => {
    const { stages } = train(old, old, old);
    expect(wavesNamed(stages, 'production').map(names)).toEqual([['oslo'], ['bergen', 'tromso'], ['hamar']]);
    expect(wavesNamed(stages, 'production-bergen').map(names)).toEqual([['bergen']]);
    expect(wavesNamed(stages, 'nobody')).toEqual([]);
    expect(stageNames(stages, ['staging', 'production-hamar', 'production', 'nobody'])).toEqual([
      ...['staging', 'production-hamar', 'production-oslo', 'production-bergen', 'production-tromso', 'nobody'],
    ]);
  });

  it.each<[string, TrainView, readonly string[]]>([
    ['the first one', train(old, old, old), ['oslo']],
    ['the second one', train(now, old, old), ['bergen', 'tromso']],
    ['the third one', train(now, now, old), ['hamar']],
    ['the last one again, which says that there is nothing to do', train(now, now, now), ['hamar']],
  ])('move one at a time: %s', (_, it, expected) => {
    expect(names(waveToMove(it, 'production', {}))).toEqual(expected);
  });

  it('move all requests of one wave before the next one begins', () => {
    const shares = (it: TrainView): readonly string[] => names(waveToMove(it, 'production', { sharesOnly: true }));
    expect(shares(train(half(10), old, old))).toEqual(['oslo']);
    expect(shares(train(half(100), old, old))).toEqual(['bergen', 'tromso']);
    expect(names(waveToMove(train(half(100), half(100), old), 'production', { finish: true }))).toEqual(['oslo']);
    expect(names(waveToMove(train(now, half(100), old), 'production', { finish: true }))).toEqual(['bergen', 'tromso']);
  });

  it('go to the release that was named', () => {
    expect(names(waveToMove(train(now, old, old), 'production', { to: '1.0.0' }))).toEqual(['hamar']);
    expect(names(waveToMove(train(now, old, old), 'production', { to: '2.0.0' }))).toEqual(['oslo']);
  });

  it('are verified and rolled back where they run the newest release', () => {
    expect(names(newestOf(train(now, now, old).stages, 'production'))).toEqual(['oslo', 'bergen', 'tromso']);
    expect(names(newestOf(train(old, old, old).stages, 'production'))).toHaveLength(4);
  });
});
