import type { Command } from 'commander';
import { statusOf, type StageStatus } from '../../release/stage-status';
import { table } from '../table';
import { TrainSession, type TrainOptions } from './session';
import { formatOption } from './train-output';
import { waveRow } from './wave-row';

/**
 * Adds `datahall status`.
 *
 * @param program the command line
 */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description('say what each stage runs, whether it is verified, and what it may take next')
    .addOption(formatOption())
    .option('--app <command>', "how the program is run; else 'app' of cdktf.json")
    .action(async (options: TrainOptions) => {
      const all = await TrainSession.run(options, (session) => statuses(session, new Date()));
      console.log(options.format === 'json' ? JSON.stringify(statusDocument(all), null, 2) : printStatuses(all));
    });
}

/** Version of the form of the JSON. */
const STATUS_FORMAT_VERSION = 1;

/**
 * What `datahall status --format json` writes, by the schema `datahall/schema/status.json`.
 *
 * @param stages how stages stand
 */
export function statusDocument(stages: readonly StageStatus[]): object {
  return { formatVersion: STATUS_FORMAT_VERSION, stages };
}

/**
 * How all stages stand.
 *
 * @param session program and locks
 * @param now the time
 */
export function statuses(session: TrainSession, now: Date): readonly StageStatus[] {
  return session.stages.map(({ train, stage, content }) =>
    statusOf(train, session.locks, stage, content, session.digestOf, now),
  );
}

/**
 * A table of how stages stand.
 *
 * @param all how they stand
 */
export function printStatuses(all: readonly StageStatus[]): string {
  const rows = all.flatMap((it, index) => {
    const { wave } = it;
    const label = wave === null ? it.stage : `  ${wave.number} ${it.stage}`;
    const row = [label, it.running, lockText(it), deployedText(it), verifiedText(it), nextText(it)];
    if (wave === null || wave.name === all[index - 1]?.wave?.name) return [row];
    return [
      waveRow(
        wave.name,
        all.filter((each) => each.wave?.name === wave.name),
      ),
      row,
    ];
  });
  const reasons = all.flatMap(({ stage, next, waitsFor }) =>
    waitsFor.map(({ code, what, got }) => `${stage} cannot take ${next ?? ''} yet: ${code} ${what} (${got})`),
  );
  const heading = ['STAGE', 'RUNS', 'LOCK', 'DEPLOYED', 'VERIFIED', 'NEXT'];
  return [table([heading, ...rows]), ...(reasons.length === 0 ? [] : ['', ...reasons])].join('\n');
}

function lockText({ lock, differs, shareDiffers, renamedFrom, hotfixUntil, hotfixEnded }: StageStatus): string {
  const where = [...differs, ...(shareDiffers ? ['its servers or addresses'] : [])].join(', ');
  const content = lock === 'differs' ? `differs in ${where}` : lock === 'none' ? 'no lock' : 'as locked';
  const text = renamedFrom === null ? content : `${content}, context was ${renamedFrom}`;
  return hotfixUntil === null ? text : `${text}, hotfix ${hotfixEnded ? 'ended' : 'until'} ${hotfixUntil}`;
}

function deployedText({ deployedAt, lock }: StageStatus): string {
  return deployedAt ?? (lock === 'none' ? '' : 'not yet');
}

function verifiedText({ verifiedSince, failed, soakedAt, lock }: StageStatus): string {
  if (failed !== null) return `failed: ${failed}`;
  if (verifiedSince === null) return lock === 'none' ? '' : 'not yet';
  return soakedAt === null || soakedAt === verifiedSince ? verifiedSince : `${verifiedSince}, soaks until ${soakedAt}`;
}

function nextText({ next, waitsFor }: StageStatus): string {
  if (next === null) return '';
  return waitsFor.length === 0 ? `${next} can be promoted` : `${next} waits`;
}
