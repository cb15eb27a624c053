import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformVariable } from 'cdktf';
import {
  Bytes,
  CephCluster,
  type CephFilesystemProps,
  DatahallApp,
  Duration,
  type GpuPool,
  KubernetesCluster,
  Release,
  ReleaseTrain,
  ServerModel,
  type Stage,
} from 'datahall';
import { printFindings } from '../../lib/model/finding';
import { SynthesisError } from '../../stacks/synthesis-error';
import { oneStage, smallSite } from '../support/small-site';
import { readTree, synth, type Synthesized } from '../support/synth';
import { type Change, charts, pin, two } from '../support/two-stages';

const kubernetes = (stage: Stage): KubernetesCluster =>
  new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
const pool = (stage: Stage, id = 'h100'): GpuPool => kubernetes(stage).addGpuPool(id, { servers: 'h100' });

function models(stage: Stage, props: Partial<CephFilesystemProps>): void {
  const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
  ceph.addFilesystem('models', { size: Bytes.tib(1), ...props });
}

/** What a synthesis prints of the errors that stop it. */
function printed(out: Synthesized): string {
  expect(out.stopped).toBe(true);
  return printFindings(out.findings.filter(({ severity }) => severity === 'error'));
}

describe('what a person reads of bad input', () => {
  it.each<[string, (stage: Stage) => unknown, string]>([
    [
      'a value of the wrong unit',
      (stage) => models(stage, { size: Duration.hours(1) as never }),
      `error: DH1002 'size' has the wrong unit
  at       storage/ceph/models (dev)
  given    1 h
  allowed  a Bytes value
  fix      make the value with a factory of Bytes`,
    ],
    [
      'servers that are not there',
      (stage) => kubernetes(stage).addGpuPool('b200', { servers: 'b200' }),
      `error: DH3002 the site lab has no servers of this name for this stage
  at       cluster/kubernetes/b200 (dev)
  given    'b200'
  allowed  one of 'control', 'h100', 'storage'
  fix      name one of the groups, or add the group to the site and to the share of the stage`,
    ],
    [
      'a name that is no DNS label',
      (stage) => pool(stage, 'H100'),
      `error: DH1101 'pool' is not a DNS label
  at       cluster/kubernetes/H100 (dev)
  given    'H100'
  allowed  1 to 63 characters of a-z, 0-9 and '-', starting with a letter and ending with a letter or digit
  fix      rename it, for example to 'h100'`,
    ],
    [
      'an id with a dot',
      (stage) => new KubernetesCluster(stage.cluster, 'kubernetes.1', { site: stage.site }),
      `error: DH1103 this construct id cannot be kept in a Terraform address
  at       cluster/kubernetes.1 (dev)
  given    'kubernetes.1'
  allowed  letters, digits and '-', starting with a letter
  fix      rename it, for example to 'kubernetes-1'`,
    ],
    [
      'a name with a dot, which is an id as well',
      (stage) => pool(stage, 'h.100'),
      `error: DH1101 'pool' is not a DNS label
  at       cluster/kubernetes/h.100 (dev)
  given    'h.100'
  allowed  1 to 63 characters of a-z, 0-9 and '-', starting with a letter and ending with a letter or digit
  fix      rename it, for example to 'h-100'`,
    ],
    [
      'a whole that is made twice, with all its parts',
      (stage) => [pool(stage), pool(stage)],
      `error: DH1105 there already is a construct of this name
  at       cluster/kubernetes-duplicate-2 (dev)
  given    'kubernetes'
  allowed  a name that no other construct has; this one belongs to 'lab-dev-cluster/cluster/kubernetes'
  fix      rename one of the two, or pass the first one where the second is made`,
    ],
    [
      'two queues of one name',
      (stage) => {
        const h100 = pool(stage);
        for (const gpus of [8, 4]) h100.addQueue('research', { gpus });
      },
      `error: DH1105 there already is a construct of this name
  at       cluster/kubernetes/h100/research-duplicate-2 (dev)
  given    'research'
  allowed  a name that no other construct has; this one belongs to 'lab-dev-cluster/cluster/kubernetes/h100/research'
  fix      rename one of the two, or pass the first one where the second is made`,
    ],
    [
      'a queue of another pool',
      (stage) => {
        const cluster = kubernetes(stage);
        cluster.addGpuPool('h100', { servers: 'h100' }).addQueue('research', { gpus: 8 });
        cluster.addGpuPool('empty', { servers: 'control' }).addQueue('research', { gpus: 0 });
      },
      `error: DH3102 the servers 'control' have no GPUs
  at       cluster/kubernetes/empty (dev)
  given    'control'
  allowed  a group of servers whose class has GPUs
  fix      name a group of GPU servers

error: DH1105 there already is a queue of this name
  at       cluster/kubernetes/empty/research (dev)
  given    'research'
  allowed  a name that no other queue has; this one belongs to 'lab-dev-cluster/cluster/kubernetes/h100/research'
  fix      rename one of the two, or pass the first one where the second is made`,
    ],
    [
      'a token where a plain value is needed',
      (stage) => {
        const variable = new TerraformVariable(stage.storage.stack, 'replicas', { type: 'number' });
        models(stage, { replicas: variable.numberValue });
      },
      `error: DH1104 'replicas' is a Terraform token, its value is not known at synth
  at       storage/ceph/models (dev)
  given    an unresolved token
  allowed  a plain value: names, addresses, counts and sizes are proven before anything is applied
  fix      pass the value itself instead of an attribute of another resource`,
    ],
    [
      'a count that is too small',
      (stage) => models(stage, { replicas: -1 }),
      `error: DH1004 'replicas' is not a whole number in its range
  at       storage/ceph/models (dev)
  given    -1
  allowed  a whole number >= 3
  fix      give 'replicas' a whole number in this range`,
    ],
    [
      'a quota of more GPUs than the pool has',
      (stage) => {
        const h100 = pool(stage);
        h100.addQueue('research', { gpus: 12 });
        h100.addQueue('batch', { gpus: 5 });
      },
      `error: DH3101 more GPUs of the pool 'h100' are handed out than it has: what gets them is admitted and waits for ever (research 12, batch 5)
  at       cluster/kubernetes/h100 (dev)
  given    17 GPUs
  allowed  at most 16 GPUs: servers without spares, times GPUs a server
  fix      lower the quotas or the replicas, or give the pool more servers`,
    ],
    [
      'more replicas than hosts',
      (stage) => models(stage, { replicas: 5 }),
      `error: DH3201 the pool 'models' has more replicas than there are hosts: nothing can be written
  at       storage/ceph/models (dev)
  given    5 replicas on 4 hosts
  allowed  at least 6 hosts: one for each replica, and one to heal with
  fix      give the cluster more hosts, or the pool fewer replicas`,
    ],
  ])('%s', (_, build, text) => {
    expect(printed(synth(oneStage((stage) => void build(stage))))).toBe(text);
  });

  it.each<[string, Change, string, string]>([
    [
      'two stages on one context',
      { cluster: pin('dev') },
      'staging',
      `error: DH4005 the stages 'dev' and 'staging' use one kubeconfig context
  at       platform (dev, staging)
  given    'dev'
  allowed  a context of its own for each stage; only a cluster that builds the clusters of stages may serve several
  fix      give each of the stages the context of its own cluster`,
    ],
    [
      'shares that overlap',
      { share: { h100: ['lab-h100-001'] } },
      'staging',
      `error: DH3004 the share of this stage overlaps with that of the stage 'dev'
  at       platform (staging)
  given    lab-h100-001
  allowed  servers that no other stage has
  fix      name other servers in one of the two shares`,
    ],
    [
      'a stage with capital letters',
      {},
      'Staging',
      `error: DH1101 'stage' is not a DNS label
  at       platform (Staging)
  given    'Staging'
  allowed  1 to 20 characters of a-z, 0-9 and '-', starting with a letter and ending with a letter or digit
  fix      rename it, for example to 'staging'`,
    ],
    [
      'a stage with a dot',
      {},
      'stag.ing',
      `error: DH1101 'stage' is not a DNS label
  at       platform (stag.ing)
  given    'stag.ing'
  allowed  1 to 20 characters of a-z, 0-9 and '-', starting with a letter and ending with a letter or digit
  fix      rename it, for example to 'stag-ing'`,
    ],
    [
      'two stages of one name',
      {},
      'dev',
      `error: DH1105 there already is a construct of this name
  at       platform (dev)
  given    'dev'
  allowed  a name that no other construct has; this one belongs to 'platform/dev'
  fix      rename one of the two, or pass the first one where the second is made`,
    ],
  ])('%s', (_, change, name, text) => {
    expect(printed(two(change, name))).toBe(text);
  });

  it.each<[string, () => unknown, string]>([
    [
      'a class of servers that is not known',
      () => ServerModel.of('DGX-B300'),
      `DH3001 there is no class of servers of this name
  given    'DGX-B300'
  allowed  one of 'DGX-H100', 'DGX-B200', 'CONTROL-1U', 'NVME-2U'
  fix      take a known class, or describe yours with ServerModel.custom({ … })`,
    ],
    [
      'a version of a chart that is not in the set',
      () => charts.with('kueue', '0.1.0'),
      `DH2003 the values of this version of the chart 'kueue' were never checked
  given    '0.1.0'
  allowed  one of '0.19.2', '0.18.6'
  fix      take a known version, or add a pin of your own with .add(pin) and check its values`,
    ],
  ])('%s', (_, make, text) => {
    expect(make).toThrow(expect.objectContaining({ message: text }) as Error);
  });
});

describe('a value that refuses what a stage gives it', () => {
  const line = /\(test\/stacks\/bad-input\.test\.ts:\d+\)/;

  it('is told with the stages and the line, beside all else that is wrong', () => {
    const cluster = pin('same');
    const release = new Release('1.0.0', {
      charts,
      platform: (stage) => {
        models(stage, { size: Bytes.tib(1), replicas: -1 });
        if (stage.name === 'dev')
          kubernetes(stage).addGpuPool('h100', { servers: 'h100' }).addQueue('all', { gpus: 99 });
        else models(stage, { size: Bytes.tib(-1) });
      },
    });
    const out = synth((app) => {
      const train = new ReleaseTrain(app, 'platform');
      const site = smallSite();
      for (const name of ['dev', 'prod'])
        train.stage(name, { release, site: site.share({ h100: 2, storage: 4 }), cluster });
    });
    const errors = out.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, path, stages }) => [code, path, stages])).toEqual([
      ['DH1001', 'platform', ['prod']],
      ['DH1004', 'storage/ceph/models', ['dev', 'prod']],
      ['DH4005', 'platform', ['dev', 'prod']],
      ['DH3101', 'cluster/kubernetes/h100', ['dev']],
    ]);
    expect(errors[0]?.what).toMatch(line);
    expect(out.stopped).toBe(true);
  });

  it('stops what is served too, and nothing is said of what is missing then', () => {
    const lacking = (stage: Stage): void => {
      kubernetes(stage).addGpuPool('h100', { servers: 'h100' }).addQueue('all', { gpus: 99 });
      ServerModel.of('DGX-B300');
    };
    for (const out of [synth(oneStage(lacking)), synth(oneStage(() => undefined, lacking))]) {
      // Where its state lies is no consequence.
      expect(out.codes).toEqual(['DH3001', 'DH4008']);
      expect(out.findings[0]?.what).toMatch(line);
    }
  });

  it('hides no mistake of the library or of the program', () => {
    const broken = (): never => {
      throw new TypeError('no problem of ours');
    };
    expect(() => synth(oneStage(broken))).toThrow('no problem of ours');
  });
});

describe('a synthesis that findings stop', () => {
  it('prints all of them with their stages, and changes no file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'datahall-bad-'));
    const outdir = join(folder, 'cdktf.out');
    // What an earlier synthesis left.
    mkdirSync(outdir);
    writeFileSync(join(outdir, 'manifest.json'), '{ "stacks": {} }');
    const before = readTree(folder);
    const app = new DatahallApp({ outdir });
    const release = new Release('1.0.0', {
      charts,
      platform: (stage) => {
        const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
        cluster.addGpuPool('h100', { servers: 'h100' }).addQueue('all', { gpus: 99 });
      },
    });
    const train = new ReleaseTrain(app, 'platform');
    const site = smallSite();
    for (const name of ['dev', 'prod'])
      train.stage(name, { release, site: site.share({ h100: 2 }), cluster: pin('same') });
    let message = '';
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = () => true;
    try {
      app.synth();
    } catch (error) {
      expect(error).toBeInstanceOf(SynthesisError);
      message = (error as Error).message;
    } finally {
      process.stderr.write = write;
    }
    expect(message).toBe(`2 findings stop the synthesis, nothing was written

error: DH4005 the stages 'dev' and 'prod' use one kubeconfig context
  at       platform (dev, prod)
  given    'same'
  allowed  a context of its own for each stage; only a cluster that builds the clusters of stages may serve several
  fix      give each of the stages the context of its own cluster

error: DH3101 more GPUs of the pool 'h100' are handed out than it has: what gets them is admitted and waits for ever (all 99)
  at       cluster/kubernetes/h100 (dev, prod)
  given    99 GPUs
  allowed  at most 16 GPUs: servers without spares, times GPUs a server
  fix      lower the quotas or the replicas, or give the pool more servers
`);
    expect(readTree(folder)).toEqual(before);
    rmSync(folder, { recursive: true });
  });
});
