/** The files that servers are deployed with, as far as they can be read where nothing deploys them. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { loadConfig } from '../../main/config/load-config';

/** What a server takes to close beside what runs are given, as `main/server/serve-command.ts` has it. */
const CLOSING_MS = 10_000;
const at = (name: string) => readFile(resolve('scripts/deploy', name), 'utf8');

interface Container {
  name: string;
  args?: string[];
  restartPolicy?: string;
  env?: { name: string; value?: string }[];
  volumeMounts?: { name: string }[];
  readinessProbe?: { httpGet: { path: string; port: string } };
  livenessProbe?: { httpGet?: unknown; tcpSocket?: { port: string } };
  lifecycle?: { preStop: { exec: { command: string[] } } };
  ports?: { name: string; containerPort: number }[];
}

interface Deployment {
  kind: string;
  spec: {
    selector: { matchLabels: Record<string, string> };
    template: {
      metadata: { labels: Record<string, string> };
      spec: {
        enableServiceLinks: boolean;
        terminationGracePeriodSeconds: number;
        initContainers: Container[];
        containers: [Container];
        volumes: { name: string }[];
      };
    };
  };
}

interface Service {
  kind: string;
  metadata: { name: string };
  spec: { selector: Record<string, string>; ports: { targetPort: string }[] };
}

async function readKubernetes(): Promise<{ deployment: Deployment; service: Service }> {
  const documents = parseAllDocuments(await at('kubernetes.yaml'), { strict: true });
  if (!Array.isArray(documents)) throw new Error('It is empty.');
  for (const { errors, warnings } of documents) expect([...errors, ...warnings]).toEqual([]);
  const [deployment, service] = documents.map((document) => document.toJS() as unknown);
  return { deployment: deployment as Deployment, service: service as Service };
}

/** The variables that the image sets. */
async function readImageEnvironment(): Promise<Record<string, string>> {
  const words = [...(await at('Dockerfile')).matchAll(/\b(RUNYARD_\w+)=(\S+)/g)];
  return Object.fromEntries(words.map(([, name, value]) => [name, value]));
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-deploy-'));
  await writeFile(join(folder, 'token'), 'token-of-the-deploy-test');
});
afterEach(() => rm(folder, { recursive: true }));

/** As a server starts with, over what the image says. */
async function load(environment: Record<string, string>) {
  const own = { RUNYARD_DATA_DIR: folder, RUNYARD_TOKEN_FILE: join(folder, 'token') };
  return loadConfig({ environment: { ...(await readImageEnvironment()), ...environment, ...own } });
}

test('Kubernetes is given objects whose parts fit together', async () => {
  const { deployment, service } = await readKubernetes();
  const { selector, template } = deployment.spec;
  expect([deployment.kind, service.kind]).toEqual(['Deployment', 'Service']);
  expect(selector.matchLabels).toEqual(template.metadata.labels);
  expect(service.spec.selector).toEqual(template.metadata.labels);
  const { containers, initContainers, volumes } = template.spec;
  const [server] = containers;
  expect(server.ports?.map(({ name }) => name)).toEqual(service.spec.ports.map(({ targetPort }) => targetPort));
  const mounted = [...containers, ...initContainers].flatMap(({ volumeMounts = [] }) => volumeMounts);
  expect(new Set(mounted.map(({ name }) => name))).toEqual(new Set(volumes.map(({ name }) => name)));
  const images = await readFile(resolve('specs/python.yaml'), 'utf8');
  const pulled = initContainers.find(({ name }) => name === 'images')?.args ?? [];
  expect(pulled[0]).toBe(/^image: (.*)$/m.exec(images)?.[1]);
});

test('a server on Kubernetes starts with what it is given, and has the time to let runs end', async () => {
  const { deployment, service } = await readKubernetes();
  const { containers, initContainers, terminationGracePeriodSeconds, enableServiceLinks } =
    deployment.spec.template.spec;
  const [server] = containers;
  const given = (server.env ?? []).map(({ name, value = 'runyard-5d9c7b6f4-x2x7q' }) => [name, value]);
  const { config, notes } = await load(Object.fromEntries(given));
  expect(notes).toEqual([]);
  expect(config.server.port).toBe(server.ports?.[0]?.containerPort);
  expect(config.server.allowedHosts).toContain(service.metadata.name);

  expect(server.readinessProbe?.httpGet.path).toBe('/healthz');
  // A server that lets runs end answers /healthz with 503, and must not be killed for it.
  expect(server.livenessProbe?.httpGet).toBeUndefined();
  const waitedMs = Number(server.lifecycle?.preStop.exec.command[1]) * 1000;
  expect(terminationGracePeriodSeconds * 1000).toBeGreaterThan(waitedMs + config.server.shutdownGraceMs + CLOSING_MS);
  expect(initContainers.find(({ name }) => name === 'docker')?.restartPolicy).toBe('Always');

  // What Kubernetes would say of the service of this name.
  const link = { [`${service.metadata.name.toUpperCase()}_PORT`]: 'tcp://10.0.0.1:80' };
  await expect(load(link)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  expect(enableServiceLinks).toBe(false);
});

test.each([
  ['compose.yaml', 'runyard'],
  ['stack.yaml', 'server'],
])('%s gives a server the time to let runs end, and no variable that does nothing', async (file, name) => {
  const { services } = parse(await at(file)) as {
    services: Record<string, { environment: Record<string, string>; stop_grace_period: string }>;
  };
  const service = services[name];
  // As Compose fills in what is not set.
  const defaults = Object.entries(service?.environment ?? {}).map(([key, value]) => [
    key,
    value.replace(/^\$\{\w+:-(.*)\}$/, '$1').replace('{{.Task.Name}}', 'runyard_server.1'),
  ]);
  const { config, notes } = await load(Object.fromEntries(defaults));
  expect(notes).toEqual([]);
  const graceMs = Number(service?.stop_grace_period.replace('s', '')) * 1000;
  expect(graceMs).toBeGreaterThan(config.server.shutdownGraceMs + CLOSING_MS);
});
