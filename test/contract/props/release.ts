import {
  AutoApproval,
  ChangeWindow,
  ChartSet,
  type CommandVerificationOptions,
  type DatahallApp,
  Duration,
  Freeze,
  type ConditionVerificationOptions,
  type JobVerificationOptions,
  Kubeconfig,
  Release,
  ReleaseTrain,
  type ReleaseTrainProps,
  type StageGate,
  Verification,
  type WeeklyWindowOptions,
} from 'datahall';
import { smallShare } from '../../support/small-site';
import { type PropsCase, programPropsOf } from './table';

const charts = ChartSet.of('2026.11');
const release = new Release<unknown>('2026.11.0', { charts, platform: () => undefined });
const later = new Release<unknown>('2026.12.0', { charts, platform: () => undefined });

function gated(app: DatahallApp, gate: StageGate, props: ReleaseTrainProps = {}): void {
  const cluster = Kubeconfig.context('dev', { uid: 'uid' });
  const management = Kubeconfig.context('tools', { uid: 'uid-of-tools' });
  new ReleaseTrain(app, 'platform', props).stage('dev', { release, site: smallShare(), cluster, management, gate });
}

const weekly: WeeklyWindowOptions = { days: ['mon'], from: '06:00', to: '10:00' };
const command: CommandVerificationOptions = { command: ['./smoke'] };
const job: JobVerificationOptions = { image: 'smoke:1.0.0', namespace: 'tests' };

export const RELEASE: readonly PropsCase[] = [
  programPropsOf<ReleaseTrainProps>('ReleaseTrainProps', {}, { releases: [later], locks: 'locks' }, (app, props) =>
    gated(app, {}, props),
  ),
  programPropsOf<StageGate>(
    'StageGate',
    {},
    {
      soak: Duration.hours(1),
      verify: [Verification.ready()],
      windows: [ChangeWindow.weekly(weekly)],
      freezes: [Freeze.between('2026-12-24', '2026-12-26', 'holidays')],
      autoApprove: AutoApproval.harmless(),
    },
    gated,
  ),
  programPropsOf<WeeklyWindowOptions>(
    'WeeklyWindowOptions',
    weekly,
    { days: ['tue'], from: '07:00', to: '11:00', timeZone: 'Europe/Oslo' },
    (app, options) => gated(app, { windows: [ChangeWindow.weekly(options)] }),
  ),
  programPropsOf<CommandVerificationOptions>(
    'CommandVerificationOptions',
    command,
    { command: ['./other'], timeout: Duration.minutes(1) },
    (app, options) => gated(app, { verify: [Verification.command('smoke', options)] }),
  ),
  programPropsOf<ConditionVerificationOptions>(
    'ConditionVerificationOptions',
    { apiVersion: 'v1', kind: 'Node', name: 'a' },
    {
      apiVersion: 'example.com/v1',
      kind: 'Machine',
      name: 'b',
      namespace: 'machines',
      condition: 'Available',
      cluster: 'management',
    },
    (app, options) => gated(app, { verify: [Verification.condition('machines', options)] }),
  ),
  programPropsOf<JobVerificationOptions>(
    'JobVerificationOptions',
    job,
    {
      image: 'other:1.0.0',
      namespace: 'acceptance',
      command: ['./smoke'],
      gpus: 8,
      queue: 'training',
      timeout: Duration.minutes(1),
    },
    (app, options) => gated(app, { verify: [Verification.job('smoke', options)] }),
  ),
];
