import { reference } from '../../examples/reference/program';
import { ALL_CRDS } from '../support/reference-charts';
import { applyCrds, applyStrict } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
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
