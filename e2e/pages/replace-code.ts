/** Replaces the text of an editor, as a paste: typed text would have its brackets closed by the editor. */
import { expect, type Locator } from '@playwright/test';

export async function replaceCode(editor: Locator, code: string): Promise<void> {
  const page = editor.page();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(paste);
  }, code);
  await expect(editor).toContainText(lineInSight(code));
}

/** A small editor shows the last lines, where the cursor is; the longest of them tells most. */
function lineInSight(code: string): string {
  const last = code.trimEnd().split('\n').slice(-3);
  const [longest = ''] = last.map((line) => line.trim()).sort((a, b) => b.length - a.length);
  return longest.slice(0, 20).replaceAll(' ', '\u00a0');
}
