import {
  Backend,
  ChartSet,
  type DatahallApp,
  Duration,
  Freeze,
  Kubeconfig,
  Release,
  ReleaseTrain,
  type SiteShare,
  type WavePlace,
} from 'datahall';
import type { StageFact } from '../../lib/release/facts';
import { smallSite } from '../support/small-site';
import { synth, type Synthesized } from '../support/synth';

type Places = Readonly<Record<string, WavePlace<{ readonly replicas: number }> | undefined>>;

const release = new Release('2026.11.0', {
  charts: ChartSet.of('2026.11'),
  knobs: { replicas: 2 },
  platform: (stage, knobs) => void stage.foundation.namespace('team', { quota: { pods: String(knobs.replicas) } }),
});
const backend = Backend.s3({ bucket: 'state', region: 'eu-north-1' });

function waved(
  places: (place: (name: string) => { readonly site: SiteShare; readonly cluster: Kubeconfig }) => readonly Places[],
  more: (train: ReleaseTrain, share: () => SiteShare) => void = () => undefined,
): Synthesized {
  return synth((app: DatahallApp) => {
    const site = smallSite();
    const train = new ReleaseTrain(app, 'platform');
    const share = (): SiteShare => site.share({ storage: 1 });
    const place = (name: string) => ({
      site: share(),
      cluster: Kubeconfig.context(name, { uid: `uid-of-${name}` }),
    });
    const staging = train.stage('staging', { release, backend, ...place('staging') });
    const gate = { soak: Duration.days(1), freezes: [Freeze.between('2026-12-20', '2027-01-03', 'year end')] };
    const waves = places(place);
    const production = train.waves('production', { release, backend, after: [staging], gate, waves });
    train.stage('after', { release, backend, after: production.last, ...place('after') });
    more(train, share);
  });
}

const stages = (out: Synthesized): readonly StageFact[] =>
  (JSON.parse(out.files.get('datahall.json')!) as { readonly stages: readonly StageFact[] }).stages;

describe('ReleaseTrain.waves', () => {
  it('makes a stage of each place, those of a wave after those of the wave before', () => {
    const out = waved((place) => [{ oslo: place('oslo') }, { bergen: place('bergen'), tromso: place('tromso') }]);
    expect(out.findings).toEqual([]);
    const order = stages(out).map(({ name, after, wave }) => [name, after, wave?.number ?? null]);
    expect(order).toEqual([
      ['staging', [], null],
      ['production-oslo', ['staging'], 1],
      ['production-bergen', ['production-oslo'], 2],
      ['production-tromso', ['production-oslo'], 2],
      ['after', ['production-bergen', 'production-tromso'], null],
    ]);
    expect(out.stacks).toContain('lab-production-tromso-foundation');
    expect(stages(out)[3]!.wave).toEqual({ name: 'production', number: 2, count: 2 });
  });

  it('gives each place the gate and the knobs of all, and what is its own', () => {
    const out = waved((place) => [
      {
        oslo: { ...place('oslo'), gate: { soak: Duration.days(3) } },
        bergen: { ...place('bergen'), knobs: { replicas: 5 } },
      },
    ]);
    const [oslo, bergen] = stages(out).filter(({ wave }) => wave !== null);
    expect([oslo!.gate.soakSeconds, bergen!.gate.soakSeconds]).toEqual([3 * 86_400, 86_400]);
    expect(oslo!.gate.freezes).toEqual(bergen!.gate.freezes);
    expect(oslo!.gate.verify).toHaveLength(2);
    expect([oslo!.knobs, bergen!.knobs]).toEqual([{ replicas: 2 }, { replicas: 5 }]);
  });

  it('keeps places apart as stages are: a cluster is one of one place', () => {
    const out = waved((place) => {
      const oslo = place('oslo');
      return [{ oslo, again: { ...place('again'), cluster: oslo.cluster } }];
    });
    expect(out.codes).toContain('DH4005');
  });

  it('wants places in each wave: DH4109', () => {
    expect(waved((place) => [{ oslo: place('oslo') }, {}]).codes).toContain('DH4109');
    expect(waved(() => []).codes).toContain('DH4109');
  });

  it('has a name that no stage has: DH1105', () => {
    const twice = (more: (train: ReleaseTrain, share: () => SiteShare) => void): readonly string[] =>
      waved((place) => [{ oslo: place('oslo') }], more).codes;
    const cluster = Kubeconfig.context('other', { uid: 'uid-of-other' });
    expect(
      twice((train, share) => void train.stage('production', { release, backend, site: share(), cluster })),
    ).toContain('DH1105');
    const waves = (share: () => SiteShare) => [{ more: { site: share(), cluster } }];
    expect(twice((train, share) => void train.waves('staging', { release, backend, waves: waves(share) }))).toContain(
      'DH1105',
    );
  });
});
