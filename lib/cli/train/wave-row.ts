import type { StageStatus } from '../../release/stage-status';

/**
 * How waves stand together: a row of the table of `datahall status`, above those of their stages.
 *
 * @param name name of the waves
 * @param all how their stages stand, wave by wave
 */
export function waveRow(name: string, all: readonly StageStatus[]): readonly string[] {
  const of = (holds: (each: StageStatus) => boolean): number => all.filter(holds).length;
  const share = (holds: (each: StageStatus) => boolean): string => `${of(holds)} of ${all.length}`;
  const runs = [...new Set(all.map(({ running }) => running))];
  const told = runs.map((running) => `${running} in ${share((each) => each.running === running)}`);
  return [
    name,
    runs.length === 1 ? (runs[0] ?? '') : told.join(', '),
    of(({ lock }) => lock !== 'locked') === 0 ? 'as locked' : `${share(({ lock }) => lock === 'locked')} as locked`,
    share(({ deployedAt }) => deployedAt !== null),
    share(({ verifiedSince }) => verifiedSince !== null),
    nextOf(all),
  ];
}

/** The wave whose turn it is. */
function nextOf(all: readonly StageStatus[]): string {
  const first = all.find(({ next }) => next !== null);
  if (first?.wave === null || first?.wave === undefined) return '';
  const { number, count } = first.wave;
  const wave = all.filter((each) => each.wave?.number === number && each.next !== null);
  const ready = wave.every(({ waitsFor }) => waitsFor.length === 0);
  return `wave ${number} of ${count}: ${first.next ?? ''} ${ready ? 'can be promoted' : 'waits'}`;
}
