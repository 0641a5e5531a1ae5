/** The contract suite over the real line: a sandboxed page, its preload and the port that main hands over. */
import { contractCases } from '../client/contract-cases';
import { ContractDoor } from './doors/contract-door';
import { expect, test } from './fixtures';

let door: ContractDoor;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  door = await ContractDoor.launch();
});

test.afterAll(() => door[Symbol.asyncDispose]());

test.beforeEach(() => door.renew());

for (const { name } of contractCases) {
  test(name, async () => {
    expect(await door.page.evaluate((which) => window.contractPage.runCase(which), name)).toBe('passed');
  });
}

test('ends the runs of a page that is reloaded', async () => {
  expect(await door.page.evaluate(() => window.contractPage.startWaiting('left alone'))).toBe('waiting');
  await door.reload();
  await expect
    .poll(() => door.page.evaluate(() => window.contractPage.readEngine()))
    .toMatchObject({
      active: [expect.not.stringMatching('left alone')],
      ended: { 'left alone': 'abandoned' },
    });
});
