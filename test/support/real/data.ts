import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from './api';

const PROJECT = resolve(__dirname, '../../..');

/** Where `npm run chart-data` writes. */
export const OWN_DATA = join(PROJECT, '.chart-data');

/** Kinds of data, each in a folder of its own. */
export type DataKind = 'charts' | 'crds' | 'sonic-yang' | 'sarif' | 'gitlab';

/**
 * The folder of other projects' files of a kind, which are no part of this project: in `$DATAHALL_DATA`, in the folder
 * beside the project, or what `npm run chart-data` wrote; undefined where none of them has it.
 */
export function dataFolder(kind: DataKind, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = env['DATAHALL_DATA'];
  const roots = given === undefined ? [resolve(PROJECT, '../shared/data'), OWN_DATA] : [given];
  return roots.map((root) => join(root, kind)).find((folder) => existsSync(folder));
}

/** True where custom resource definitions are at hand. */
export function dataAvailable(): boolean {
  return dataFolder('crds') !== undefined;
}

/** True where the definitions of Cilium are at hand, which come with its module alone. */
export function ciliumAvailable(): boolean {
  const folder = dataFolder('crds');
  return folder !== undefined && existsSync(join(folder, 'cilium.yaml'));
}

/** The custom resource definitions of a project, `kueue` for example. */
export function readCrds(name: string): readonly KubernetesObject[] {
  const text = readFileSync(join(dataFolder('crds') ?? OWN_DATA, `${name}.yaml`), 'utf8');
  return text.split(/^---\s*$/m).flatMap(readDocument);
}

/** Large files hold JSON, which JSON.parse reads a hundred times faster than a YAML parser. */
function readDocument(text: string): readonly KubernetesObject[] {
  const content = text.replace(/^\s*#.*$/gm, '').trim();
  if (content === '') return [];
  if (content.startsWith('{')) return [JSON.parse(content) as KubernetesObject];
  return parseAllDocuments(text).map((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS() as KubernetesObject;
  });
}
