import { Option, type Command } from 'commander';
import { fail } from '../errors/datahall-error';
import { counted } from '../errors/print';
import { stageNotInAssembly } from '../errors/review';
import {
  compareStages,
  type ComparedStage,
  type PartDifference,
  type StageComparison,
} from '../plan/compare/compare-stages';
import { listAt, textAt, type Json } from '../plan/json';
import { readAssembly } from './assembly-files';
import { ModelFile } from './model-file';
import { readConfigurations } from './configuration-files';
import { REPORT_EXIT } from '../plan/verdict';
import { table } from './table';

/** Options of `datahall compare`. */
export interface CompareOptions {
  /** Folder that was synthesized. @default 'cdktf.out' */
  readonly out?: string;
  /** A table for people, or JSON. @default 'table' */
  readonly format?: 'table' | 'json';
}

/** Longest value in a table. */
const CELL = 80;

/** Most values of one part. */
const VALUES = 30;

/**
 * Adds `datahall compare`.
 *
 * @param program the command line
 */
export function addCompare(program: Command): void {
  program
    .command('compare')
    .description('say what two stages of a synthesized program have differently, by construct')
    .argument('<stage>', 'a stage')
    .argument('<other>', 'another stage')
    .option('--out <folder>', 'folder that was synthesized', 'cdktf.out')
    .addOption(new Option('--format <form>', 'a table, or JSON').choices(['table', 'json']).default('table'))
    .addHelpText('after', '\nExit status: 0 the stages are the same, 2 they differ, 1 the command failed.')
    .action((a: string, b: string, { out = 'cdktf.out', format }: CompareOptions) => {
      const comparison = comparisonOf(out, a, b);
      process.stdout.write(
        format === 'json' ? `${JSON.stringify(comparison, null, 2)}\n` : printComparison(comparison),
      );
      process.exitCode = comparison.same ? REPORT_EXIT.none : REPORT_EXIT.change;
    });
}

/**
 * Compares two stages of a synthesized folder.
 *
 * @param folder output folder of a synthesis
 * @param a name of a stage
 * @param b name of another stage
 * @throws DH5006, DH5007, DH6004, DH6009, DH6030, DH6039
 */
export function comparisonOf(folder: string, a: string, b: string): StageComparison {
  const assembly = readAssembly(folder);
  const stages = listAt(ModelFile.find(folder)?.json, 'stages');
  const configurations = readConfigurations(folder, assembly);
  const read = (name: string): ComparedStage => {
    const settings: Json =
      stages.find((stage) => textAt(stage, 'name') === name) ??
      fail(
        stageNotInAssembly(
          name,
          stages.map((stage) => textAt(stage, 'name') ?? ''),
        ),
      );
    const stacks = [...assembly.values()].filter(({ stage }) => stage === name);
    return { name, settings, stacks, configurations };
  };
  return compareStages(read(a), read(b));
}

/**
 * Prints a comparison for people.
 *
 * @param comparison what differs
 */
export function printComparison({ stages, same, settings, constructs }: StageComparison): string {
  const [a, b] = stages;
  if (same) return `${a} and ${b} are the same\n`;
  const summary = `${a} and ${b} differ: ${counted(settings.length, 'setting')}, ${counted(constructs.length, 'construct')}`;
  const told = settings.map((it) => [it.name, cell(it.a), cell(it.b)]);
  const blocks = [
    ...(told.length === 0 ? [] : [table([['SETTING', a, b], ...told])]),
    ...constructs.map(({ path, parts }) =>
      [short(path), ...parts.flatMap((part) => partLines(part, stages))].join('\n'),
    ),
  ];
  return `${[summary, ...blocks].join('\n\n')}\n`;
}

function partLines(
  { address, object, is, values }: PartDifference,
  [a, b]: StageComparison['stages'],
): readonly string[] {
  const name = short(object ?? address);
  if (is !== 'differs') return [`  ${name}: only in ${is === 'only-a' ? a : b}`];
  const rows = values
    .slice(0, VALUES)
    .map((value) => `    ${short(value.path)}: ${short(value.a ?? '-')} | ${short(value.b ?? '-')}`);
  const rest = values.length - rows.length;
  return [`  ${name}: ${a} | ${b}`, ...rows, ...(rest === 0 ? [] : [`    and ${counted(rest, 'more value')}`])];
}

function cell(value: Json): string {
  return value === null ? '-' : short(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A terminal would take control characters for orders. */
function short(text: string): string {
  const visible = text.replace(/\p{C}/gu, '?');
  return visible.length <= CELL ? visible : `${visible.slice(0, CELL / 2)}…${visible.slice(1 - CELL / 2)}`;
}
