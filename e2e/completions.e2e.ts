/** What a language's own service offers while one types. */
import { test as base, expect } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';

const test = base.extend<{ playground: PlaygroundPage }>({
  playground: async ({ page }, use) => {
    const playground = new PlaygroundPage(page);
    await playground.waitUntilReady();
    await use(playground);
  },
});

test('of a thousand names the one that is typed is offered', { tag: '@one-door' }, async ({ playground }) => {
  const { page } = playground;
  await playground.newTab('JavaScript');
  const names = Array.from({ length: 1000 }, (_, i) => `function item${i}() {}`);
  await playground.type(`${names.join('\n')}\n`);
  const offers = page.locator('.suggest-widget');
  await page.keyboard.type('item');
  await expect(offers).toContainText('item0');
  await page.keyboard.type('99', { delay: 50 });
  await expect(offers).toContainText('item990');
});
