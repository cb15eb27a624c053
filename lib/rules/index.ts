import { gpuQuotaWithinPool } from '../cluster/rules/gpu-quota-within-pool';
import { poolsDisjoint } from '../cluster/rules/pools-disjoint';
import { rolloutWithinSpares } from '../cluster/rules/rollout-within-spares';
import { releasesUnique } from '../charts/rules/releases-unique';
import { chartsArePinned } from '../charts/rules/charts-are-pinned';
import { crdsAreUpgraded } from '../charts/rules/crds-are-upgraded';
import { componentsMaintained } from '../charts/rules/components-maintained';
import { devicesConfiguredOnce } from '../network/rules/devices-configured-once';
import { railsMatch } from '../network/rules/rails-match';
import { switchesPlaced } from '../network/rules/switches-placed';
import { bisectionSuffices } from '../network/rules/bisection-suffices';
import { cablesCarryTraffic, trafficProven } from '../network/rules/cables-carry-traffic';
import { latencyKnown, trafficInTime } from '../network/rules/traffic-in-time';
import { trafficCarried, trafficEndsKnown } from '../network/rules/traffic-carried';
import { fabricJoined } from '../network/rules/fabric-joined';
import { fabricRedundant } from '../network/rules/fabric-redundant';
import { failuresSurvived } from '../network/rules/failures-survived';
import { gatewaysGetAddresses } from '../network/rules/gateways-get-addresses';
import { gatewayRedundant } from '../network/rules/gateway-redundant';
import { hopsBounded } from '../network/rules/hops-bounded';
import { latencyBounded } from '../network/rules/latency-bounded';
import { outsideFiltered } from '../network/rules/outside-filtered';
import { outsideRedundant } from '../network/rules/outside-redundant';
import { oversubscriptionBounded } from '../network/rules/oversubscription-bounded';
import { routeWeightsAddUp } from '../network/rules/route-weights-add-up';
import { routerRacksExist } from '../network/rules/router-racks-exist';
import { routersRedundant } from '../network/rules/routers-redundant';
import { sharedRisksSurvived } from '../network/rules/shared-risks-survived';
import { virtualIpsDisjoint } from '../network/rules/virtual-ips-disjoint';
import { virtualIpsWithinSite } from '../network/rules/virtual-ips-within-site';
import { alertsAreDistinct } from '../monitoring/rules/alerts-are-distinct';
import { alertsHelpPeople } from '../monitoring/rules/alerts-help-people';
import { alertsReachPeople } from '../monitoring/rules/alerts-reach-people';
import { criticalByTwoMedia } from '../monitoring/rules/critical-by-two-media';
import { oneMonitoring } from '../monitoring/rules/one-monitoring';
import { silenceIsNoticed } from '../monitoring/rules/silence-is-noticed';
import { clusterPerStage } from '../release/rules/cluster-per-stage';
import { contextPerStage } from '../release/rules/context-per-stage';
import { clusterPinned } from '../release/rules/cluster-pinned';
import { stateShared } from '../release/rules/state-shared';
import { releaseOrder } from '../release/rules/release-order';
import { replicasFitPool } from '../serving/rules/replicas-fit-pool';
import { serviceSurvives } from '../serving/rules/service-survives';
import { batteriesBridge } from '../site/plant/rules/batteries-bridge';
import { coolingSurvives } from '../site/plant/rules/cooling-survives';
import { feedsAgree } from '../site/plant/rules/feeds-agree';
import { heatCovered } from '../site/plant/rules/heat-covered';
import { outageSurvives } from '../site/plant/rules/outage-survives';
import { plantSurvives } from '../site/plant/rules/plant-survives';
import { rackCarriesWeight } from '../site/rules/rack-carries-weight';
import { podsFitNodes } from '../site/rules/pods-fit-nodes';
import { rangesDisjoint } from '../site/rules/ranges-disjoint';
import { bondsRouted } from '../site/rules/bonds-routed';
import { nicsCabled, serversHaveNics } from '../site/rules/nics-cabled';
import { addressesSuffice } from '../site/rules/addresses-suffice';
import { availabilitySuffices } from '../site/rules/availability-suffices';
import { cableLengthsKnown } from '../site/rules/cable-lengths-known';
import { cablesReach } from '../site/rules/cables-reach';
import { fabricsBuildable } from '../site/rules/fabrics-buildable';
import { growthLasts } from '../site/rules/growth-lasts';
import { placesSuffice, serversStay } from '../site/rules/numbers-stay';
import { mediaFit } from '../site/rules/media-fit';
import { portsFeedModules } from '../site/rules/ports-feed-modules';
import { sharesDisjoint } from '../site/rules/shares-disjoint';
import { powerKnown, powerSuffices, rackUnitsSuffice, suppliesSuffice } from '../site/rules/site-capacity';
import { wanCarries } from '../site/rules/wan-carries';
import { wanAsnsApart, wanNetworksApart, wanReachesSites, wanSitesKnown } from '../site/rules/wan-sites';
import { wanStaysJoined } from '../site/rules/wan-stays-joined';
import { claimsFitFilesystem } from '../storage/rules/claims-fit-filesystem';
import { memoryFitsOsds } from '../storage/rules/memory-fits-osds';
import { monitorsFormQuorum } from '../storage/rules/monitors-form-quorum';
import { oneCephCluster } from '../storage/rules/one-ceph-cluster';
import { poolsFitDisks } from '../storage/rules/pools-fit-disks';
import { replicasFitHosts } from '../storage/rules/replicas-fit-hosts';
import { volumesFitBlockPool } from '../storage/rules/volumes-fit-block-pool';
import type { Rule } from './rule';

/** All rules, in the order in which their findings are printed. */
export const ALL_RULES: readonly Rule[] = [
  sharesDisjoint,
  fabricsBuildable,
  addressesSuffice,
  rangesDisjoint,
  podsFitNodes,
  switchesPlaced,
  serversHaveNics,
  nicsCabled,
  bondsRouted,
  railsMatch,
  rackUnitsSuffice,
  rackCarriesWeight,
  powerSuffices,
  powerKnown,
  suppliesSuffice,
  fabricJoined,
  fabricRedundant,
  failuresSurvived,
  sharedRisksSurvived,
  bisectionSuffices,
  oversubscriptionBounded,
  hopsBounded,
  latencyKnown,
  latencyBounded,
  trafficEndsKnown,
  trafficCarried,
  cablesCarryTraffic,
  trafficProven,
  trafficInTime,
  mediaFit,
  cablesReach,
  cableLengthsKnown,
  portsFeedModules,
  feedsAgree,
  plantSurvives,
  outageSurvives,
  batteriesBridge,
  heatCovered,
  coolingSurvives,
  availabilitySuffices,
  growthLasts,
  serversStay,
  placesSuffice,
  wanSitesKnown,
  wanReachesSites,
  wanNetworksApart,
  wanAsnsApart,
  wanStaysJoined,
  wanCarries,
  contextPerStage,
  clusterPerStage,
  releaseOrder,
  clusterPinned,
  stateShared,
  gpuQuotaWithinPool,
  poolsDisjoint,
  rolloutWithinSpares,
  oneCephCluster,
  monitorsFormQuorum,
  replicasFitHosts,
  poolsFitDisks,
  memoryFitsOsds,
  claimsFitFilesystem,
  volumesFitBlockPool,
  virtualIpsDisjoint,
  virtualIpsWithinSite,
  gatewaysGetAddresses,
  devicesConfiguredOnce,
  outsideRedundant,
  outsideFiltered,
  gatewayRedundant,
  routeWeightsAddUp,
  routersRedundant,
  routerRacksExist,
  replicasFitPool,
  serviceSurvives,
  oneMonitoring,
  alertsReachPeople,
  criticalByTwoMedia,
  silenceIsNoticed,
  alertsAreDistinct,
  alertsHelpPeople,
  releasesUnique,
  chartsArePinned,
  crdsAreUpgraded,
  componentsMaintained,
];
