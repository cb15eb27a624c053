import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { toHtml } from '../../lib/plan/html/page';
import { change, object, release, reportOfChanges } from '../support/plans';
import { found } from '../support/real/binaries';
import { describeReal } from '../support/real/describe-real';

const HOSTILE = '</code></details><script>document.title="hacked"</script><img src=x onerror="document.title=1">\u202e';
const ROLE = { metadata: [{ name: 'a' }], rule: [{ api_groups: ['*'], resources: ['*'], verbs: ['*'] }] };

const HTML = toHtml(
  reportOfChanges([
    release(
      {},
      [object('Flavor', 'a100'), object('Flavor', 'h100', { spec: 1 })],
      [object('Flavor', 'h100', { spec: 2 })],
    ),
    change({ address: 'a.quiet', after: { x: 1 } }),
    change({ address: `a.${HOSTILE}`, after: { [HOSTILE]: HOSTILE } }),
    change({ address: 'kubernetes_cluster_role_v1.a', actions: ['create'], after: ROLE }),
  ]),
);

describeReal(['chromium'], 'a report in a browser', () => {
  let browser: Browser;
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-html-'));
    writeFileSync(join(folder, 'report.html'), HTML);
    url = pathToFileURL(join(folder, 'report.html')).href;
    // A container has no user namespaces, and the page is our own.
    browser = await chromium.launch({
      executablePath: found('chromium'),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(
    options: Parameters<Browser['newPage']>[0] = {},
  ): Promise<{ page: Page; requests: string[]; said: string[] }> {
    const page = await browser.newPage(options);
    const [requests, said]: [string[], string[]] = [[], []];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(url);
    return { page, requests, said };
  }

  const rows = (page: Page): Promise<number> => page.locator('[data-risk]:visible').count();

  test('loads nothing else, runs nothing of a plan, and breaks no rule of its own', async () => {
    const { page, requests, said } = await open();
    expect(requests).toEqual([url]);
    expect(said).toEqual([]);
    expect(await page.title()).toBe('Needs approval');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('details').count()).toBe(4);
    expect(await page.locator('body').innerText()).toContain('onerror=');
  });

  test('is searched, and filtered by risk', async () => {
    const { page } = await open();
    const all = await rows(page);
    await page.fill('#search', 'QUIET');
    expect(await rows(page)).toBe(1);
    expect(await page.locator('#shown').innerText()).toBe(`1 of ${all}`);
    await page.fill('#search', '');
    await page.selectOption('#risk', 'destroy');
    expect(await page.locator('details:visible').allInnerTexts()).toEqual([
      expect.stringContaining('helm_release.flavors'),
    ]);
    await page.selectOption('#risk', '');
    expect(await rows(page)).toBe(all);
  });

  test('is read by keyboard', async () => {
    const { page } = await open();
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
    await page.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details').first().getAttribute('open')).toBe('');
  });

  test('shows all without scripts, in details that open', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    expect(await page.locator('form').isVisible()).toBe(false);
    expect(await rows(page)).toBeGreaterThan(5);
    await page.locator('summary').first().click();
    expect(await page.locator('details li').first().isVisible()).toBe(true);
  });

  test.each(['light', 'dark'] as const)('fits a phone, in %s', async (colorScheme) => {
    const { page } = await open({ viewport: { width: 360, height: 740 }, colorScheme });
    await page.evaluate('document.querySelectorAll("details").forEach((it) => { it.open = true; })');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const dark = (await page.evaluate('getComputedStyle(document.body).color')) === 'rgb(255, 255, 255)';
    expect(dark).toBe(colorScheme === 'dark');
  });
});
