import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../../support/real/eventually';
import { ROOT } from '../../../support/sources';

/** Counts interrupts, and ends by itself when the file `end` is there. */
const PATIENT = `trap 'echo interrupted >> signals' INT
echo started
while [ ! -e end ]; do sleep 0.05; done
echo finished; touch finished`;

const RUNNER = `import { Processes } from '${join(ROOT, 'lib/cli/deploy/processes')}';
const processes = new Processes((line) => console.log(line));
const options = { cwd: '.', env: { PATH: process.env.PATH ?? '' }, output: 'log', title: 'the patient', option: '' };
void processes
  .guard(() => processes.run('sh', ['patient.sh'], options))
  .then((status) => console.log(\`ended with \${status}, stopping: \${processes.stopping}\`));`;

describe('a program that must not be cut off', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-processes-'));
    writeFileSync(join(folder, 'patient.sh'), PATIENT);
    writeFileSync(join(folder, 'runner.ts'), RUNNER);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function start() {
    const args = ['--import', join(ROOT, 'node_modules/tsx/dist/loader.mjs'), 'runner.ts'];
    const child = spawn(process.execPath, args, { cwd: folder });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const log = (): string => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '');
    await eventually(`it starts: ${said}`, async () => Promise.resolve(log().includes('started') || undefined));
    const says = (text: string) => eventually(text, async () => Promise.resolve(said.includes(text) || undefined));
    return { child, says };
  }

  it('gets one interrupt, whatever else comes, and is waited for', async () => {
    const { child, says } = await start();
    child.kill('SIGTERM');
    await says('stopping: nothing new starts, waiting for the patient');
    child.kill('SIGINT');
    await says('still waiting for the patient: ending it now would leave its state locked');
    writeFileSync(join(folder, 'end'), '');
    await says('ended with 0, stopping: true');
    expect(readFileSync(join(folder, 'signals'), 'utf8')).toBe('interrupted\n');
  }, 60_000);

  it('goes on to its end when the runner is killed', async () => {
    const { child } = await start();
    child.kill('SIGKILL');
    await once(child, 'exit');
    writeFileSync(join(folder, 'end'), '');
    await eventually('it finishes', async () => Promise.resolve(existsSync(join(folder, 'finished')) || undefined));
    expect(existsSync(join(folder, 'signals'))).toBe(false);
  }, 60_000);
});
