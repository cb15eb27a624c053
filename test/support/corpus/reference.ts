import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { ROOT } from '../sources';
import { REFERENCE } from './cases';

const PROGRAM = join(ROOT, 'examples/reference');

/**
 * Synthesizes the reference program with a text in it replaced.
 *
 * @param folder folder that is made
 * @param text the text
 * @param by what stands there instead
 * @returns output folder of the synthesis
 */
export function synthesizeReference(folder: string, text: string, by: string): string {
  mkdirSync(folder);
  let found = 0;
  for (const name of readdirSync(PROGRAM)) {
    const source = readFileSync(join(PROGRAM, name), 'utf8');
    found += source.split(text).length - 1;
    const own = source.replaceAll(text, by).replaceAll("from 'datahall'", `from '${join(ROOT, 'index')}'`);
    writeFileSync(join(folder, name), own);
  }
  if (found !== 1) throw new Error(`the reference has '${text}' ${found} times`);
  execFileSync(join(ROOT, 'node_modules/.bin/tsx'), ['main.ts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  return join(folder, 'cdktf.out');
}

interface Model {
  readonly formatVersion: number;
  readonly sites: unknown;
  readonly trains: unknown;
  readonly stages: readonly { readonly name: string }[];
  readonly stacks: readonly { readonly id: string }[];
  readonly facts: readonly { readonly kind: string; readonly stage?: string }[];
}

/**
 * Writes what an assembly says of the stack of the corpus, without the rest of it.
 *
 * @param assembly output folder of a synthesis
 * @param folder folder of the corpus
 */
export async function writeAssemblyPart(assembly: string, folder: string): Promise<void> {
  const { stack, stage, facts: kinds } = REFERENCE;
  const own = join(folder, 'stacks', stack);
  mkdirSync(own, { recursive: true });
  for (const file of ['cdk.tf.json', 'index.json'])
    copyFileSync(join(assembly, 'stacks', stack, file), join(own, file));
  const { formatVersion, sites, trains, stages, stacks, facts } = JSON.parse(
    readFileSync(join(assembly, 'datahall.json'), 'utf8'),
  ) as Model;
  const kept = {
    ...{ formatVersion, sites, trains },
    stages: stages.filter(({ name }) => name === stage),
    stacks: stacks.filter(({ id }) => id === stack),
    facts: facts.filter((fact) => fact.stage === stage && (kinds as readonly string[]).includes(fact.kind)),
    findings: [],
  };
  const text = await format(JSON.stringify(kept), { parser: 'json', printWidth: 120, objectWrap: 'collapse' });
  writeFileSync(join(folder, 'datahall.json'), text);
}
