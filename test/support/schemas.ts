import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { ROOT } from './sources';

const FOLDER = join(ROOT, 'assets/schema');
const made = new Map<string, ValidateFunction>();

/** Names of the schemas that are published. */
export const SCHEMAS: readonly string[] = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

/** A published schema. */
export function schemaOf(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Readonly<Record<string, unknown>>;
}

/** What a published schema finds wrong with what a command writes: as a reader of its text has it. */
export function schemaOffences(name: string, document: unknown): readonly string[] {
  const validate =
    made.get(name) ?? new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schemaOf(name));
  made.set(name, validate);
  validate(JSON.parse(JSON.stringify(document)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
