/** What goes wrong in the window fails the test that it happens in. */
import { expect, test } from './fixtures';

test('an exception, a rejection and an error on the console are faults, unless they are expected', async ({ door }) => {
  await door.page.evaluate(() => {
    setTimeout(() => {
      throw new Error('provoked exception');
    });
    void Promise.reject(new Error('provoked rejection'));
    console.error('provoked words');
  });
  const read = () => {
    try {
      door.faults.expectNone();
      return '';
    } catch (error) {
      return String(error);
    }
  };
  for (const fault of ['exception', 'rejection', 'words']) await expect.poll(read).toContain(`provoked ${fault}`);
  door.faults.expect(/provoked/);
});
