/** `npm run images -- …`: the languages' images from the command line. */
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { RunyardError, type Spec } from '../contract';
import { readConfig } from '../main/config/load-config';
import { examine } from '../main/docker/doctor';
import { listEndpoints } from '../main/docker/endpoints';
import { DockerImages } from '../main/docker/images';
import { SpecProvider } from '../main/specs/spec-provider';
import { type ImageAction, ProgressPrinter, printList } from './images-output';

const USAGE = `Usage: npm run images -- list
       npm run images -- build <language>... | --all
       npm run images -- pull <language>... | --all
       npm run images -- remove <language>... | --all

  list    which languages have an image, and how the others get one
  build   from Debian packages; those that are there already are left as they are
  pull    the official image from its registry
  remove  the image that a run would use`;

async function main(args: string[], signal: AbortSignal): Promise<number> {
  const [action = '', ...names] = args;
  if (!['list', 'build', 'pull', 'remove'].includes(action) || (action !== 'list' && names.length === 0)) {
    console.error(USAGE);
    return 2;
  }
  const specs = new SpecProvider([fileURLToPath(new URL('../specs', import.meta.url))]);
  await specs.load();
  for (const { file, line, message } of specs.list().problems) console.error(`${file}:${line ?? 1}: ${message}`);
  const { dockerHost, dockerCertPath } = readConfig(process.env);
  const facts = {
    explicit: dockerHost,
    certPath: dockerCertPath,
    environment: process.env,
    platform: process.platform,
    home: homedir(),
  };
  const { report, answer } = await examine(listEndpoints(facts), process.platform);
  if (!answer) throw new RunyardError('DOCKER_UNREACHABLE', { message: report.summary, remedy: report.remedy });
  await using images = new DockerImages({ connect: () => answer.docker });
  if (action === 'list') {
    printList(specs.list().specs, await images.list(specs.list().specs));
    return 0;
  }
  const all = names.includes('--all');
  const chosen = all ? specs.list().specs : [...new Set(names.map((name) => specs.find(name)))];
  return await act(
    images,
    chosen.filter((spec) => !all || canDo(action as ImageAction, spec)),
    action as ImageAction,
    signal,
  );
}

function canDo(action: ImageAction, spec: Spec): boolean {
  if (action === 'pull') return spec.image !== undefined;
  return action === 'remove' || spec.debian !== undefined;
}

/** All at once: the images bound themselves how many are built at a time. One that fails does not stop the others. */
async function act(images: DockerImages, specs: Spec[], action: ImageAction, signal: AbortSignal): Promise<number> {
  const printer = new ProgressPrinter(specs, process.stdout);
  const failures = await Promise.all(
    specs.map(async (spec) => {
      try {
        if (action === 'remove') await removeOne(images, spec, printer);
        else for await (const news of images[action](spec, signal)) printer.take(spec, news);
        return null;
      } catch (error) {
        printer.fail(spec);
        return { spec, error };
      }
    }),
  );
  printer.end();
  const failed = failures.filter((failure) => failure !== null);
  for (const { error } of failed) printError(error);
  if (signal.aborted) console.error('Cancelled; nothing of what was unfinished is left.');
  return failed.length > 0 || signal.aborted ? 1 : 0;
}

async function removeOne(images: DockerImages, spec: Spec, printer: ProgressPrinter): Promise<void> {
  const { reference } = await images.status(spec);
  await images.remove(spec);
  printer.say(spec, reference === null ? 'is not there' : `removed ${reference}`);
}

function printError(error: unknown): void {
  if (!(error instanceof RunyardError)) throw error;
  const { log } = error.details;
  if (Array.isArray(log) && log.length > 0) console.error(`\n${log.join('\n')}`);
  console.error(`\n${error.message}\n${error.remedy}`);
}

// `npm run images -- list | head` closes the pipe early.
process.stdout.on('error', () => process.exit(1));
const controller = new AbortController();
const interrupt = () => controller.abort();
process.once('SIGINT', interrupt);
process.once('SIGTERM', interrupt);
try {
  process.exitCode = await main(process.argv.slice(2), controller.signal);
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
