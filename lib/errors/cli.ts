import { define } from './problem';
import { show } from './print';

/** Helm is needed to pull charts. */
export const helmMissing = define('DH5001', 'Helm is not installed', (program: string) => ({
  what: 'charts are pulled by Helm, which cannot be started',
  got: `no program ${show(program)} on the PATH`,
  allowed: 'Helm 3.8 or later, which knows OCI registries',
  fix: 'install Helm from https://helm.sh, or name it with --helm',
}));

/** Helm could not pull a chart: the repository, the version or the network. */
export const chartNotPulled = define(
  'DH5002',
  'A chart cannot be pulled',
  (chart: string, version: string, repository: string, message: string) => ({
    what: `Helm could not pull ${chart} ${version} from ${repository}`,
    got: message,
    allowed: 'a repository or registry that is reached from here and holds exactly this version',
    fix: 'check network, proxy and `helm registry login`, or name a mirror with --mirror',
  }),
);

/** A pulled archive has another digest than the one that was reviewed and locked. */
export const pulledDigestDiffers = define(
  'DH5003',
  'A pulled chart differs from its lock',
  (file: string, actual: string, locked: string) => ({
    what: `the repository now gives another '${file}' than the one in charts.lock: a version must never change`,
    got: `sha256 ${actual}`,
    allowed: `sha256 ${locked}`,
    fix: 'find out who changed it; accept it with --update and have the change of charts.lock reviewed',
  }),
);

/** Helm could not read the CRDs of an archive. */
export const crdsNotRead = define('DH5004', 'The CRDs of a chart cannot be read', (file: string, message: string) => ({
  what: `Helm could not read the CRDs of '${file}'`,
  got: message,
  allowed: 'an archive that Helm renders with its default values',
  fix: "run 'helm template --include-crds --debug' with the archive to see what is wrong",
}));

/** A chart does not bring the CRDs that the catalogue says it brings. */
export const crdsNotFound = define(
  'DH5005',
  'A chart has not the CRDs that it should have',
  (file: string, groups: readonly string[], found: readonly string[]) => ({
    what: `the CRDs of some API groups are not in '${file}'`,
    got: found.length === 0 ? 'no CRDs' : `CRDs of ${found.join(', ')}`,
    allowed: `CRDs of ${groups.join(', ')}`,
    fix: 'take a version of the chart that the catalogue knows, or correct the CRD layout of your own pin',
  }),
);

/** A JSON file that the library writes cannot be read. */
export const fileNotReadable = define(
  'DH5006',
  'A file of datahall cannot be read',
  (path: string, message: string, command: string) => ({
    what: `'${path}' cannot be read`,
    got: message,
    allowed: `the file as ${command} writes it`,
    fix: `restore it, or write it again with ${command}`,
  }),
);

/** A file of another version of the library. */
export const formatNotKnown = define(
  'DH5007',
  'A file has a format that this version does not know',
  (path: string, given: unknown, known: number) => ({
    what: `'${path}' has a format that this version does not read`,
    got: `formatVersion ${show(given)}`,
    allowed: `formatVersion ${known}`,
    fix: 'use the version of datahall that wrote it',
  }),
);

/** The operating system refuses something: a folder that is read-only, a full disk. */
export const systemRefuses = define(
  'DH5008',
  'A file or folder cannot be used',
  (operation: string, path: string, reason: string) => ({
    what:
      path === ''
        ? `the operating system refuses '${operation}'`
        : `the operating system refuses '${operation}' of '${path}'`,
    got: reason,
    allowed: 'files and folders that may be read and written, on a disk with room',
    fix: 'correct the path or the rights, or make room, and run the command again',
  }),
);

/** The digests that were reviewed would be lost. */
export const chartLockDamaged = define('DH5009', 'A lock of charts is damaged', (path: string, message: string) => ({
  what: `'${path}' cannot be read: without it any archive would be accepted`,
  got: message,
  allowed: "the file as 'datahall charts pull' writes it",
  fix: 'restore it from version control; or remove it, pull all charts again, and have each digest reviewed',
}));
