import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { SwitchModel, Topology } from 'datahall';
import { toHtml } from '../../lib/plan/html/page';
import type { SiteFact } from '../../lib/site/facts';
import { change, object, release, reportOfChanges } from '../support/plans';
import { configuration, configures, devFact, siteReview } from '../support/site-changes';
import { reportSite } from '../support/report-sites';
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

/** A switch gets another configuration, another one goes, and servers are drained; names are hostile. */
function networkPage(): string {
  const hostile = `<img src=x onerror="document.title=1"><script>document.title="hacked"`;
  const text = JSON.stringify(reportSite({ racks: 4, servers: 8, topology: graph(['evil', 'calm', 'gone', 'far']) }));
  const site = JSON.parse(text.replaceAll('"evil"', JSON.stringify(hostile))) as SiteFact;
  const pool = devFact('gpu-pool', 'cluster/h100', { name: 'h100', servers: ['lab-s-001', 'lab-s-005'] });
  const driver = (version: string) => devFact('gpu-driver', 'cluster/gpus', { version, maxParallel: 1 });
  const devices = configures('lab', [hostile, 'gone', 'calm']);
  const { report, pictures } = siteReview(
    { site, facts: [devices, pool, driver('1')] },
    { site, facts: [devices, pool, driver('2')] },
    [configuration(hostile, 'router bgp 1', 'router bgp 2'), configuration('gone', 'x', null)],
  );
  return toHtml(report, pictures());
}

function graph(names: readonly string[]): Topology {
  return Topology.graph({
    switches: Object.fromEntries(names.map((name) => [name, { model: SwitchModel.SN5600 }])),
    links: names.slice(1).map((name) => [names[0]!, name, 2] as const),
    racks: Object.fromEntries(names.map((name, at) => [`lab-a-0${at + 1}`, [name]])),
  });
}

describeReal(['chromium'], 'a report in a browser', () => {
  let browser: Browser;
  let folder: string;
  let url: string;
  let network: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-html-'));
    const put = (name: string, html: string): string => {
      writeFileSync(join(folder, name), html);
      return pathToFileURL(join(folder, name)).href;
    };
    [url, network] = [put('report.html', HTML), put('network.html', networkPage())];
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
    address = url,
  ): Promise<{ page: Page; requests: string[]; said: string[] }> {
    const page = await browser.newPage(options);
    const [requests, said]: [string[], string[]] = [[], []];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(address);
    return { page, requests, said };
  }

  const rows = (page: Page): Promise<number> => page.locator('[data-risk]:visible').count();
  const active = (page: Page, what: string): Promise<unknown> => page.evaluate(`document.activeElement.${what}`);
  // A browser tells the page of a new fragment after the key, not in it. The policy of the page lets no text that waits
  // run in it, so a locator waits.
  const focused = (page: Page, selector: string): Promise<void> => page.locator(`${selector}:focus`).waitFor();

  test('loads nothing else, runs nothing of a plan, and breaks no rule of its own', async () => {
    const { page, requests, said } = await open();
    expect(requests).toEqual([url]);
    expect(said).toEqual([]);
    expect(await page.title()).toBe('Needs approval');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('#changes > details').count()).toBe(4);
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
    expect(await page.locator('#changes > details:visible').allInnerTexts()).toEqual([
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

  test('puts the changes in the order of the program, and back', async () => {
    const { page, said } = await open();
    const order = (): Promise<string[]> => page.locator('details[data-risk] > summary').allInnerTexts();
    const byRisk = await order();
    expect(await page.locator('#tree').isVisible()).toBe(false);
    await page.selectOption('#order', 'tree');
    expect(await page.locator('#changes').isVisible()).toBe(false);
    expect(await page.locator('#tree [data-row] > details').count()).toBe(4);
    expect((await order()).sort()).toEqual([...byRisk].sort());
    await page.fill('#search', 'quiet');
    expect(await page.locator('#tree details[data-risk]:visible').allInnerTexts()).toEqual([
      expect.stringContaining('a.quiet'),
    ]);
    await page.selectOption('#order', 'risk');
    await page.fill('#search', '');
    expect(await order()).toEqual(byRisk);
    expect(await page.locator('#changes > details:visible').count()).toBe(4);
    expect(said).toEqual([]);
  });

  test('lights what changes in the network, and nothing else', async () => {
    const { page, requests, said } = await open({}, network);
    expect([requests, said]).toEqual([[network], []]);
    const lit = await page.locator('svg a').evaluateAll((all) => all.map((it) => it.getAttribute('aria-label')));
    expect(lit.map((label) => label?.replace(/^.*: /, '')).sort()).toEqual([
      'drained for another GPU driver',
      'drained for another GPU driver',
      'gets another configuration',
      'no longer configured',
    ]);
    const stroke = (selector: string): Promise<unknown> =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).stroke`);
    const colours = [await stroke('.removed rect'), await stroke('.configured rect'), await stroke('svg > g > .leaf')];
    expect(new Set(colours).size).toBe(3);
    expect(await page.locator('.key li').allInnerTexts()).toHaveLength(3);
  });

  test('makes no markup of the name of a device', async () => {
    const { page } = await open({}, network);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.title()).toBe('Needs approval');
    expect(await page.locator('svg').first().innerHTML()).toContain('&lt;img src=x');
    expect(await page.locator('#topology').innerText()).toContain('<img src=x onerror="document.title=1">');
  });

  test('leads from a lit part to its change by keyboard', async () => {
    const { page } = await open({}, network);
    await page.locator('.map').first().focus();
    await page.keyboard.press('Tab');
    expect(String(await active(page, 'getAttribute("aria-label")'))).toContain('drained');
    const part = page.locator('svg a.removed');
    await part.focus();
    await page.keyboard.press('Enter');
    await focused(page, String(await part.getAttribute('href')));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await focused(page, '#changes > details[open]');
    expect(String(await active(page, 'innerText'))).toContain('delete');
  });

  test('leads to a change that is filtered out, or stands in the tree', async () => {
    const { page } = await open({}, network);
    const link = page.locator('#topology .row a').last();
    const target = page.locator(String(await link.getAttribute('href')));
    await page.selectOption('#order', 'tree');
    await link.click();
    expect(await target.isVisible()).toBe(true);
    await page.selectOption('#order', 'risk');
    await page.selectOption('#risk', 'security');
    expect(await target.isVisible()).toBe(false);
    await page.evaluate(`location.hash = ''; location.hash = '${String(await link.getAttribute('href'))}'`);
    await target.waitFor({ state: 'visible' });
  });

  test.each(['light', 'dark'] as const)('shows the network on a phone, in %s', async (colorScheme) => {
    const { page } = await open({ viewport: { width: 360, height: 740 }, colorScheme }, network);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const width = (): Promise<number> => page.evaluate('document.querySelector("svg").getBoundingClientRect().width');
    const natural = await width();
    expect(natural).toBeGreaterThan(360);
    expect(await page.evaluate('document.querySelector(".map").scrollWidth')).toBeGreaterThan(360);
    await page.getByRole('button', { name: 'Fit to the page: picture 1' }).click();
    expect(await width()).toBeLessThanOrEqual(360);
    await page.getByRole('button', { name: 'Make larger: picture 1' }).click();
    expect(await width()).toBeGreaterThan(360);
    const fill = await page.evaluate('getComputedStyle(document.querySelector("svg .page")).fill');
    expect(fill === 'rgb(255, 255, 255)').toBe(colorScheme === 'light');
  });

  test('shows the network without scripts', async () => {
    const { page } = await open({ javaScriptEnabled: false }, network);
    expect(await page.locator('.zoom').first().isVisible()).toBe(false);
    expect(await page.locator('#tree').isVisible()).toBe(true);
    await page.locator('svg a.removed').click();
    expect(page.url()).toContain('#lit-0-');
  });
});
