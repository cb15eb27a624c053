import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { TerraformStack } from '../constructs/core/cdktf';
import { placeOf } from '../constructs/core/place';
import type { FactIdentity } from '../lib/model/fact';
import type { Finding } from '../lib/model/finding';
import type { Model } from '../lib/model/model';
import type { StageContent } from '../lib/release/content';
import { SITE, SITE_SHARE } from '../lib/site/facts';
import { STAGE, TRAIN } from '../lib/release/facts';
import { indexOf } from './assembly-index';
import { neighboursOf } from './output-folder';
import { FORMAT_VERSION } from '../lib/model/format-version';

/** What a synthesis writes into a stack's folder; everything else there belongs to Terraform and stays. */
const SYNTHESIZED = new Set(['cdk.tf.json', 'index.json', 'assets', 'metadata.json']);

/** What is written beside Terraform's documents. */
export interface Assembly {
  /** All facts. */
  readonly model: Model;
  /** All findings. */
  readonly findings: readonly Finding[];
  /** What each stage consists of, by name. */
  readonly contents: ReadonlyMap<string, StageContent>;
}

/**
 * Writes model, findings and indexes beside what cdktf wrote.
 *
 * @param folder output folder
 * @param stacks all stacks
 * @param assembly model, findings and contents
 */
export function writeAssembly(folder: string, stacks: readonly TerraformStack[], assembly: Assembly): void {
  const { model, findings, contents } = assembly;
  const apart = new Set([SITE.name, STAGE.name, SITE_SHARE.name, TRAIN.name]);
  const digestOf = (id: string, stage: string): string | null => contents.get(stage)?.stacks[id]?.digest ?? null;
  writeJson(join(folder, 'datahall.json'), {
    formatVersion: FORMAT_VERSION,
    sites: model.all(SITE).map(withoutIdentity),
    trains: model.all(TRAIN).map(withoutIdentity),
    stages: model.all(STAGE).map((stage) => ({
      ...withoutIdentity(stage),
      ...contents.get(stage.name)?.share,
      library: contents.get(stage.name)?.library,
      digest: contents.get(stage.name)?.digest,
      pins: contents.get(stage.name)?.pins,
    })),
    stacks: stacks.map((stack) => {
      const { stage } = placeOf(stack);
      return { id: stack.node.id, stage, digest: digestOf(stack.node.id, stage) };
    }),
    facts: model.toJSON().filter((fact) => !apart.has(fact.kind)),
    findings,
  });
  for (const stack of stacks) {
    const path = join(folder, 'stacks', stack.node.id, 'index.json');
    writeJson(path, { formatVersion: FORMAT_VERSION, resources: indexOf(stack) });
  }
}

/**
 * Replaces the output folder by a new one. What Terraform keeps in the folders of stacks stays; a replacement that
 * was cut off is finished by the next one. Whether the folder may be replaced is checked before: {@link checkOutput}.
 *
 * @param from folder with the new output
 * @param to output folder
 */
export function swapIn(from: string, to: string): void {
  const { next, old } = neighboursOf(to);
  if (existsSync(old) && !existsSync(to)) renameSync(old, to);
  keepTerraformFiles(old, to);
  for (const path of [next, old]) rmSync(path, { recursive: true, force: true });
  // Made here, with the user's own mode: a temporary folder is closed to everybody else.
  mkdirSync(next, { recursive: true });
  for (const name of readdirSync(from)) move(join(from, name), join(next, name));
  if (existsSync(to)) renameSync(to, old);
  renameSync(next, to);
  keepTerraformFiles(old, to);
  if (existsSync(old)) removeTree(old);
}

/** Removes a folder; `rmSync` takes twice as long, as it tries each folder first as if it were empty. */
function removeTree(path: string): void {
  if (lstatSync(path).isDirectory()) {
    for (const name of readdirSync(path)) removeTree(join(path, name));
    rmdirSync(path);
  } else unlinkSync(path);
}

/** A temporary folder may lie on another disk, where nothing can be moved from. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    cpSync(from, to, { recursive: true });
  }
}

/** Moves what Terraform keeps: of stacks that are gone only state, their caches are worth nothing. */
function keepTerraformFiles(from: string, to: string): void {
  const [stacks, kept] = [join(from, 'stacks'), join(to, 'stacks')];
  if (!existsSync(stacks)) return;
  for (const stack of readdirSync(stacks)) {
    const gone = !existsSync(join(kept, stack));
    for (const name of readdirSync(join(stacks, stack))) {
      const target = join(kept, stack, name);
      if (SYNTHESIZED.has(name) || (gone && !name.includes('tfstate')) || existsSync(target)) continue;
      mkdirSync(dirname(target), { recursive: true });
      renameSync(join(stacks, stack, name), target);
    }
  }
}

function withoutIdentity(fact: FactIdentity): object {
  return Object.fromEntries(Object.entries(fact).filter(([key]) => !['kind', 'path', 'stage'].includes(key)));
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
