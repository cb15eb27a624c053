import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../lib/plan/json';

/** A stack of an assembly that is written by hand. */
export interface WrittenStack {
  /** Stage of the stack. @default - none */
  readonly stage?: string;
  /** Resources by address: what Terraform is told. */
  readonly resources: Readonly<Record<string, JsonObject>>;
  /** Paths of constructs by address. @default - `at/<name>` */
  readonly paths?: Readonly<Record<string, string>>;
  /** Addresses that hold data. */
  readonly stateful?: readonly string[];
  /** Other blocks: `moved`, `output` … */
  readonly blocks?: JsonObject;
}

/**
 * Writes an assembly as a synthesis does.
 *
 * @param folder output folder
 * @param stacks stacks by id
 * @param model other parts of `datahall.json`
 */
export function writeAssembly(
  folder: string,
  stacks: Readonly<Record<string, WrittenStack>>,
  model: Readonly<Record<string, Json>> = {},
): string {
  for (const [id, stack] of Object.entries(stacks)) {
    mkdirSync(join(folder, 'stacks', id), { recursive: true });
    const write = (name: string, content: object): void =>
      writeFileSync(join(folder, 'stacks', id, name), JSON.stringify(content));
    write('cdk.tf.json', configuration(stack));
    const resources = Object.keys(stack.resources)
      .sort()
      .map((address) => ({
        address,
        path: stack.paths?.[address] ?? `at/${address.split('.')[1] ?? ''}`,
        stateful: stack.stateful?.includes(address) ?? false,
      }));
    write('index.json', { formatVersion: 1, resources });
  }
  const ids = Object.entries(stacks).map(([id, { stage }]) => ({ id, ...(stage === undefined ? {} : { stage }) }));
  writeFileSync(join(folder, 'datahall.json'), JSON.stringify({ formatVersion: 1, stacks: ids, ...model }));
  return folder;
}

/**
 * `cdk.tf.json` of a stack.
 *
 * @param stack the stack
 */
export function configuration({ resources, blocks = {} }: Omit<WrittenStack, 'stage'>): JsonObject {
  const resource: Record<string, Record<string, Json>> = {};
  for (const [address, body] of Object.entries(resources)) {
    const [type = '', name = ''] = address.split('.');
    resource[type] = { ...resource[type], [name]: body };
  }
  return { resource, ...blocks };
}
