import { TerraformVariable } from 'cdktf';
import { CephCluster, Gateway, KubernetesCluster, type Stage } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

function variable(stage: Stage): TerraformVariable {
  return new TerraformVariable(stage.cluster.stack, 'v', { type: 'number' });
}

describe('a token where a plain value is needed', () => {
  it.each<[string, (stage: Stage) => unknown]>([
    ['gpus', (stage) => ({ gpus: variable(stage).numberValue })],
    ['namespaces[1]', (stage) => ({ gpus: 1, namespaces: ['a', `${variable(stage).stringValue}-b`] })],
  ])('is one error, of the field %s: DH1104', (field, props) => {
    const out = synth(
      oneStage((stage) => {
        const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
        cluster.addGpuPool('h100', { servers: 'h100' }).addQueue('all', props(stage) as never);
      }),
    );
    const errors = out.findings.filter((each) => each.severity === 'error' && each.path.endsWith('/all'));
    expect(errors.map(({ code, what }) => [code, what])).toEqual([
      ['DH1104', `'${field}' is a Terraform token, its value is not known at synth`],
    ]);
    expect(out.stopped).toBe(true);
  });

  it.each<[string, (stage: Stage) => unknown]>([
    [
      'deviceFilter',
      (stage) =>
        new CephCluster(stage.storage, 'subject', {
          hosts: stage.site.servers('storage'),
          deviceFilter: variable(stage).stringValue,
        }),
    ],
    [
      'address',
      (stage) => new Gateway(stage.network, 'subject', { site: stage.site, address: variable(stage).stringValue }),
    ],
  ])('is found in %s as well', (field, build) => {
    const out = synth(oneStage((stage) => void build(stage)));
    expect(out.findings.filter(({ code }) => code === 'DH1104').map(({ what }) => what)).toEqual([
      `'${field}' is a Terraform token, its value is not known at synth`,
    ]);
  });
});
