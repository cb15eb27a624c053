import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, find } from './binaries';

/** The providers whose bindings the library uses, at the versions that those bindings were made for. */
export const PROVIDERS = { kubernetes: '2.38.0', helm: '3.1.1' } as const;

const REGISTRY_SECONDS = 90;
const DAY = 86_400_000;

/** True where `terraform init` finds the providers: in its implied local mirror, or by a registry that it reaches. */
export function providersAvailable(): boolean {
  if (find('terraform') === undefined) return false;
  return Object.entries(PROVIDERS).every(([name, version]) => isMirrored(name, version)) || registryServes();
}

/** The environment of terraform: nothing that moves a provider to another cluster, and one folder of downloads. */
export function terraformEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(KUBE_|HELM_|TF_|KUBECONFIG$)/;
  const downloads = join(cacheFolder(), 'terraform-providers');
  mkdirSync(downloads, { recursive: true });
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    TF_PLUGIN_CACHE_DIR: downloads,
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1',
  };
}

/**
 * What OpenTofu needs besides: its providers have another address than Terraform's, so a local mirror of those is no
 * mirror of its own. Where there is none, it asks its registry.
 *
 * @param folder folder for a mirror and a configuration
 */
export function tofuEnvironment(folder: string): Readonly<Record<string, string>> {
  const mirror = join(folder, 'mirror');
  const mirrored = Object.entries(PROVIDERS).filter(([name, version]) => isMirrored(name, version));
  for (const [name, version] of mirrored) {
    const versions = join(mirror, 'registry.opentofu.org/hashicorp', name, version);
    mkdirSync(versions, { recursive: true });
    symlinkSync(mirrorOf(name, version), join(versions, PLATFORM));
  }
  if (mirrored.length === 0) return {};
  const file = join(folder, 'tofu.rc');
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  // The cache of plugins is Terraform's, and links that it made lead nowhere here.
  return { TF_CLI_CONFIG_FILE: file, TF_PLUGIN_CACHE_DIR: '' };
}

const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

function mirrorOf(name: string, version: string): string {
  return join(homedir(), '.terraform.d/plugins/registry.terraform.io/hashicorp', name, version, PLATFORM);
}

function isMirrored(name: string, version: string): boolean {
  return existsSync(mirrorOf(name, version));
}

/** Tried once a day, by a real `terraform init`. */
function registryServes(): boolean {
  const answer = join(cacheFolder(), 'terraform-registry.json');
  if (existsSync(answer) && Date.now() - statSync(answer).mtimeMs < DAY) {
    return JSON.parse(readFileSync(answer, 'utf8')) as boolean;
  }
  const serves = initSucceeds();
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(answer, JSON.stringify(serves));
  return serves;
}

function initSucceeds(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'datahall-providers-'));
  try {
    writeFileSync(
      join(folder, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: requiredProviders() } }),
    );
    const options = {
      cwd: folder,
      env: terraformEnvironment(),
      timeout: REGISTRY_SECONDS * 1000,
      stdio: 'ignore',
    } as const;
    execFileSync(find('terraform')!, ['init', '-input=false', '-no-color'], options);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Terraform's `required_providers` for both. */
export function requiredProviders(): Record<string, { readonly source: string; readonly version: string }> {
  const entries = Object.entries(PROVIDERS);
  return Object.fromEntries(entries.map(([name, version]) => [name, { source: `hashicorp/${name}`, version }]));
}
