import { reference } from '../../examples/reference/program';
import { ALL_CRDS } from '../support/reference-charts';
import { applyCrds, applyStrict } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { objectSources } from '../../constructs/core/object-source';
import { InProcess, trainProgram } from '../support/train-program';
import { synth } from '../support/synth';

const STAGES = ['dev', 'staging', 'production'];

describeReal([...CONTROL_PLANE, 'data'], 'the objects of the reference', () => {
  const out = synth(reference);

  it('are there for each stage', () => {
    expect(out.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    expect([...new Set(out.objects.map(({ stage }) => stage))]).toEqual(STAGES);
  });

  it.each(STAGES)('of %s are all accepted by an API server, strictly, and none loses a field', async (stage) => {
    const plane = await startControlPlane(stage);
    try {
      const objects = out.objects.filter((each) => each.stage === stage).map((each) => each.object);
      await applyCrds(plane, ALL_CRDS, new Set(objects.map(({ kind }) => kind)));
      const stored = await applyStrict(plane, objects);
      expect(stored).toHaveLength(objects.length);
    } finally {
      await plane.stop();
    }
  });
});

describeReal([...CONTROL_PLANE, 'data'], 'the route of two live releases', () => {
  it('is accepted with the shares that a lock gives them, in whole numbers', async () => {
    const serving = [
      { release: '1.1.0', weight: 3 },
      { release: '1.0.0', weight: 97 },
    ];
    const program = new InProcess((app, locks) => trainProgram(app, locks, { stages: ['dev'] }));
    program.synthesize({ dev: { release: '1.1.0', serving, retired: [] } });
    const objects = objectSources(program.app).flatMap((source) => source.objects);
    const routes = objects.filter(({ kind }) => kind === 'HTTPRoute');
    const plane = await startControlPlane('routes');
    try {
      await applyCrds(plane, ALL_CRDS, new Set(['HTTPRoute']));
      await plane.api.send('POST', '/api/v1/namespaces', { body: { metadata: { name: 'envoy-gateway-system' } } });
      const [stored] = await applyStrict(plane, routes);
      expect(JSON.stringify(stored)).toMatch(/"weight":300.*"weight":9700/);
    } finally {
      program.close();
      await plane.stop();
    }
  });
});
