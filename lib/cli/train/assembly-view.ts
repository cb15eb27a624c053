import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../kubernetes/object';
import { membersOf, listAt, textAt, type Json } from '../../plan/json';
import { splitObjects } from '../../plan/objects';
import { parseDocument } from '../../plan/values';
import type { StackContent, StageContent } from '../../release/content';
import type { ProgramView } from '../../release/train-view';
import { readIndex } from '../assembly-files';
import { ModelFile } from '../model-file';

/**
 * The trains of a synthesized program, and what their stages consist of.
 *
 * @param folder output folder
 * @throws DH5006, DH5007
 */
export function readProgramView(folder: string): ProgramView {
  const { trains, stages, stacks } = ModelFile.read(folder);
  return {
    trains: trains.map((train) => ({ ...train, stages: stages.filter((stage) => stage.train === train.name) })),
    contents: new Map(
      stages.map(({ name, digest, library, pins, servers, virtualIps }): readonly [string, StageContent] => {
        const own = stacks.filter(({ stage }) => stage === name);
        const contents = own.map(({ id, digest: of }) => [id, stackOf(folder, id, of ?? '')] as const);
        const share = { servers, virtualIps };
        return [name, { digest, library, pins, stacks: Object.fromEntries(contents), share }];
      }),
    ),
  };
}

/**
 * The values of the Helm releases of some stacks, by `namespace/name`; undefined where only Terraform knows them.
 *
 * @param folder output folder
 * @param stacks ids of the stacks
 */
export function releaseValues(folder: string, stacks: readonly string[]): ReadonlyMap<string, Json | undefined> {
  return new Map(
    releasesIn(folder, stacks).map((release) => {
      const name = `${textAt(release, 'namespace') ?? 'default'}/${textAt(release, 'name') ?? ''}`;
      const [text] = listAt(release, 'values');
      return [name, typeof text === 'string' ? valuesIn(text) : {}] as const;
    }),
  );
}

/**
 * The Kubernetes objects that the Helm releases of some stacks carry.
 *
 * @param folder output folder
 * @param stacks ids of the stacks
 */
export function carriedObjects(folder: string, stacks: readonly string[]): readonly KubernetesObject[] {
  return [...releaseValues(folder, stacks).values()].flatMap((values) => splitObjects(values ?? null).objects);
}

function releasesIn(folder: string, stacks: readonly string[]): readonly Json[] {
  const present = new Set(readdirSync(join(folder, 'stacks')));
  return stacks
    .filter((id) => present.has(id))
    .flatMap((id) => {
      const text = readFileSync(join(folder, 'stacks', id, 'cdk.tf.json'), 'utf8');
      const document = JSON.parse(text) as { readonly resource?: { readonly [type: string]: Json } };
      return membersOf(document.resource?.['helm_release']).map(([, release]) => release);
    });
}

/** Terraform reads `$${` and `%%{` as the text behind the first sign; a live `${` only it can tell. */
function valuesIn(text: string): Json | undefined {
  if (/(^|[^$])\$\{|(^|[^%])%\{/.test(text)) return undefined;
  return parseDocument(text.replaceAll('$${', '${').replaceAll('%%{', '%{'));
}

function stackOf(folder: string, id: string, digest: string): StackContent {
  const resources = readIndex(join(folder, 'stacks', id)) ?? [];
  const moved = movesIn(readFileSync(join(folder, 'stacks', id, 'cdk.tf.json'), 'utf8'));
  return {
    digest,
    resources: Object.fromEntries(resources.map(({ address, path }) => [address, path])),
    stateful: resources.filter(({ stateful }) => stateful).map(({ address }) => address),
    ...(moved.length === 0 ? {} : { moved: Object.fromEntries(moved) }),
  };
}

/** Documents are large, and few have moves. */
function movesIn(text: string): readonly (readonly [string, string])[] {
  if (!text.includes('"moved":')) return [];
  const { moved = [] } = JSON.parse(text) as { readonly moved?: readonly { from: string; to: string }[] };
  return moved.map(({ from, to }) => [from, to] as const);
}
