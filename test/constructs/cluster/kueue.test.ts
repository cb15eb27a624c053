import { Kueue } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

describe('Kueue', () => {
  it('is reached by the API server at its webhooks and at the API that it serves', () => {
    const out = synth(
      oneStage((stage) => {
        new Kueue(stage.cluster, 'kueue');
      }),
    );
    const policy = out.of('NetworkPolicy').find(({ metadata: { name } }) => name === 'allow-webhooks');
    const { ingress } = policy?.['spec'] as { ingress: { ports: { port: number }[] }[] };
    // Ports of its Services kueue-webhook-service and kueue-visibility-server, which is behind two APIServices.
    expect(ingress.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual([9443, 8082]);
  });
});
