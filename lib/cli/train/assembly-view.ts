import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileNotReadable } from '../../errors/cli';
import { fail } from '../../errors/datahall-error';
import { readVersioned } from '../../json-file';
import type { KubernetesObject } from '../../kubernetes/object';
import type { Fact, FactKind } from '../../model/fact';
import { membersOf, listAt, textAt, type Json } from '../../plan/json';
import { splitObjects } from '../../plan/objects';
import { parseDocument } from '../../plan/values';
import type { StackContent, StageContent } from '../../release/content';
import type { ProgramView, StageView, TrainView } from '../../release/train-view';
import { FORMAT_VERSION } from '../../model/format-version';

const WRITTEN_BY = 'cdktf synth';

interface ModelFile {
  readonly trains: readonly Omit<TrainView, 'stages'>[];
  readonly stages: readonly StageView[];
  readonly stacks: readonly { readonly id: string; readonly stage: string; readonly digest: string | null }[];
}

interface IndexFile {
  readonly resources: readonly { readonly address: string; readonly path: string; readonly stateful: boolean }[];
}

/**
 * The trains of a synthesized program, and what their stages consist of.
 *
 * @param folder output folder
 * @throws DH5006, DH5007
 */
export function readProgramView(folder: string): ProgramView {
  const { trains, stages, stacks } = read(join(folder, 'datahall.json')) as ModelFile;
  return {
    trains: trains.map((train) => ({ ...train, stages: stages.filter((stage) => stage.train === train.name) })),
    contents: new Map(
      stages.map(({ name, digest, library, pins }): readonly [string, StageContent] => {
        const own = stacks.filter(({ stage }) => stage === name);
        const contents = own.map(({ id, digest: of }) => [id, stackOf(folder, id, of ?? '')] as const);
        return [name, { digest, library, pins, stacks: Object.fromEntries(contents) }];
      }),
    ),
  };
}

/**
 * Facts of a kind in a stage.
 *
 * @param folder output folder
 * @param kind which facts
 * @param stage name of the stage
 */
export function factsOf<T extends object>(folder: string, kind: FactKind<T>, stage: string): readonly Fact<T>[] {
  const { facts } = read(join(folder, 'datahall.json')) as { readonly facts: readonly Fact<T>[] };
  return facts.filter((fact) => fact.kind === kind.name && fact.stage === stage);
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
  const { resources } = read(join(folder, 'stacks', id, 'index.json')) as IndexFile;
  return {
    digest,
    resources: Object.fromEntries(resources.map(({ address, path }) => [address, path])),
    stateful: resources.filter(({ stateful }) => stateful).map(({ address }) => address),
  };
}

function read(path: string): object {
  const file = { path, formatVersion: FORMAT_VERSION, writtenBy: WRITTEN_BY };
  return readVersioned(file) ?? fail(fileNotReadable(path, 'no such file', WRITTEN_BY));
}
