import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../errors/datahall-error';
import { adoptionDamaged } from '../errors/deploy';
import { readVersioned } from '../json-file';

/** Version of the form of a list of imports; a change that breaks readers raises it. */
export const ADOPTION_FORMAT_VERSION = 1;

/** Something that is there already and becomes a resource of a stack. */
export interface AdoptedResource {
  /** Id of the stack. */
  readonly stack: string;
  /** Terraform address in it. */
  readonly to: string;
  /** Id by which the provider finds it: `namespace/name` of a Helm release, the name of a namespace. */
  readonly id: string;
}

/**
 * What a stage takes over of an installation, committed beside its lock as `stages/<stage>.adopt.json` until it has
 * been deployed.
 */
export interface Adoption {
  /** Version of this form. */
  readonly formatVersion: number;
  /** Name of the stage. */
  readonly stage: string;
  /** What is imported. */
  readonly imports: readonly AdoptedResource[];
}

/**
 * Path of the list of imports of a stage.
 *
 * @param folder folder of the locks
 * @param stage name of the stage
 */
export function adoptionPath(folder: string, stage: string): string {
  return join(folder, `${stage}.adopt.json`);
}

/**
 * The list of imports of a stage, or undefined when it has none.
 *
 * @param folder folder of the locks
 * @param stage name of the stage
 * @throws DH4162, DH5006, DH5007
 */
export function readAdoption(folder: string, stage: string): Adoption | undefined {
  const path = adoptionPath(folder, stage);
  const file = { path, formatVersion: ADOPTION_FORMAT_VERSION, writtenBy: 'datahall adopt' };
  const adoption = readVersioned(file) as Adoption | undefined;
  if (adoption === undefined) return undefined;
  if (adoption.stage !== stage) fail(adoptionDamaged(path, `stage ${adoption.stage}`));
  const { imports } = adoption as { readonly imports: unknown };
  if (!Array.isArray(imports) || !imports.every(isImport)) fail(adoptionDamaged(path, 'no list of imports'));
  return adoption;
}

/**
 * Writes the list of imports of a stage, whole or not at all; an empty one is removed.
 *
 * @param folder folder of the locks
 * @param stage name of the stage
 * @param imports what is imported
 */
export function writeAdoption(folder: string, stage: string, imports: readonly AdoptedResource[]): void {
  const path = adoptionPath(folder, stage);
  if (imports.length === 0) {
    rmSync(path, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  const adoption: Adoption = { formatVersion: ADOPTION_FORMAT_VERSION, stage, imports };
  writeFileSync(`${path}.new`, `${JSON.stringify(adoption, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

function isImport(entry: unknown): entry is AdoptedResource {
  if (typeof entry !== 'object' || entry === null) return false;
  return ['stack', 'to', 'id'].every((key) => typeof (entry as Record<string, unknown>)[key] === 'string');
}
