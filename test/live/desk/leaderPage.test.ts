/** The team leader's page in Chromium, against a server whose desk is a fake one. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium, openPage } from '../../support/chromium.ts';
import { startDeskUnderTest, type DeskUnderTest } from '../../support/deskServer.ts';
import { describeWithTool } from '../../support/systemTools.ts';

describeWithTool(['chromium', 'chromium-browser', 'google-chrome'], 'the team leader\'s page', (path) => {
  let browser: Browser;
  let under: DeskUnderTest;
  beforeAll(async () => { browser = await launchChromium(path); });
  afterAll(async () => { await browser.close(); });
  beforeEach(async () => { under = await startDeskUnderTest({ historyEveryMs: 50 }); });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await under.close();
  });

  const openLeader = async (options: BrowserContextOptions = {}): Promise<{ readonly page: Page; readonly faults: string[] }> => {
    const opened = await openPage(browser, `${under.server.url}/leader`, options);
    await opened.page.getByLabel('Your token').fill(under.secrets.leader);
    await opened.page.keyboard.press('Enter');
    await opened.page.locator('#desk').waitFor();
    return opened;
  };
  const kinds = (): string[] => under.desk.done.map(({ kind }) => kind);

  it('shows calls, agents, abandon rate against its limit over time, records and the strategy\'s readings', async () => {
    await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body: { phone: '201' } });
    under.desk.giveCall('anna');
    const { page, faults } = await openLeader();
    await page.locator('#chart svg').waitFor();
    expect((await page.locator('#tiles').innerText()).replaceAll(/\s+/g, ' ')).toBe('Ringing 4 Waiting 1 In a call 9 Agents in 1 Occupancy 81.2 % Level 1.62 Dials 1204 Answered 402 Abandoned 7');
    expect((await page.locator('#windows').innerText()).replaceAll(/\s+/g, ' ')).toMatch(/^us 1\.74 % 3\.0 % 7 of 402 /);
    expect(await page.locator('#chart').getAttribute('aria-label')).toBe('us: 1.74 % abandoned, limit 3.0 %');
    expect((await page.locator('#agents').innerText()).replaceAll(/\s+/g, ' ')).toMatch(/^anna In a call 0:0\d 201 record 17 bob Signed out/);
    expect(await page.locator('#records').innerText()).toMatch(/Done\s+973/);
    expect(await page.locator('#readings').innerText()).toMatch(/answerProbability\s+0\.31/);
    under.desk.customerHangsUp('anna');
    await page.locator('#agents').getByText('Wrap-up').waitFor();
    expect(faults).toEqual([]);
  });

  it('a window without an end, and one in which nobody has answered, are shown too', async () => {
    under.desk.figures.windows = [{ rule: 'own', limit: 0.05, startedAt: 0, endsAt: Number.MAX_SAFE_INTEGER, abandoned: 0, answered: 0 }];
    const { page, faults } = await openLeader();
    expect((await page.locator('#windows').innerText()).replaceAll(/\s+/g, ' ')).toBe('own – 5.0 % 0 of 0 with the campaign');
    expect(faults).toEqual([]);
  });

  it('overrides the level and gives it back; the agents\' page says it too', async () => {
    const { page } = await openLeader();
    await page.getByLabel('Level: calls per ready agent').fill('1.75');
    await page.getByRole('button', { name: 'Set the level' }).click();
    await page.getByText('The team leader has set the level to 1.75.').waitFor();
    expect(under.desk.campaign().level).toBe(1.75);
    await page.getByRole('button', { name: 'Give it back' }).click();
    await expect.poll(() => under.desk.campaign().level, { timeout: 15_000 }).toBeNull();
    await page.getByText('The team leader has set the level').waitFor({ state: 'detached' });
    await page.getByLabel('Level: calls per ready agent').fill('-1');
    await page.getByRole('button', { name: 'Set the level' }).click();
    expect(kinds()).toEqual(['level', 'level']);
  });

  it('stops, drains and stops all only after a second word', async () => {
    const { page } = await openLeader();
    await page.getByRole('button', { name: 'Stop all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Stop all' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(kinds()).toEqual([]);
    await page.getByRole('button', { name: 'Pause dialling' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pause dialling' }).click();
    await page.locator('#dialling').getByText('Paused: calls go on').waitFor();
    await page.getByRole('button', { name: 'Stop, cancel' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await page.locator('#dialling').getByText('Stopped').waitFor();
    await page.getByRole('button', { name: 'Start dialling' }).click();
    await page.locator('#dialling').getByText('On: calls are placed').waitFor();
    await page.getByRole('button', { name: 'Stop all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop all' }).click();
    await page.locator('#dialling').getByText('Stopped').waitFor();
    expect(kinds()).toEqual(['drain', 'stop', 'start', 'stop']);
  });

  it('everything can be done with the keyboard', async () => {
    const { page } = await openLeader();
    const tabTo = async (id: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        if (await page.evaluate('document.activeElement.id') === id) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${id} cannot be reached by Tab`);
    };
    await tabTo('drain');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo('confirm-yes');
    await page.keyboard.press('Enter');
    await page.locator('#dialling').getByText('Paused: calls go on').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.id'), { timeout: 15_000 }).toBe('control-title');
    await tabTo('level');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.getByText('The team leader has set the level to 3.').waitFor();
    await tabTo('level-back');
    await page.keyboard.press('Space');
    await page.getByText('The team leader has set the level').waitFor({ state: 'detached' });
    expect(kinds()).toEqual(['drain', 'level', 'level']);
  });

  it.each([320, 375])('at a width of %i nothing but tables has to be moved sideways', async (width) => {
    const { page } = await openLeader({ viewport: { width, height: 700 } });
    await page.locator('#chart svg').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  });

  it('names of agents and readings are texts: no markup in them comes to life', async () => {
    const hostile = '<img src=x onerror="document.title=1">';
    under.desk.figures.readings = { [hostile]: 1 };
    await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body: { phone: hostile } });
    await under.ask('POST', '/v1/agent/pause', { as: 'anna', body: { reason: hostile } });
    const { page, faults } = await openLeader();
    await page.locator('#agents').getByText('onerror').first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('Team leader · overdial');
    expect(faults).toEqual([]);
  });

  it('a lost connection is said, and the figures go on when it is back', async () => {
    const { page } = await openLeader();
    await page.context().setOffline(true);
    await page.getByText('Connection lost').waitFor();
    await page.getByRole('alert').filter({ hasText: 'The figures below are old' }).waitFor();
    under.desk.figures.ringing = 77;
    await page.context().setOffline(false);
    await page.locator('#tiles').getByText('77').waitFor();
    await page.getByText('Connected', { exact: true }).waitFor();
  });

  it('an agent\'s token does not open it', async () => {
    const { page } = await openPage(browser, `${under.server.url}/leader`);
    await page.getByLabel('Your token').fill(under.secrets.anna);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'not a team leader' }).waitFor();
    expect(await page.locator('#desk').isHidden()).toBe(true);
  });
});
