import { gpuQuotaWithinPool } from '../cluster/rules/gpu-quota-within-pool';
import { poolsDisjoint } from '../cluster/rules/pools-disjoint';
import { rolloutWithinSpares } from '../cluster/rules/rollout-within-spares';
import { releasesUnique } from '../charts/rules/releases-unique';
import { chartsArePinned } from '../charts/rules/charts-are-pinned';
import { crdsAreUpgraded } from '../charts/rules/crds-are-upgraded';
import { componentsMaintained } from '../charts/rules/components-maintained';
import { gatewayRedundant } from '../network/rules/gateway-redundant';
import { routeWeightsAddUp } from '../network/rules/route-weights-add-up';
import { routersRedundant } from '../network/rules/routers-redundant';
import { virtualIpsDisjoint } from '../network/rules/virtual-ips-disjoint';
import { virtualIpsWithinSite } from '../network/rules/virtual-ips-within-site';
import { alertsAreDistinct } from '../monitoring/rules/alerts-are-distinct';
import { alertsHelpPeople } from '../monitoring/rules/alerts-help-people';
import { alertsReachPeople } from '../monitoring/rules/alerts-reach-people';
import { criticalByTwoMedia } from '../monitoring/rules/critical-by-two-media';
import { oneMonitoring } from '../monitoring/rules/one-monitoring';
import { silenceIsNoticed } from '../monitoring/rules/silence-is-noticed';
import { contextPerStage } from '../release/rules/context-per-stage';
import { clusterPinned } from '../release/rules/cluster-pinned';
import { stateShared } from '../release/rules/state-shared';
import { releaseOrder } from '../release/rules/release-order';
import { replicasFitPool } from '../serving/rules/replicas-fit-pool';
import { serviceSurvives } from '../serving/rules/service-survives';
import { sharesDisjoint } from '../site/rules/shares-disjoint';
import { fabricRedundant, powerSuffices, rackUnitsSuffice, suppliesSuffice } from '../site/rules/site-capacity';
import { claimsFitFilesystem } from '../storage/rules/claims-fit-filesystem';
import { monitorsFormQuorum } from '../storage/rules/monitors-form-quorum';
import { oneCephCluster } from '../storage/rules/one-ceph-cluster';
import { poolsFitDisks } from '../storage/rules/pools-fit-disks';
import { replicasFitHosts } from '../storage/rules/replicas-fit-hosts';
import type { Rule } from './rule';

/** All rules, in the order in which their findings are printed. */
export const ALL_RULES: readonly Rule[] = [
  sharesDisjoint,
  rackUnitsSuffice,
  powerSuffices,
  suppliesSuffice,
  fabricRedundant,
  contextPerStage,
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
  claimsFitFilesystem,
  virtualIpsDisjoint,
  virtualIpsWithinSite,
  gatewayRedundant,
  routeWeightsAddUp,
  routersRedundant,
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
