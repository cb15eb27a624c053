import { DataKubernetesNodes } from '@cdktf/provider-kubernetes/lib/data-kubernetes-nodes';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import type { Construct } from 'constructs';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { Fn, TerraformOutput, TerraformStack } from 'cdktf';
import type { DatahallApp, Stage } from 'datahall';
import { DatahallStack, markAlone } from '../../../constructs/core/datahall-stack';
import { reference } from '../../../examples/reference/program';
import { oneStage } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

const settings = (stack: Construct, name: string, data: Record<string, string> = {}): ConfigMapV1 =>
  new ConfigMapV1(stack, name, { metadata: { name, labels: { team: 'a' } }, data });

/** Another program in which a stage has resources of the provider beside ours. */
function beside(add: (stage: Stage, app: DatahallApp) => unknown): Synthesized {
  return synth((app) => {
    oneStage((stage) => {
      stage.foundation.namespace('apps');
      add(stage, app);
    })(app);
  });
}

const documentsOf = ({ app }: Synthesized): readonly (readonly [unknown, unknown])[] => {
  const stacks = app.node.findAll().filter((each): each is DatahallStack => each instanceof DatahallStack);
  markAlone(stacks);
  const alone = stacks.map((stack) => stack.toTerraform());
  return stacks.map((stack, at) => [alone[at], TerraformStack.prototype.toTerraform.call(stack) as unknown]);
};

describe('a stack of ours', () => {
  const programs: readonly (readonly [string, () => Synthesized])[] = [
    ['the reference', () => synth((app) => reference(app))],
    [
      'references and functions',
      () =>
        beside(({ network }) => {
          const first = settings(network, 'first', { a: '1e5', b: '${literal}' });
          settings(network, 'second', {
            name: first.metadata.name,
            joined: Fn.join('-', ['a', first.id]),
            count: '1',
          });
        }),
    ],
    [
      'data and the lifecycle',
      () =>
        beside(({ network }) => {
          const nodes = new DataKubernetesNodes(network, 'nodes', { metadata: { labels: { a: 'b' } } });
          settings(network, 'first', { nodes: Fn.jsonencode(nodes.nodes) }).addOverride(
            'lifecycle.prevent_destroy',
            true,
          );
          settings(network, 'second').importFrom('apps/second');
        }),
    ],
    [
      'an output',
      () => beside(({ network }) => new TerraformOutput(network, 'name', { value: settings(network, 'a').id })),
    ],
    ['a change of the document', () => beside(({ network }) => TerraformStack.of(network).addOverride('locals.a', 1))],
  ];

  test.each(programs)('writes %s as cdktf does', (_, program) => {
    const documents = documentsOf(program());
    expect(documents.length).toBeGreaterThan(0);
    for (const [ours, theirs] of documents) expect(ours).toStrictEqual(theirs);
  });

  it('leaves to cdktf only what it cannot do itself', () => {
    const whole = jest.spyOn(TerraformStack.prototype, 'toTerraform');
    const prepare = jest.spyOn(TerraformStack.prototype, 'prepareStack');
    beside(({ network }) => settings(network, 'first'));
    expect([whole.mock.calls, prepare.mock.calls]).toEqual([[], []]);
    beside(({ network }) => TerraformStack.of(network).addOverride('locals.a', 1));
    expect([whole.mock.calls.length, prepare.mock.calls]).toEqual([1, []]);
    jest.restoreAllMocks();
  });

  it('refuses to read the state of another one', () => {
    const reading = (): Synthesized =>
      beside(({ network, storage }) => void settings(storage, 'second', { first: settings(network, 'first').id }));
    expect(reading).toThrow(/state of \S+-network is not read by other stacks/);
  });

  it('reads the state of a stack of others', () => {
    const out = beside(({ network }, app) => {
      const theirs = new TerraformStack(app, 'theirs');
      new KubernetesProvider(theirs, 'kubernetes', {});
      settings(network, 'second', { first: settings(theirs, 'first').id });
    });
    const id = out.stacks.find((stack) => stack.endsWith('-network'))!;
    expect(JSON.stringify(out.stack(id))).toContain('data.terraform_remote_state');
    expect(JSON.stringify(out.stack('theirs'))).toContain('cross-stack-output');
  });
});
