/** The page of languages and engines as a person uses it: with Docker and without, on both doors. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect } from './fixtures';
import { LanguagesPage } from './pages/languages-page';
import { PlaygroundPage } from './pages/playground-page';
import { expectNoSeriousProblems } from './pages/serious-problems';

const test = base.extend<{ playground: PlaygroundPage; languages: LanguagesPage }>({
  playground: async ({ page }, use) => {
    const playground = new PlaygroundPage(page);
    await playground.waitUntilReady();
    await use(playground);
  },
  languages: async ({ playground }, use) => use(new LanguagesPage(playground)),
});

test('says what runs each language, what it takes and when it ran; removes an image, and builds it again', {
  tag: '@one-door',
}, async ({ playground, languages }) => {
  test.setTimeout(180_000);
  await playground.newTab('Brainf');
  await playground.runToEnd('++++++++[>++++++++<-]>+.', /^exited with 0/);
  await playground.newTab('Bash');
  await playground.type('echo ready\nread -r line\n');
  await playground.run();
  await expect(playground.output).toContainText('ready');

  await languages.open();
  await expect(languages.docker).toContainText(/Docker \d+.*ready/);
  await expect(languages.docker).toContainText('docker.sock');
  await expect(languages.sum).toContainText(/\d+ images, [\d.]+ GB on disk, of which [\d.]+ MB are shared/);
  await expect(languages.cell('Bash', 'lastUsed')).toHaveText('just now');
  await expect(languages.cell('Haskell', 'lastUsed')).toHaveText('never');
  await expect(languages.cell('Haskell', 'engine')).toHaveText('Docker');
  await expect(languages.cell('Haskell', 'size')).toHaveText(/ [MG]B$/);
  await expect(languages.cell('Python', 'embedded')).toContainText(/Python 3\.\d+.* MB/);

  await languages.sortBy('On disk');
  await expect(languages.titles.first()).toHaveText('Haskell');
  await languages.sortBy('Last used');
  await expect(languages.titles.first()).toHaveText('Bash');
  await languages.filter.fill('runyard/bra');
  await expect(languages.titles).toHaveText(['Brainf***']);
  await languages.filter.fill('cobol');
  await expect(languages.dialog).toContainText('No language matches.');
  await languages.dialog.getByRole('button', { name: 'Show all' }).click();
  await expect(languages.titles).toHaveCount(18);

  // The program in Bash still waits for its line.
  await languages.button('Remove the image for Bash').click();
  await expect(languages.cell('Bash', 'image')).toContainText('In use by a run in Bash. Stop it first.');
  await languages.dialog.getByRole('button', { name: 'Keep' }).click();

  const name = 'Brainf***';
  await languages.button(`Remove the image for ${name}`).press('Enter');
  await expect(languages.cell(name, 'image')).toContainText(/Frees [\d.]+ MB\./);
  await expectNoSeriousProblems(playground.page);
  await expect(languages.button(`Remove the image for ${name} now`)).toBeFocused();
  await playground.page.keyboard.press('Enter');
  await expect(languages.cell(name, 'engine')).toHaveText('needs its image');
  await languages.show('Not ready');
  await expect(languages.titles).toHaveText([name]);
  await languages.dialog.getByRole('button', { name: 'Build all missing (1)' }).click();
  await expect(languages.dialog.getByRole('progressbar', { name: `Image for ${name}` })).toBeVisible();
  await languages.show('All');
  await expect(languages.cell(name, 'engine')).toHaveText('Docker', { timeout: 120_000 });
  await expect(languages.cell(name, 'size')).toHaveText(/ MB$/);
});

test.describe('without Docker', () => {
  test.use({ environment: { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' } });

  test('says what was tried, and that the embedded engine runs what it has', { tag: '@one-door' }, async ({
    playground,
    languages,
  }) => {
    await languages.open();
    await expect(languages.docker).toContainText('not found');
    await expect(languages.docker).toContainText('No Docker daemon is at');
    await languages.docker.getByText('1 place tried').click();
    await expect(languages.docker.getByRole('row', { name: /nonexistent\.sock/ })).toContainText('not there');
    await expect(languages.sum).toContainText('No images without Docker');
    await expect(languages.sum).toContainText(/\d embedded runtimes, \d+ MB/);
    await expect(languages.cell('Lua', 'engine')).toHaveText('Embedded');
    await expect(languages.cell('Lua', 'image')).toHaveText('needs Docker');
    await expect(languages.dialog.getByRole('button', { name: /^(Build|Pull) all/ })).toHaveCount(0);
    await languages.show('Not ready');
    await expect(languages.titles.first()).toHaveText('Bash');
    await expectNoSeriousProblems(playground.page);
  });
});

test('takes a language of one’s own while the window is open, and says what is wrong with its file', {
  tag: '@one-door',
}, async ({ playground, languages, dataDir }) => {
  const file = join(dataDir, 'specs', 'greet.yaml');
  const spec = 'id: greet\ntitle: Greet\nfile: hello.greet\nimage: runyard/bash:debian\nrun: [bash, "{entry}"]\n';
  await mkdir(join(dataDir, 'specs'));
  await writeFile(file, spec);
  await languages.open();
  await expect(languages.cell('Greet', 'engine')).toHaveText('Docker');
  await playground.page.keyboard.press('Escape');
  await playground.newTab('Greet');
  await playground.runToEnd('echo "hello, $((40 + 2))"', /^exited with 0/);
  await expect(playground.output).toContainText('hello, 42');

  await writeFile(file, `${spec}privileged: true\n`);
  await languages.open();
  const problems = languages.dialog.getByText('1 problem in the files of languages');
  await problems.click();
  await expect(languages.dialog).toContainText(`${file}:6 greet: \`privileged\`: no such field`);
  await expectNoSeriousProblems(playground.page);
  await writeFile(file, spec);
  await expect(problems).toHaveCount(0);
});
