import { get } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { SmallProject } from '../support/real/small-program';

const PARTS = [...CONTROL_PLANE, 'terraform', 'providers', 'kubectl'] as const;

describeReal(PARTS, 'datahall deploy', () => {
  let plane: ControlPlane;
  let project: SmallProject;

  beforeAll(async () => {
    plane = await startControlPlane('dev');
    project = new SmallProject(plane);
  });
  afterAll(async () => {
    project.remove();
    await plane.stop();
  });

  it('deploys', async () => {
    project.locked();
    const ran = await project.run('deploy', 'dev', '--auto-approve');
    console.log(ran);
    expect(ran.status).toBe(0);
    console.log(await get(plane, 'ConfigMap', 'network', 'demo-network'), project.lock());
  });
});
