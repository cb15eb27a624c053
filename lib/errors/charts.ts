import { define } from './problem';
import { oneOf, show } from './print';

/** A chart set is not known. */
export const unknownChartSet = define(
  'DH2001',
  'A chart set is not known',
  (given: unknown, known: readonly string[]) => ({
    what: 'there is no chart set of this name',
    got: show(given),
    allowed: oneOf(known),
    fix: 'take one of the sets, and change single charts with .with(name, version)',
  }),
);

/** A chart is not in a set. */
export const unknownChart = define(
  'DH2002',
  'A chart is not in the chart set',
  (given: unknown, set: string, known: readonly string[]) => ({
    what: `the chart set ${set} has no chart of this name`,
    got: show(given),
    allowed: oneOf(known),
    fix: 'use one of its charts, or add a pin of your own with .add(pin)',
  }),
);

/** A chart version is not in the catalogue. */
export const unknownChartVersion = define(
  'DH2003',
  'A chart version is not in the catalogue',
  (chart: string, given: unknown, known: readonly string[]) => ({
    what: `the values of this version of the chart '${chart}' were never checked`,
    got: show(given),
    allowed: oneOf(known),
    fix: 'take a known version, or add a pin of your own with .add(pin) and check its values',
  }),
);

/** A set has a chart already. */
export const chartInSet = define(
  'DH2011',
  'A chart is added to a set that has it',
  (chart: string, set: string, version: string) => ({
    what: `the chart set ${set} already has a pin of this chart`,
    got: show(chart),
    allowed: 'charts that the set does not have',
    fix: `change the version with .with('${chart}', version); the set has ${version}`,
  }),
);

/** CRDs are installed by an operator chart and never upgraded. */
export const crdsNotUpgraded = define(
  'DH2004',
  'CRDs of a chart will not be upgraded',
  (chart: string, version: string) => ({
    what: `the CRDs of ${chart} are installed by its chart: Helm will not upgrade them with the chart`,
    got: `${chart} ${version}, no file with its CRDs`,
    allowed: 'a chart source with a folder that holds the CRDs of each chart',
    fix: "run 'datahall charts pull --out charts', and pass ChartSource.folder('charts') or ChartSource.repositories({ folder: 'charts' })",
  }),
);

/** A chart archive is not in the folder. */
export const chartArchiveMissing = define('DH2005', 'A chart archive is missing', (folder: string, file: string) => ({
  what: `the chart folder '${folder}' does not hold this archive`,
  got: show(file),
  allowed: 'an archive for each chart of the set, as `datahall charts pull` writes it',
  fix: `run 'datahall charts pull --out ${folder}' for this chart set and commit the result`,
}));

/** A chart archive is not the one that was locked. */
export const chartDigestDiffers = define(
  'DH2006',
  'A chart archive differs from its lock',
  (file: string, actual: string, locked: string) => ({
    what: `the archive '${file}' is not the one in charts.lock`,
    got: `sha256 ${actual}`,
    allowed: `sha256 ${locked}`,
    fix: 'restore the archive, or pull it again and have the change of charts.lock reviewed',
  }),
);

/** A chart archive is not locked. */
export const chartNotLocked = define(
  'DH2013',
  'A chart archive is not in its lock',
  (folder: string, file: string) => ({
    what: `nothing says what the archive '${file}' must hold: a changed one would be installed`,
    got: `no digest of it in ${show(`${folder}/charts.lock`)}`,
    allowed: 'a charts.lock with the digest of each archive, as `datahall charts pull` writes it',
    fix: `run 'datahall charts pull --out ${folder}' for this chart set and commit the result`,
  }),
);

/** The folder that CRDs come from has none of a chart. */
export const crdsMissing = define(
  'DH2016',
  'The folder of charts has no CRDs of a chart',
  (folder: string, chart: string, version: string) => ({
    what: `the CRDs of ${chart} are not in the folder '${folder}': the release that has them now would go, and the chart cannot take them over`,
    got: `no file ${show(`crds/${chart}-${version}.json`)}`,
    allowed: 'the CRDs of each chart of the set, as `datahall charts pull` writes them',
    fix: `run 'datahall charts pull --out ${folder}' for this chart set and commit the result`,
  }),
);

/** A mirror of charts has no address that Helm takes. */
export const invalidMirror = define('DH2014', 'A mirror has no address that Helm takes', (given: unknown) => ({
  what: 'this is not the address of a registry or repository of charts',
  got: show(given),
  allowed: 'oci:// or https://, a host and a path without a slash at the end, and no user name or password',
  fix: "write it as in 'oci://registry.example.com/charts'; credentials come from 'helm registry login'",
}));

/** Helm values hold something that JSON cannot carry. */
export const valueNotJson = define(
  'DH2007',
  'A Helm value cannot be written as JSON',
  (path: string, given: unknown) => ({
    what: `the value at '${path}' cannot be written as JSON`,
    got: show(given),
    allowed: 'texts, booleans, finite numbers up to 2^53, lists and maps of them',
    fix: 'write large or special numbers as text, and leave out what is not set',
  }),
);

/** The objects of one owner do not fit in a release. */
export const releaseTooLarge = define(
  'DH2008',
  'A Helm release is too large for its Secret',
  (release: string, kilobytes: number, limit: number, twice: number) => ({
    what: `the release '${release}' does not fit in the Secret that Helm keeps it in`,
    got: `${kilobytes} kB`,
    allowed: `at most ${limit} kB`,
    fix: `set releases: ${twice}, or spread the objects over several CustomResources by hand, each with a release of its own`,
  }),
);

/** Objects move between releases in order only when their number is doubled. */
export const invalidReleaseCount = define(
  'DH2015',
  'Objects cannot be spread over this number of releases',
  (given: unknown, most: number) => ({
    what: "'releases' is not a power of two in its range",
    got: show(given),
    allowed: `1, or a power of two up to ${most}`,
    fix: 'double the number until each release is small enough, and never lower it',
  }),
);

/** No chart set was chosen. */
export const chartsNotPinned = define('DH2010', 'No chart set was chosen', (newest: string) => ({
  what: 'no chart set was chosen: an upgrade of the library would change all charts',
  got: `the newest set, ${newest}`,
  allowed: 'a chart set that the program names',
  fix: `make new Foundation(stack, 'foundation', { charts: ChartSet.of('${newest}') }) before the first construct`,
}));

/** A component is not maintained any more. */
export const componentEndOfLife = define(
  'DH2009',
  'A component is no longer maintained',
  (chart: string, date: string, replacement: string) => ({
    what: `${chart} is no longer maintained`,
    got: `end of life ${date}`,
    allowed: 'components that get security fixes',
    fix: `plan the move to ${replacement}`,
  }),
);

/** Two Helm releases of a namespace have one name. */
export const releaseNameTaken = define(
  'DH2012',
  'Two Helm releases of a namespace have one name',
  (release: string, namespace: string, owner: string) => ({
    what: `the namespace '${namespace}' already has a Helm release of this name`,
    got: show(release),
    allowed: `a name that no other release of the namespace has; '${owner}' has this one`,
    fix: 'make the part once and pass it on, or give one of the two another name',
  }),
);
