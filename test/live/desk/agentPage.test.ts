/** The agent's page in Chromium, against a server whose desk is a fake one. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startDesk } from '../../../src/live/desk/startDesk.ts';
import { launchChromium, openPage } from '../../support/chromium.ts';
import { startDeskUnderTest, type DeskUnderTest } from '../../support/deskServer.ts';
import { createFakeDesk } from '../../support/fakeDesk.ts';
import { describeWithTool } from '../../support/systemTools.ts';

describeWithTool(['chromium', 'chromium-browser', 'google-chrome'], 'the agent\'s page', (path) => {
  let browser: Browser;
  let under: DeskUnderTest;
  beforeAll(async () => { browser = await launchChromium(path); });
  afterAll(async () => { await browser.close(); });
  beforeEach(async () => { under = await startDeskUnderTest(); });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await under.close();
  });

  const signIn = async (page: Page, secret: string): Promise<void> => {
    await page.getByLabel('Your token').fill(secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#desk').waitFor();
  };
  /** Anna, with her shift begun and ready. */
  const openDesk = async (options: Parameters<typeof openPage>[2] = {}): ReturnType<typeof openPage> => {
    const opened = await openPage(browser, `${under.server.url}/agent`, options);
    await signIn(opened.page, under.secrets.anna);
    if (under.desk.agent('anna')!.state === 'signedOut') {
      await opened.page.getByLabel('Your telephone').fill('201');
      await opened.page.getByRole('button', { name: 'Start the shift' }).click();
      await opened.page.getByRole('button', { name: 'Ready' }).click();
      await opened.page.getByRole('heading', { name: 'Ready' }).waitFor();
    }
    return opened;
  };
  const saves = (): unknown[] => under.desk.done.filter(({ kind }) => kind === 'save');

  it('an agent signs in, takes a call and saves what came of it', async () => {
    const { page, faults } = await openDesk();
    under.desk.giveCall('anna');
    await page.getByRole('heading', { name: 'Eva Nová' }).waitFor();
    expect(await page.locator('#customer-time').textContent()).toMatch(/^Mon,? 23 Nov,? 10:3\d \(Europe\/Prague\)$/);
    expect(await page.locator('#save').isDisabled()).toBe(true);
    await page.getByLabel('City').fill('Praha');
    await page.getByLabel('Plan').selectOption('Plus');
    await page.getByLabel('Sold').check();
    await page.getByRole('button', { name: 'Hang up' }).click();
    await page.getByText('Over: save the result').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Ready' }).waitFor();
    expect(saves()).toEqual([{
      kind: 'save', agent: 'anna', attempt: 'run-1', status: 'sold', form: { city: 'Praha', seats: 4, plan: 'Plus', moveIn: null }, nextCallAt: null, passTo: null,
    }]);
    await expect.poll(() => page.evaluate('localStorage.length'), { timeout: 15_000 }).toBe(0);
    expect(faults).toEqual([]);
  });

  it('a next call is entered in the customer\'s time, and needed where the status says so', async () => {
    const { page } = await openDesk();
    under.desk.giveCall('anna', { timeZone: 'America/New_York' });
    await page.getByLabel('Call back').check();
    under.desk.customerHangsUp('anna');
    await page.locator('#save:enabled').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(saves()).toEqual([]);
    expect(await page.locator('#next-call:invalid').count()).toBe(1);
    await page.getByLabel('Next call').fill('2026-11-24T10:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Ready' }).waitFor();
    expect(saves()).toMatchObject([{ status: 'callback', nextCallAt: Date.UTC(2026, 10, 24, 15) }]);
  });

  it('a refusal is shown in words, and what was entered stays', async () => {
    const { page } = await openDesk();
    under.desk.giveCall('anna');
    await page.getByLabel('Call back').check();
    await page.getByLabel('Next call').fill('2020-01-01T10:00');
    under.desk.customerHangsUp('anna');
    await page.locator('#save:enabled').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'Not saved. NextCallAt is in the past. Allowed: 2026-11-23' }).waitFor();
    expect(await page.getByLabel('Next call').inputValue()).toBe('2020-01-01T10:00');
    await page.getByLabel('Next call').fill('2026-12-01T10:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Ready' }).waitFor();
    expect(saves().length).toBe(1);
  });

  it('a reload shows the same state and what was entered', async () => {
    const { page, faults } = await openDesk();
    under.desk.giveCall('anna');
    await page.getByLabel('City').fill('Ostrava');
    await page.getByLabel('Not interested').check();
    await page.reload();
    await page.getByRole('heading', { name: 'Eva Nová' }).waitFor();
    await page.getByRole('heading', { name: 'In a call' }).waitFor();
    expect([await page.getByLabel('City').inputValue(), await page.getByLabel('Not interested').isChecked()]).toEqual(['Ostrava', true]);
    expect(faults).toEqual([]);
  });

  it('what is typed stays while the state of the call changes', async () => {
    const { page } = await openDesk();
    under.desk.giveCall('anna');
    await page.getByLabel('City').fill('Zlín');
    under.desk.customerHangsUp('anna');
    await page.getByText('Over: save the result').waitFor();
    expect(await page.getByLabel('City').inputValue()).toBe('Zlín');
  });

  it('a save without a connection is kept, sent when it is back, and done once', async () => {
    const { page } = await openDesk();
    under.desk.giveCall('anna');
    await page.getByLabel('Sold').check();
    await page.getByLabel('Plan').selectOption('Basic');
    under.desk.customerHangsUp('anna');
    await page.locator('#save:enabled').waitFor();
    await page.context().setOffline(true);
    await page.getByText('Connection lost').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'Not saved yet' }).waitFor();
    expect(await page.getByLabel('Sold').isDisabled()).toBe(true);
    expect(saves()).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Ready' }).waitFor();
    expect(saves().length).toBe(1);
    await expect.poll(() => page.evaluate('localStorage.length'), { timeout: 15_000 }).toBe(0);
  });

  it('the server may go away and come back: the page says so, stays signed in, and what was saved meanwhile is sent', async () => {
    const { page } = await openDesk();
    under.desk.giveCall('anna');
    await page.getByLabel('Not interested').check();
    under.desk.customerHangsUp('anna');
    await page.locator('#save:enabled').waitFor();
    const { port } = new URL(under.server.url);
    await under.server.close();
    await page.getByText('Connection lost').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'Not saved yet' }).waitFor();
    const again = await startDesk({ desk: under.desk, tokens: under.tokens, metrics: { text: async () => '' }, listen: { host: '127.0.0.1', port: Number(port) } });
    try {
      await page.getByText('Connected', { exact: true }).waitFor();
      await page.getByRole('heading', { name: 'Ready' }).waitFor();
      expect(saves().length).toBe(1);
    } finally {
      await page.close();
      await again.close();
    }
  });

  it('a save whose answer got lost is sent again with the same key, also after a reload, and is done once', async () => {
    const { page } = await openDesk();
    under.desk.giveCall('anna');
    await page.getByLabel('Not interested').check();
    under.desk.customerHangsUp('anna');
    await page.locator('#save:enabled').waitFor();
    const keys: (string | undefined)[] = [];
    let isCut = true;
    await page.route('**/v1/agent/call/disposition', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (!isCut) return route.continue();
      // It reaches the server; the answer does not come back.
      await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'Not saved yet' }).waitFor();
    expect(saves().length).toBe(1);
    isCut = false;
    await page.reload();
    await expect.poll(() => page.evaluate('localStorage.length'), { timeout: 15_000 }).toBe(0);
    expect(saves().length).toBe(1);
    expect(new Set(keys).size).toBe(1);
    expect(keys.length).toBeGreaterThan(1);
  });

  it('what was entered and not saved before the call was closed is shown, until it is discarded', async () => {
    const { page } = await openDesk();
    under.desk.giveCall('anna');
    await page.getByLabel('City').fill('Tábor');
    under.desk.customerHangsUp('anna');
    await page.getByText('Over: save the result').waitFor();
    await under.desk.submit({ kind: 'save', agent: 'anna', status: null, form: {}, nextCallAt: null, passTo: null });
    await page.getByRole('heading', { name: 'Not saved' }).waitFor();
    expect(await page.locator('#unsent').textContent()).toMatch(/Eva Nová.*city: Tábor.*closed before you saved/);
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await page.locator('#unsent-box').isHidden()).toBe(true);
  });

  it('texts of a record are texts: no markup in them comes to life', async () => {
    const { page, faults } = await openDesk();
    const hostile = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
    under.desk.giveCall('anna', { contact: hostile, form: { city: `"><svg onload=alert(1)>${hostile}` }, status: hostile, phones: [{ number: hostile, invalid: false }] });
    await page.locator('#call').waitFor();
    expect(await page.locator('#call-title').textContent()).toBe(hostile);
    expect(await page.getByLabel('City').inputValue()).toContain('<svg onload');
    expect(await page.locator('main img, main script, main svg').count()).toBe(0);
    expect(await page.title()).toBe('Agent · overdial');
    expect(faults).toEqual([]);
  });

  it('a shift can be worked with the keyboard alone', async () => {
    const { page } = await openPage(browser, `${under.server.url}/agent`);
    const tabTo = async (selector: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        if (await page.locator(selector).evaluate((element) => element === element.ownerDocument.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${selector} cannot be reached by Tab`);
    };
    await page.locator('#gate').waitFor();
    await page.keyboard.type(under.secrets.anna);
    await page.keyboard.press('Enter');
    await page.locator('#desk').waitFor();
    await tabTo('#phone');
    await page.keyboard.type('201');
    await page.keyboard.press('Enter');
    await page.locator('#ready').waitFor();
    await tabTo('#ready');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ready' }).waitFor();
    under.desk.giveCall('anna');
    await page.locator('#call-title:focus').waitFor();
    await tabTo('#hang-up');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await page.locator('#save:enabled').waitFor();
    await tabTo('#field-plan');
    await page.keyboard.press('ArrowDown');
    await tabTo('#status-0');
    await page.keyboard.press('Space');
    await tabTo('#save');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ready' }).waitFor();
    expect(saves()).toMatchObject([{ status: 'sold', form: { plan: 'Basic' } }]);
  });

  it('everything that can be used has a name for a screen reader, and news is said in a live region', async () => {
    const { page } = await openDesk();
    under.desk.giveCall('anna');
    await page.locator('#call').waitFor();
    const nameless = await page.evaluate(`[...document.querySelectorAll('input, select, button')]
      .filter((element) => element.checkVisibility() && !element.textContent.trim() && !element.labels?.length).map((element) => element.id)`);
    expect(nameless).toEqual([]);
    expect(await page.locator('#announcement').textContent()).toMatch(/In a call|Talking: Eva Nová/);
    expect(await page.locator('[role=status]').count()).toBeGreaterThan(1);
  });

  it.each([320, 375])('at a width of %i nothing has to be moved sideways', async (width) => {
    const { page } = await openDesk({ viewport: { width, height: 700 } });
    const overflow = (): Promise<number> => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(await overflow()).toBe(0);
    under.desk.giveCall('anna', { contact: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3), timeZone: 'America/Argentina/ComodRivadavia' });
    await page.locator('#call').waitFor();
    expect(await overflow()).toBe(0);
    const small = await page.locator('button:visible').evaluateAll((buttons) => buttons.filter((button) => button.getBoundingClientRect().height < 36).length);
    expect(small).toBe(0);
  });

  it('a session that has ended asks for the token again and keeps what was entered', async () => {
    const { page } = await openDesk();
    under.desk.giveCall('anna');
    await page.getByLabel('City').fill('Plzeň');
    await page.context().clearCookies();
    under.desk.customerHangsUp('anna');
    await page.getByLabel('Your token').waitFor();
    await signIn(page, under.secrets.anna);
    await page.getByRole('heading', { name: 'Eva Nová' }).waitFor();
    expect(await page.getByLabel('City').inputValue()).toBe('Plzeň');
  });

  it('the override of the level, a dry run and a lost telephone are said', async () => {
    const { page } = await openDesk();
    under.desk.figures.level = 2.5;
    under.desk.figures.dryRun = true;
    under.desk.figures.telephony = 'down';
    under.desk.say({ kind: 'campaign', agent: null });
    await page.getByText('The team leader has set the level to 2.5.').waitFor();
    await page.getByText('Dry run').waitFor();
    await page.getByText('The telephone system does not answer').waitFor();
  });
});

describeWithTool(['chromium', 'chromium-browser', 'google-chrome'], 'the agent\'s page in attended modes', (path) => {
  it('preview: take a record, choose a number, dial or skip; what was typed goes with the dial', async () => {
    const browser = await launchChromium(path);
    const under = await startDeskUnderTest({ desk: createFakeDesk({ mode: 'preview' }) });
    try {
      await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body: { phone: '201' } });
      await under.ask('POST', '/v1/agent/ready', { as: 'anna' });
      const { page, faults } = await openPage(browser, `${under.server.url}/agent`);
      await page.getByLabel('Your token').fill(under.secrets.anna);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Next record' }).click();
      await page.getByRole('button', { name: 'Skip this record' }).click();
      await page.getByRole('button', { name: 'Next record' }).click();
      await page.getByText('Not dialled yet').waitFor();
      await page.getByLabel('City').fill('Jihlava');
      await page.getByLabel('+420601234568').check();
      await page.getByRole('button', { name: 'Dial', exact: true }).click();
      await page.getByText('Dialling', { exact: true }).waitFor();
      expect(await page.getByLabel('City').inputValue()).toBe('Jihlava');
      await page.reload();
      await page.getByText('Dialling', { exact: true }).waitFor();
      expect(await page.getByLabel('City').inputValue()).toBe('Jihlava');
      under.desk.customerHangsUp('anna');
      await page.getByRole('button', { name: 'Dial again' }).click();
      await page.getByText('Dialling', { exact: true }).waitFor();
      expect(await page.getByLabel('City').inputValue()).toBe('Jihlava');
      await page.getByRole('button', { name: 'Get customers' }).click();
      await expect.poll(() => under.desk.done.map(({ kind }) => kind), { timeout: 15_000 }).toEqual(['signIn', 'ready', 'loadRecord', 'skip', 'loadRecord', 'chooseNumber', 'dial', 'dial', 'obtain']);
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
      await under.close();
    }
  });
});
