import frozen from './exports.json';
import { CLUSTER } from './props/cluster';
import { CORE } from './props/core';
import { MONITORING } from './props/monitoring';
import { NETWORK } from './props/network';
import { PROGRAM } from './props/program';
import { RELEASE } from './props/release';
import { SERVING } from './props/serving';
import { SITE } from './props/site';
import { SITE_NETWORK } from './props/site-network';
import { STORAGE } from './props/storage';
import { TOPOLOGY } from './props/topology';
import { outcome } from './props/table';

const CASES = [
  ...PROGRAM,
  ...RELEASE,
  ...SITE,
  ...SITE_NETWORK,
  ...TOPOLOGY,
  ...CORE,
  ...CLUSTER,
  ...NETWORK,
  ...STORAGE,
  ...MONITORING,
  ...SERVING,
];

/** Interfaces that are no settings of a program, by what they are. */
const NO_SETTINGS: Readonly<Record<string, readonly string[]>> = {
  'what constructs offer each other': ['IEndpoint', 'IMonitored', 'IObjectSource', 'IRoutable', 'ISharedFilesystem'],
  'what others are told': ['AcknowledgedFinding', 'ChartValues', 'CrdDelivery', 'Fit', 'Inspection', 'ProblemText'],
  'what an acknowledgement needs, see findings': ['Acknowledgement'],
  'parts of a NetworkPolicy, see core-object.test.ts': ['LabelSelector', 'NetworkPolicyPeer', 'NetworkPolicyPort'],
  'made by Foundation.namespace, see NamespaceOptions': ['NamespaceProps'],
  'made by Runtime, see model-server.test.ts': ['EnvironmentValue', 'RuntimeProcess', 'RuntimeSettings'],
  'how a fabric is deployed by Ansible, see SiteNetworkProps': ['AnsibleOptions'],
  'facts that name their source': [
    'DiskFacts',
    'PowerSupplyFacts',
    'BreakoutFacts',
    'CableMediumFacts',
    'ChartPin',
    'DiskPart',
    'EndOfLife',
    'GpuDriverFacts',
    'GpuFacts',
    'MediumEndFacts',
    'NicCageFacts',
    'NicFacts',
    'NicPart',
    'PortGroupFacts',
    'ServerFacts',
    'SwitchFacts',
  ],
  'words of authors, see test/constructs/core/consequence.test.ts': ['Consequence'],
  'releases of whatever kind, which only the train takes': ['AnyRelease'],
  'what the library gives': ['Finding', 'GpuParts', 'Problem', 'ServerBatch', 'ShareServers'],
  'the plans of devices, see test/lib/network/addressing': [
    'AddressPair',
    'DeviceLink',
    'DevicePlan',
    'OutsideSession',
    'PrefixPair',
  ],
  'the model': ['FactIdentity', 'FactKind'],
  'objects of Kubernetes, which go out as they are': ['KubernetesObject', 'ObjectMeta'],
  'what a pure function computes with, see test/lib/storage': [
    'HdfsCapacityOptions',
    'HdfsFiles',
    'HdfsNamespace',
    'PlacementGroupOptions',
    'StorageHosts',
  ],
  'what pure functions compute with, see test/lib/network/demand and test/lib/site': [
    'Airflow',
    'ClosSize',
    'CheckpointInterval',
    'CheckpointIntervalOptions',
    'ClosSizeOptions',
    'CollectiveOptions',
    'LatencyOptions',
    'RepairOptions',
    'RowLoad',
    'SwitchLatency',
    'ThreePhaseOptions',
    'ThreeTierSize',
    'TransferOptions',
    'YearlyEnergyOptions',
  ],
  'what is selected from the catalogue, see select.test.ts': ['Rejected', 'SelectOrder', 'Selected', 'Selection'],
  'what values become, as facts and proofs': [
    'AvailabilityGoalFact',
    'ChargeFact',
    'GrowingResource',
    'GrowthFact',
    'LatencySpec',
    'PlantFact',
    'PlantPart',
    'PlantRow',
    'PlantZone',
    'Proof',
    'TrafficDemand',
    'WanFact',
    'WanLinkFact',
  ],
  'settings of values whose facts are tested in test/lib': [
    'AllReduceTrafficOptions',
    'ChargeOptions',
    'CheckpointTrafficOptions',
    'CoolingUnitOptions',
    'CoolingZoneOptions',
    'DistributionOptions',
    'GeneratorOptions',
    'GrowthOptions',
    'KnownTrafficOptions',
    'PlantOptions',
    'ResourceUse',
    'SteadyTrafficOptions',
    'SupplyOptions',
    'TrafficEnds',
    'UpsOptions',
    'WanLinkOptions',
    'WanOptions',
  ],
};

/** Props that can only make a program wrong, never change what it writes: they are proven with, and nothing else. */
const PROVEN_WITH = ['ModelVersionOptions.attentionHeads'];

describe.each(CASES.map((each) => [each.type, each] as const))('%s', (type, { props, run }) => {
  const program = run();
  const base = outcome(program);

  it('has a program that synthesizes, always to the same', () => {
    expect(program.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(outcome(run()) === base).toBe(true);
  });

  it.each(props)('%s changes what comes out', (prop) => {
    const out = run(prop);
    expect(outcome(out) === base).toBe(false);
    expect(out.stopped).toBe(PROVEN_WITH.includes(`${type}.${prop}`));
  });
});

describe('the table of props', () => {
  it('has every public interface that is a setting', () => {
    const types = Object.entries(frozen).flatMap(([name, kind]) => (kind === 'interface' ? [name] : []));
    const known = [...CASES.map(({ type }) => type), ...Object.values(NO_SETTINGS).flat()];
    expect(known.sort()).toEqual(types.sort());
  });
});
