export { Bandwidth } from './lib/units/bandwidth';
export { Bytes } from './lib/units/bytes';
export { Cidr } from './lib/units/cidr';
export { Duration } from './lib/units/duration';
export { Energy } from './lib/units/energy';
export { Length } from './lib/units/length';
export { Mass } from './lib/units/mass';
export { Power, type ThreePhaseOptions } from './lib/units/power';
export { TemperatureDifference } from './lib/units/temperature-difference';
export { DatahallError } from './lib/errors/datahall-error';
export type { Code, Problem, ProblemText } from './lib/errors/problem';
export { factKind, type Fact, type FactIdentity, type FactKind } from './lib/model/fact';
export type { Finding, Severity, AcknowledgedFinding } from './lib/model/finding';
export { Model } from './lib/model/model';
export { CableMedium, type CableMediumFacts, type MediumEndFacts, type MediumKind } from './lib/catalog/cable-medium';
export { GpuDriver, type GpuDriverFacts } from './lib/catalog/gpu-driver';
export { GpuModel, type GpuFacts } from './lib/catalog/gpu-model';
export { ServerGroup, type AddedPlacement, type GroupPlacement, type ServerBatch } from './lib/catalog/server-group';
export type { Connector } from './lib/catalog/connector';
export type { NicCageFacts, NicFacts, NicRole } from './lib/catalog/nic';
export { DISK_CRITERIA, GPU_CRITERIA, NIC_CRITERIA, SERVER_CRITERIA, SWITCH_CRITERIA } from './lib/catalog/criteria';
export { Need, type Measure, type NeedKind, type Words } from './lib/catalog/need';
export { disksOf, nicsOf, type DiskPart, type NicPart } from './lib/catalog/parts';
export {
  select,
  type Asked,
  type Criteria,
  type Measured,
  type Needs,
  type Rejected,
  type Selected,
  type Selection,
  type SelectOrder,
} from './lib/catalog/select';
export { ServerModel, type ServerFacts, type DiskFacts, type PowerSupplyFacts } from './lib/catalog/server-model';
export { SwitchModel, type BreakoutFacts, type PortGroupFacts, type SwitchFacts } from './lib/catalog/switch-model';
export { ChartSet } from './lib/charts/chart-set';
export type { ChartPin, EndOfLife } from './lib/charts/pin';
export type { CrdLayout } from './lib/charts/crd-layout';
export { ChartSource, type ChartSourceOptions } from './lib/charts/source';
export type { KubernetesObject, ObjectMeta } from './lib/kubernetes/object';
export type { AlertRule } from './lib/monitoring/alert-rule';
export {
  AlertRouting,
  type AlertRoutingOptions,
  type MailServer,
  type MailServerUser,
} from './lib/monitoring/alert-routing';
export { Receiver } from './lib/monitoring/receiver';
export { SecretRef } from './lib/security/secret-ref';
export { ModelVersion, type ModelVersionOptions, type Precision } from './lib/serving/model-version';
export { Runtime, type RuntimeProcess, type RuntimeSettings } from './lib/serving/runtime';
export {
  ADAM_CHECKPOINT_BYTES,
  checkpointBandwidth,
  type CheckpointInterval,
  checkpointInterval,
  type CheckpointIntervalOptions,
  checkpointSize,
} from './lib/network/demand/checkpoint';
export {
  busFactor,
  collectiveBandwidth,
  collectiveTime,
  type Collective,
  type CollectiveOptions,
} from './lib/network/demand/collectives';
export { oneWayLatency, type LatencyOptions, type SwitchLatency } from './lib/network/demand/latency';
export {
  TrafficClass,
  type AllReduceTrafficOptions,
  type CheckpointTrafficOptions,
  type KnownTrafficOptions,
  type SteadyTrafficOptions,
  type TrafficEnds,
} from './lib/network/demand/traffic-class';
export type { TrafficDemand, TrafficKind } from './lib/network/demand/facts';
export { bandwidthFor, transferTime, type TransferOptions } from './lib/network/demand/transfer';
export { Availability, clusterMtbf, majority, quorumTolerance, type RepairOptions } from './lib/site/availability';
export { AvailabilityGoal, type AvailabilityParts } from './lib/site/availability-goal';
export type { AvailabilityGoalFact, PartTree } from './lib/site/availability-facts';
export type { CablingOptions } from './lib/site/cabling/options';
export { Growth, type GrowthOptions, type ResourceUse } from './lib/site/growth';
export type { GrowingResource, GrowthFact, GrowthRate } from './lib/site/growth-facts';
export { airflow, btuPerHour, yearlyEnergy, type Airflow, type YearlyEnergyOptions } from './lib/site/plant/heat';
export type {
  CoolingUnitOptions,
  CoolingZoneOptions,
  DistributionOptions,
  GeneratorOptions,
  PlantOptions,
  PlantRedundancy,
  SupplyOptions,
  UpsOptions,
} from './lib/site/plant/options';
export type { PlantFact, PlantPart, PlantRow, PlantZone } from './lib/site/plant/facts';
export { Plant, type RowLoad } from './lib/site/plant/plant';
export { PodNetwork } from './lib/site/pod-network';
export { printProof, proofTable, verdictOf, type Proof, type Verdict } from './lib/site/proof';
export { Rack, type RackOptions } from './lib/site/rack';
export { Site, type SiteAddresses, type SiteOptions } from './lib/site/site';
export type { ShareRequest, ShareServers, SiteShare } from './lib/site/site-share';
export type {
  FabricOptions,
  FabricRoom,
  FatTreeOptions,
  GraphOptions,
  GraphSwitch,
  LeafSpineOptions,
  MeshOptions,
  RailOptimisedOptions,
  RingOptions,
  SpinePlacement,
  StarOptions,
} from './lib/network/fabric/options';
export type { GivenCable, GivenEnd } from './lib/network/fabric/given-cable';
export type { FabricRequirements, LatencyRequirement } from './lib/network/fabric/requirements';
export { AsnPlan, type AsnOptions, type TwoByteAsnOptions } from './lib/network/addressing/asn-plan';
export {
  OutsideRouter,
  type OutsideDevice,
  type OutsideLink,
  type OutsideRouterOptions,
} from './lib/network/outside/outside-router';
export type { RdmaSettings } from './lib/network/fabric/rdma';
export { Topology } from './lib/network/fabric/topology';
export {
  closSize,
  threeTierSize,
  type ClosSize,
  type ClosSizeOptions,
  type ThreeTierSize,
} from './lib/network/demand/clos-size';
export { Wan, type ChargeOptions, type WanLinkOptions, type WanOptions } from './lib/site/wan';
export type { ChargeFact, ChargeKind, WanFact, WanLinkFact } from './lib/site/wan-facts';
export { usableCapacity, type Redundancy, type StorageHosts } from './lib/storage/capacity';
export {
  OSD_MEMORY_TARGET,
  osdHostMemory,
  placementGroups,
  type PlacementGroupOptions,
} from './lib/storage/ceph-sizing';
export {
  dataNodeHeap,
  HDFS_BLOCK_SIZE,
  HDFS_OBJECT_BYTES,
  hdfsBlocks,
  hdfsNamespace,
  hdfsRawCapacity,
  leastDataNodes,
  nameNodeHeap,
  type HdfsCapacityOptions,
  type HdfsFiles,
  type HdfsNamespace,
} from './lib/storage/hdfs-sizing';
export { DatahallConstruct, type Transform } from './constructs/core/datahall-construct';
export { Foundation, type FoundationProps, type CrdDelivery } from './constructs/core/foundation';
export { ClusterLink, type ClusterLinkProps } from './constructs/core/cluster-link';
export { CoreObject, type CoreObjectProps } from './constructs/core/core-object';
export { CustomResources, type CustomResourcesProps } from './constructs/core/custom-resources';
export { connect, open, type Endpoint, type IEndpoint, type OpenFlow } from './constructs/core/endpoint';
export { HelmRelease, type HelmReleaseProps } from './constructs/core/helm-release';
export type { IMonitored, ScrapeTarget } from './constructs/core/monitored';
export type { Namespace, NamespaceOptions, PodSecurityLevel, NamespaceProps } from './constructs/core/namespace';
export { Priority } from './constructs/core/priority';
export type { ClusterProviders } from './constructs/core/stack-context';
export { DriverRollout, type RollingOptions } from './lib/cluster/driver-rollout';
export type { ServersByRack, PlaceLabels } from './lib/cluster/node-labels';
export { GpuOperator, type GpuOperatorProps } from './constructs/cluster/gpu-operator';
export type { GpuPool, GpuPoolProps } from './constructs/cluster/gpu-pool';
export type { GpuQueue, GpuQueueProps } from './constructs/cluster/gpu-queue';
export { KubernetesCluster, type GpuParts, type KubernetesClusterProps } from './constructs/cluster/kubernetes-cluster';
export { Kueue } from './constructs/cluster/kueue';
export { NodeFeatureDiscovery } from './constructs/cluster/node-feature-discovery';
export { CertManager } from './constructs/security/cert-manager';
export type { AcmeChallenge } from './lib/security/cert-manager-config';
export type { CephBlockPool, CephBlockPoolProps } from './constructs/storage/ceph-block-pool';
export { CephCluster, type CephClusterProps } from './constructs/storage/ceph-cluster';
export type { CephFilesystem, CephFilesystemProps } from './constructs/storage/ceph-filesystem';
export { RookOperator } from './constructs/storage/rook-operator';
export { Monitoring, type MonitoringProps } from './constructs/monitoring/monitoring';
export { PodGroup } from './constructs/core/pod-group';
export { KServe, type KServeProps } from './constructs/serving/kserve';
export { ModelServer, type ModelServerProps } from './constructs/serving/model-server';
export type { FilesystemClaim, ISharedFilesystem } from './constructs/storage/shared-filesystem';
export { Advertisement, type BgpOptions, type BgpRouter } from './lib/network/advertisement';
export { GatewayCertificate } from './lib/network/gateway-certificate';
export { LoadBalancing, type HashKey, type WarmUpOptions } from './lib/network/load-balancing';
export { EnvoyGateway } from './constructs/network/envoy-gateway';
export { FabricConfiguration, type FabricConfigurationProps } from './constructs/network/fabric-configuration';
export { Gateway, type GatewayProps, type RouteOptions } from './constructs/network/gateway';
export { MetalLb, type MetalLbProps } from './constructs/network/metal-lb';
export type { IRoutable, RoutableService } from './constructs/network/routable';
export { AutoApproval, type ApprovableAction } from './lib/release/auto-approval';
export { ChangeWindow, type Weekday, type WeeklyWindowOptions } from './lib/release/change-window';
export { Freeze } from './lib/release/freeze';
export type { Consequence } from './lib/model/consequence';
export type { LatencySpec } from './lib/network/fabric/requirements';
export type { StageGate } from './lib/release/gate';
export type { Knobs, KnobValue } from './lib/release/knobs';
export {
  Verification,
  type ClusterRole,
  type CommandVerificationOptions,
  type ConditionVerificationOptions,
  type JobVerificationOptions,
} from './lib/release/verification';
export {
  Backend,
  type GcsBackendOptions,
  type KubernetesBackendOptions,
  type RemoteBackendOptions,
  type S3BackendOptions,
} from './stacks/backend';
export { DatahallApp, type DatahallAppOptions } from './stacks/datahall-app';
export { Kubeconfig, type KubeconfigOptions } from './stacks/kubeconfig';
export type { Layer } from './stacks/layer';
export type { LayerName, StackGroups } from './stacks/layers';
export { Release, type AnyRelease, type ReleaseOptions } from './stacks/release';
export { ReleaseTrain, type ReleaseTrainProps, type SiteNetworkProps } from './stacks/release-train';
export { ciliumRouting } from './lib/network/cilium';
export {
  TopologyLabels,
  type TopologyKeys,
  type TopologyLevel,
  type NodePlace,
} from './lib/network/config/topology-labels';
export { NetworkSystem, type SonicSystemOptions } from './lib/network/config/network-system';
export { FabricRollout, type AnsibleRolloutOptions } from './lib/network/config/rollout';
export type { FrrOptions } from './lib/network/config/frr';
export type { SonicCage, SonicOptions } from './lib/network/config/sonic';
export type { ClusterRouting } from './lib/site/addressing';
export type {
  AddressPair,
  DeviceLink,
  DevicePlan,
  OutsideSession,
  PrefixPair,
} from './lib/network/addressing/device-plan';
export type { Stage, StageProps } from './stacks/stage';
export type { StageWaves, StageWavesProps, WavePlace } from './stacks/stage-waves';
export { SynthesisError } from './stacks/synthesis-error';
export type { Inspection } from './constructs/core/inspect';
export type { ChartName, ChartValues } from './lib/charts/catalog';
export type { Acknowledgement } from './lib/model/acknowledgements';
export type { LabelSelector, NetworkPolicyPeer, NetworkPolicyPort } from './constructs/core/mappers/network-policy';
export type { IObjectSource } from './constructs/core/object-source';
export type { Fit } from './lib/serving/fit';
export type { DeviceRole } from './lib/network/fabric/fabric';
export type { PortName } from './lib/network/config/port-names';
export type { AnsibleOptions } from './lib/network/config/ansible-inventory';
export type { Quantity } from './lib/units/quantity';
export type { EnvironmentValue } from './lib/charts/values/common';
