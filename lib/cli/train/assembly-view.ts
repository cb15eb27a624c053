import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileNotReadable } from '../../errors/cli';
import { fail } from '../../errors/datahall-error';
import { readVersioned } from '../../json-file';
import type { KubernetesObject } from '../../kubernetes/object';
import { membersOf, listAt, type Json } from '../../plan/json';
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
 * The Kubernetes objects that the Helm releases of some stacks carry.
 *
 * @param folder output folder
 * @param stacks ids of the stacks
 */
export function carriedObjects(folder: string, stacks: readonly string[]): readonly KubernetesObject[] {
  const present = new Set(readdirSync(join(folder, 'stacks')));
  return stacks
    .filter((id) => present.has(id))
    .flatMap((id) => {
      const path = join(folder, 'stacks', id, 'cdk.tf.json');
      const document = JSON.parse(readFileSync(path, 'utf8')) as {
        readonly resource?: { readonly [type: string]: Json };
      };
      return membersOf(document.resource?.['helm_release']).flatMap(([, release]) =>
        listAt(release, 'values').flatMap((text) =>
          typeof text === 'string' ? splitObjects(parseDocument(text) ?? null).objects : [],
        ),
      );
    });
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
