import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from '../constructs/core/cdktf';
import { OBJECTS_CHART } from '../constructs/core/library-scope';
import { placeOf } from '../constructs/core/place';
import { HELM_RELEASE } from '../lib/charts/facts';
import type { Model } from '../lib/model/model';
import { libraryVersion } from '../lib/package-root';
import {
  stackDigest,
  stageDigest,
  type Pins,
  type ShareContent,
  type StackContent,
  type StageContent,
} from '../lib/release/content';
import { STAGE } from '../lib/release/facts';
import { SITE_SHARE } from '../lib/site/facts';
import { MODEL_SERVER } from '../lib/serving/facts';
import { indexOf } from './assembly-index';

/**
 * What each stage consists of, from what was just written.
 *
 * @param folder folder with the stacks that cdktf wrote
 * @param stacks all stacks
 * @param model facts of the program
 */
export function contentsOf(
  folder: string,
  stacks: readonly TerraformStack[],
  model: Model,
): ReadonlyMap<string, StageContent> {
  const library = libraryVersion();
  return new Map(
    model.all(STAGE).map(({ name }) => {
      const own = stacks.filter((stack) => placeOf(stack).stage === name);
      const content = Object.fromEntries(own.map((stack) => [stack.node.id, contentOf(folder, stack)]));
      const pins = pinsOf(model, name);
      return [name, { digest: stageDigest(content), library, stacks: content, pins, share: shareOf(model, name) }];
    }),
  );
}

function contentOf(folder: string, stack: TerraformStack): StackContent {
  const { id } = stack.node;
  const text = readFileSync(join(folder, 'stacks', id, 'cdk.tf.json'), 'utf8');
  const index = indexOf(stack);
  const document = JSON.parse(text) as Record<string, unknown>;
  const moved = (document['moved'] ?? []) as readonly { readonly from: string; readonly to: string }[];
  return {
    digest: stackDigest(document),
    resources: Object.fromEntries(index.map(({ address, path }) => [address, path])),
    stateful: index.filter(({ stateful }) => stateful).map(({ address }) => address),
    ...(moved.length === 0 ? {} : { moved: Object.fromEntries(moved.map(({ from, to }) => [from, to])) }),
  };
}

function shareOf(model: Model, stage: string): ShareContent {
  const { servers = {}, virtualIps = '' } = model.all(SITE_SHARE, stage)[0] ?? {};
  return { servers, virtualIps };
}

function pinsOf(model: Model, stage: string): Pins {
  const charts = model.all(HELM_RELEASE, stage).filter(({ chart }) => chart !== OBJECTS_CHART);
  const models = model.all(MODEL_SERVER, stage);
  return {
    charts: sorted(charts.map(({ chart, version }) => [chart, version])),
    models: sorted(models.map(({ name, model: served, version }) => [name, `${served} ${version}`])),
  };
}

function sorted(entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
