import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomResources, Foundation, type Stage } from 'datahall';
import { diffOf } from '../../lib/cli/diff';
import { reportOf } from '../../lib/cli/report';
import type { Report } from '../../lib/plan/report';
import { CONTROL_PLANE } from '../support/real/binaries';
import { describeReal } from '../support/real/describe-real';
import { flavor, StageLab } from '../support/real/stage-lab';
import { TerraformRun } from '../support/real/terraform';

/** What differs between the two programs. */
interface Version {
  readonly id: string;
  readonly formerly?: string;
  readonly flavors: Readonly<Record<string, string>>;
  readonly quota: string;
  readonly extra?: string;
}

const OLD: Version = { id: 'flavors', flavors: { h100: 'h100', a100: 'a100' }, quota: '4', extra: 'old' };
const NEW: Version = {
  id: 'gpus',
  formerly: 'cluster/flavors',
  flavors: { h100: 'sxm', b200: '${b}' },
  quota: '8',
  extra: 'new',
};

describeReal([...CONTROL_PLANE, 'terraform', 'providers', 'data'], 'a diff of assemblies', () => {
  let lab: StageLab;

  beforeAll(async () => {
    lab = await StageLab.start('diff');
  });
  afterAll(() => lab.stop());

  function synthesize(name: string, { id, formerly, flavors, quota, extra }: Version): string {
    const platform = (stage: Stage): void => {
      const foundation = Foundation.of(stage.cluster);
      const namespace = foundation.namespace('queues', { quota: { 'requests.nvidia.com/gpu': quota } });
      if (extra !== undefined) foundation.namespace(extra);
      const objects = Object.entries(flavors).map(([each, gpu]) => flavor(each, gpu));
      const resources = new CustomResources(stage.cluster, id, { release: 'flavors', namespace }).add(...objects);
      if (formerly !== undefined) resources.formerly(formerly);
    };
    return lab.synthesize(name, platform, { destroyable: true });
  }

  test('says of two programs what a real plan of the second one says', async () => {
    const [before, after] = [synthesize('before', OLD), synthesize('after', NEW)];
    const stacks = lab.stacksIn(after);
    const plans: string[] = [];
    for (const id of stacks) {
      const old = new TerraformRun(join(before, 'stacks', id));
      await old.init();
      await old.apply();
    }
    for (const id of stacks) {
      const terraform = new TerraformRun(join(after, 'stacks', id));
      await terraform.init();
      const plan = join(lab.folder, `${id}.json`);
      writeFileSync(plan, await terraform.planText());
      plans.push(plan);
    }
    const planned = reportOf({ plan: plans, assembly: after, previous: before });
    const offline = diffOf(before, after);
    expect(planned.changes.length).toBeGreaterThan(4);
    expect(meaning(offline)).toEqual(meaning(planned));
  });
});

/** What both must say: not digests, nor what only the provider tells. */
function meaning(report: Report): object {
  return {
    verdict: report.verdict,
    plans: report.plans
      .filter(({ resources }) => Object.keys(resources).length > 0)
      .map(({ stack, resources, objects, gaps }) => ({ stack, resources, objects, gaps }))
      .sort((a, b) => ((a.stack ?? '') < (b.stack ?? '') ? -1 : 1)),
    approvals: report.approvals.map(({ path, risk, consequence, object, reason }) => ({
      path,
      risk,
      consequence,
      object,
      reason,
    })),
    security: report.security.map(({ direction, subject, what, detail }) => ({ direction, subject, what, detail })),
    changes: report.changes.map(
      ({ path, address, previousAddress, action, order, stateful, object, objects, fields }) => ({
        ...{ path, address, previousAddress, action, order, stateful, object, objects },
        fields: action === 'update' ? fields : [],
      }),
    ),
    outputs: report.outputs,
  };
}
