import { ChartSet, Cidr, Gateway, Kubeconfig, Release, ReleaseTrain, type Site, type Stage } from 'datahall';
import { smallShare, smallSite } from '../../../support/small-site';
import { synth, type Synthesized } from '../../../support/synth';

/** Two stages of one site, or of two, each with the addresses that `rangeOf` gives it. */
function twoStages(rangeOf: (stage: Stage) => Cidr | undefined, sites: readonly [Site, Site]): Synthesized {
  return synth((app) => {
    const release = new Release('2026.11.0', {
      charts: ChartSet.of('2026.11'),
      platform: (stage) => new Gateway(stage.network, 'public', { site: stage.site, virtualIps: rangeOf(stage) }),
    });
    ['dev', 'staging'].forEach((name, index) => {
      const cluster = Kubeconfig.context(name, { uid: `00000000-0000-0000-0000-00000000000${index + 1}` });
      const site = smallShare(sites[index]);
      new ReleaseTrain(app, `train${index}`).stage(name, { release, site, cluster });
    });
  });
}

describe('virtual IPs of stages', () => {
  const site = (): readonly [Site, Site] => {
    const one = smallSite();
    return [one, one];
  };

  const whole = Cidr.of('198.51.100.0/24');

  it('are disjoint by themselves, because each share has a slice of its own', () => {
    expect(twoStages(() => undefined, site()).codes).not.toContain('DH3301');
  });

  it('are disjoint when each stage has a slice of its own', () => {
    const out = twoStages((stage) => Cidr.of('198.51.100.0/24').slice(26, stage.name === 'dev' ? 0 : 1), site());
    expect(out.codes).not.toContain('DH3301');
    expect(out.stopped).toBe(false);
  });

  it('overlap when all stages take the whole range: DH3301', () => {
    const out = twoStages(() => whole, site());
    expect(out.stopped).toBe(true);
    expect(out.findings).toContainEqual(
      expect.objectContaining({
        code: 'DH3301',
        path: 'network/public',
        stages: ['staging'],
        got: '198.51.100.0/24',
        allowed: "addresses outside of 198.51.100.0/24, which 'network/public of dev' has",
      }),
    );
  });

  it('overlap when one holds the other', () => {
    const part = Cidr.of('198.51.100.64/26');
    expect(twoStages((stage) => (stage.name === 'dev' ? part : whole), site()).codes).toContain('DH3301');
  });

  it('are those of different networks on different sites', () => {
    expect(twoStages(() => whole, [smallSite('lab'), smallSite('lab2')]).codes).not.toContain('DH3301');
  });
});
