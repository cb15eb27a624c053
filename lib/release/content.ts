import { createHash } from 'node:crypto';

/** What a stack of a stage consists of. */
export interface StackContent {
  /** Digest of its resources (sha256, hexadecimal). */
  readonly digest: string;
  /** Construct path by Terraform address. */
  readonly resources: Readonly<Record<string, string>>;
  /** Addresses of what holds data. */
  readonly stateful: readonly string[];
  /** Where resources go, by the addresses that they had before (`formerly`). @default - none had another one */
  readonly moved?: Readonly<Record<string, string>>;
}

/** Exact versions that a stage runs. */
export interface Pins {
  /** Version by chart; several where several are installed. */
  readonly charts: Readonly<Record<string, string>>;
  /** Version by model server. */
  readonly models: Readonly<Record<string, string>>;
}

/** What a stage has of its site. */
export interface ShareContent {
  /** Names of its servers by group. */
  readonly servers: Readonly<Record<string, readonly string[]>>;
  /** Addresses of its load balancers. */
  readonly virtualIps: string;
}

/** What a stage consists of when its program is synthesized: other bytes are another content. */
export interface StageContent {
  /** Digest of all its stacks (sha256, hexadecimal). */
  readonly digest: string;
  /** Version of this library that synthesized it. */
  readonly library: string;
  /** Its stacks by id. */
  readonly stacks: Readonly<Record<string, StackContent>>;
  /** Exact versions of what it runs. */
  readonly pins: Pins;
  /** What it has of its site; other servers may be the same content. @default - not known: it is an old lock */
  readonly share?: ShareContent;
}

/**
 * Whether something is served that another release would be beside: a stack of the layer for it has resources.
 *
 * @param content what a stage consists of
 * @param site name of its site
 * @param stage name of the stage
 */
export function serves(content: StageContent, site: string, stage: string): boolean {
  const stacks = Object.entries(content.stacks).filter(([id]) => isServing(id, site, stage));
  return stacks.some(([, { resources }]) => Object.keys(resources).length > 0);
}

/**
 * Whether a stack is one of a single release: those of two releases have the same addresses, and nothing moves between.
 *
 * @param id id of the stack
 * @param site name of its site
 * @param stage name of its stage
 */
export function isServing(id: string, site: string, stage: string): boolean {
  return id.startsWith(`${site}-${stage}-serving-`);
}

/** Parts of a Terraform document that change something: providers and backends say where, not what. */
const PARTS = ['data', 'resource'] as const;

/** The guard of the cluster's identity: whether it is there says nothing of the release. */
const GUARD = /\/Datahall\/(Cluster|Management)\/Identity$/;

/**
 * Digest of what a stack does. Where its state is, which cluster it reaches and what cdktf notes for itself take no
 * part.
 *
 * @param configuration content of its `cdk.tf.json`
 */
export function stackDigest(configuration: Readonly<Record<string, unknown>>): string {
  return sha256(JSON.stringify(PARTS.flatMap((part) => blocksOf(part, configuration[part]))));
}

/**
 * Digest of a stage. A stack without resources takes no part, because it is there until what it had is destroyed; but
 * those of models that have stopped are told from those that never ran.
 *
 * @param stacks its stacks by id
 */
export function stageDigest(stacks: Readonly<Record<string, StackContent>>): string {
  const filled = Object.entries(stacks).filter(
    ([id, { resources }]) => Object.keys(resources).length > 0 || id.includes('-serving-'),
  );
  const entries = filled.sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(entries.map(([id, { digest }]) => [id, digest])));
}

/**
 * The stacks in which two contents differ.
 *
 * @param a one content
 * @param b the other one
 */
export function differingStacks(a: StageContent, b: StageContent): readonly string[] {
  const ids = [...new Set([...Object.keys(a.stacks), ...Object.keys(b.stacks)])].sort();
  return ids.filter((id) => a.stacks[id]?.digest !== b.stacks[id]?.digest);
}

type Block = Readonly<Record<string, unknown>> & { readonly '//'?: { readonly metadata?: { readonly path?: string } } };

function blocksOf(part: string, types: unknown): readonly unknown[] {
  return Object.entries((types ?? {}) as Readonly<Record<string, Readonly<Record<string, Block>>>>).flatMap(
    ([type, blocks]) =>
      Object.entries(blocks)
        .filter(([, block]) => !GUARD.test(block['//']?.metadata?.path ?? ''))
        .map(([name, block]) => [part, type, name, withoutNotes(block)]),
  );
}

/** What cdktf notes for itself, and which cluster is reached. */
function withoutNotes(block: Block): object {
  return Object.fromEntries(Object.entries(block).filter(([key]) => key !== '//' && key !== 'provider'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
