/** Code without boilerplate: the toggle, its run, and errors on the person's own lines. */
import { expect, test } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';

test('C runs without main, its errors are on the lines that were written, and the tab stays a snippet', {
  tag: '@one-door',
}, async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.waitUntilReady();
  const toggle = page.getByRole('button', { name: 'Snippet', exact: true });
  await expect(toggle).toBeHidden();

  await playground.newTab('C');
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  // The example that nobody has changed loses its boilerplate too.
  await expect(playground.editor).not.toContainText('main');
  await playground.run();
  await expect(playground.status).toHaveText(/^exited with 0/, { timeout: 30_000 });
  await playground.expectOutput('Hello, world!');

  await playground.runToEnd('#include <time.h>\n\nputs("so far");\nreturn nothing;\n', /^did not compile/);
  const link = playground.output.getByRole('link').first();
  // The compiler's words are left as they are; what they lead to is the person's line.
  await expect(link).toHaveText(/^main\.c:1\d(:8)?$/);
  await expect(playground.editor.locator('.squiggly-error')).toBeVisible();
  await link.click();
  await expect(page.locator('.status-cursor')).toHaveText(/^Ln 4, /);
  await page.keyboard.press('F8');
  await expect(page.locator('.status-cursor')).toHaveText('Ln 4, Col 8');

  await playground.type('int main(void) {\n  return 3;\n}\n');
  await page.keyboard.press('Alt+I');
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await playground.run();
  await expect(playground.status).toHaveText(/^exited with 3/, { timeout: 30_000 });
});
