import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from './api';

/** The folder of other projects' charts and custom resource definitions, which is no part of this project. */
export function dataFolder(): string {
  return process.env['DATAHALL_DATA'] ?? join(__dirname, '../../../../shared/data');
}

/** True where the data lies beside the working copy. */
export function dataAvailable(): boolean {
  return existsSync(join(dataFolder(), 'crds'));
}

/** The custom resource definitions of a project, `kueue` for example. */
export function readCrds(name: string): readonly KubernetesObject[] {
  const text = readFileSync(join(dataFolder(), 'crds', `${name}.yaml`), 'utf8');
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
