import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunyardError } from '../../contract';
import { Config } from './config';
import { listConfigFields } from './config-fields';
import { listConfigFlags } from './config-flags';
import { resolveDataDir } from './data-dir';
import { describeConfig } from './describe-config';
import { type FlagValues, type LoadedConfig, loadConfig, readConfig } from './load-config';
import { requireToken } from './require-token';
import { resolveWorkspaceDir } from './workspace-dir';

const TOKEN = 'a-token_of-24-characters';
const MIB = 1024 ** 2;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

type Environment = Record<string, string>;

/** With nothing of this machine in it. */
function load(environment: Environment = {}, flags: FlagValues = {}, file?: string): LoadedConfig {
  return loadConfig({ environment: { RUNYARD_DATA_DIR: folder, ...environment }, flags, file });
}

async function loadFile(text: string, name = 'runyard.yaml'): Promise<LoadedConfig> {
  await writeFile(join(folder, name), text);
  return load();
}

function catchError(act: () => unknown): RunyardError {
  try {
    act();
  } catch (error) {
    if (error instanceof RunyardError && error.code === 'CONFIG_INVALID') return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

async function refuseFile(text: string, name?: string): Promise<string> {
  const error = await loadFile(text, name).then(
    () => Promise.reject(new Error('Nothing was refused.')),
    (cause: unknown) =>
      catchError(() => {
        throw cause;
      }),
  );
  return `${error.message} | ${error.remedy}`;
}

const refuse = (environment: Environment, flags: FlagValues = {}, file?: string): string => {
  const error = catchError(() => load(environment, flags, file));
  return `${error.message} | ${error.remedy}`;
};

function sourceOf(loaded: LoadedConfig, key: string): string | undefined {
  return describeConfig(loaded).find((value) => value.key === key)?.sourceName;
}

describe('the layers', () => {
  it('are defaults, file, environment and flags, and each value remembers its own', async () => {
    const text = 'concurrency: 3\nqueueLength: 30\nserver:\n  port: 3000\n  requestTimeout: 10s\n';
    await writeFile(join(folder, 'runyard.yaml'), text);
    const loaded = load({ RUNYARD_QUEUE_LENGTH: '40', RUNYARD_PORT: '4000' }, { 'server.port': '5000' });
    expect(loaded.config).toEqual({
      ...Config.parse({}),
      concurrency: 3,
      queueLength: 40,
      server: { ...Config.parse({}).server, port: 5000, requestTimeoutMs: 10_000 },
    });
    const file = join(folder, 'runyard.yaml');
    expect(loaded.file).toBe(file);
    expect(sourceOf(loaded, 'provider')).toBe('the default');
    expect(sourceOf(loaded, 'concurrency')).toBe(`${file}:1`);
    expect(sourceOf(loaded, 'server.requestTimeout')).toBe(`${file}:5`);
    expect(sourceOf(loaded, 'queueLength')).toBe('the environment variable RUNYARD_QUEUE_LENGTH');
    expect(sourceOf(loaded, 'server.port')).toBe('--port');
  });

  it('read each key from each of them', () => {
    const samples: Record<string, string> = {
      text: '',
      count: '17',
      number: '1.5',
      time: '7s',
      size: '32M',
      list: 'a,b',
    };
    const special: Record<string, string> = {
      warmSandboxes: '3',
      dockerHost: 'ssh://me@far.example',
      npmRegistry: 'https://npm.example/',
      specReload: '@hourly',
      imageRefresh: '0 3 * * *',
      dockerRuntime: 'runsc',
      dockerCertPath: '/certs',
      'server.replica': 'yard.1',
      'server.host': '127.0.0.2',
      'server.token': TOKEN,
      'server.trustedProxies': '10.0.0.0/8,::1',
      'server.tokens': `alice=${TOKEN}`,
      'server.allowedOrigins': 'https://a.example,http://b.example:81',
    };
    for (const field of listConfigFields()) {
      const text = special[field.key] ?? (field.kind === 'choice' ? field.choices.at(-1) : samples[field.kind]) ?? '';
      const fromEnvironment = load({ [field.environmentNames[0]]: text });
      const fromFlag = load({}, { [field.key]: text });
      expect(fromEnvironment.sources.get(field.key), field.key).toMatchObject({ kind: 'environment' });
      expect(fromEnvironment.config, field.key).toEqual(fromFlag.config);
      expect(fromEnvironment.config, field.key).not.toEqual(Config.parse({}));
    }
    const names = listConfigFields().flatMap(({ environmentNames }) => environmentNames);
    expect(new Set(names).size).toBe(names.length);
  });

  it('take names of old and units in the name', () => {
    const config = readConfig({
      RUNYARD_DATA_DIR: folder,
      RUNYARD_WARM_IDLE_MS: '60000',
      RUNYARD_STOP_GRACE_MS: '50',
      RUNYARD_EMBEDDED_WARM_BYTES: '1000',
      RUNYARD_NPM_REGISTRY: 'https://npm.example/',
      RUNYARD_PROVIDER: 'embedded',
      RUNYARD_CONCURRENCY: '',
    });
    expect(config).toEqual({
      ...Config.parse({}),
      warmIdleMs: 60_000,
      stopGraceMs: 50,
      embeddedWarmBytes: 1000,
      npmRegistry: 'https://npm.example',
      provider: 'embedded',
    });
  });

  it('take what ranna is set up with where it means the same, below our own names', () => {
    const ranna = {
      RANNA_API_BINDADDRESS: ':8080',
      RANNA_SANDBOX_MEMORY: '100M',
      RANNA_SANDBOX_TIMEOUTSECONDS: '20',
      RANNA_SANDBOX_STREAMBUFFERCAP: '50M',
      RANNA_SANDBOX_RUNTIME: 'runsc',
      RANNA_SANDBOX_ENABLENETWORKING: 'true',
      RANNA_SPECFILE: 'https://specs.example/spec.yaml',
      RANNA_SCHEDULER_UPDATESPECS: '*/5 * * * *',
      RANNA_SCHEDULER_UPDATEIMAGES: '0 3 * * *',
      RANNA_HOSTROOTDIR: '/var/opt/ranna',
    };
    const loaded = load({ ...ranna, RUNYARD_MEMORY: '128M' });
    expect(loaded.config).toMatchObject({
      server: { host: '0.0.0.0', port: 8080, rannaNetwork: 'on' },
      limits: { memoryBytes: 128 * MIB, runTimeoutMs: 20_000, compileTimeoutMs: 20_000, outputBytes: 50 * MIB },
      dockerRuntime: 'runsc',
      specSources: ['https://specs.example/spec.yaml'],
      specReload: '*/5 * * * *',
      imageRefresh: '0 3 * * *',
    });
    expect(loaded.notes).toEqual([expect.stringContaining('RANNA_HOSTROOTDIR does nothing')]);
    expect(load({ RANNA_API_BINDADDRESS: '[::1]:81' }).config.server).toMatchObject({ host: '::1', port: 81 });
    expect(load({ RANNA_SANDBOX_ENABLENETWORKING: 'False' }).config.server.rannaNetwork).toBe('off');
    expect(refuse({ RANNA_SANDBOX_ENABLENETWORKING: 'maybe' })).toContain('one of off, on');
    expect(refuse({ RANNA_API_BINDADDRESS: 'x:http' })).toContain('RANNA_API_BINDADDRESS');
    expect(refuse({ RANNA_SANDBOX_MEMORY: 'much' })).toContain(
      'limits.memory is "much" (the environment variable RANNA_SANDBOX_MEMORY)',
    );
  });

  it('note a variable that is nearly one of ours', () => {
    expect(load({ RUNYARD_PROT: '1', RUNYARD_TEST_CACHE: '/tmp' }).notes).toEqual([
      'RUNYARD_PROT does nothing; did you mean RUNYARD_PORT?',
    ]);
  });
});

describe('the file', () => {
  it('is YAML or JSON, and empty ones say nothing', async () => {
    const json = await loadFile(
      '{"$schema": "x", "limits": {"memory": "256M", "runTimeout": 1500, "cpus": 0.5}, "embeddedWarm": null}',
      'runyard.json',
    );
    expect(json.config.limits).toMatchObject({ memoryBytes: 256 * MIB, runTimeoutMs: 1500, cpus: 0.5 });
    await rm(join(folder, 'runyard.json'));
    expect((await loadFile('# nothing\nserver:\n')).config).toEqual(Config.parse({}));
  });

  it('is the named one before the one that lies there, and names what it names from where it is', async () => {
    await mkdir(join(folder, 'named'));
    const named = join(folder, 'named', 'own.yaml');
    await writeFile(named, 'specSources: [mine, /abs, "https://specs.example/a.yaml"]\n');
    await writeFile(join(folder, 'runyard.yml'), 'concurrency: 3\n');
    const sources = [join(folder, 'named', 'mine'), resolve('/abs'), 'https://specs.example/a.yaml'];
    expect(load({ RUNYARD_CONFIG: named }).config).toMatchObject({ concurrency: 8, specSources: sources });
    expect(load({ RUNYARD_CONFIG: '/nowhere' }, {}, named).config.specSources).toEqual(sources);
    expect(load().config.concurrency).toBe(3);
    expect(load({ RUNYARD_SPEC_SOURCES: 'mine' }).config.specSources).toEqual([resolve('mine')]);
    const everywhere = ['~/languages', '~', 'HTTPS://specs.example/a.yaml'];
    await writeFile(named, `specSources: ${JSON.stringify(everywhere)}\n`);
    expect(load({ RUNYARD_CONFIG: named }).config.specSources).toEqual(everywhere);
    expect(load({ RUNYARD_SPEC_SOURCES: everywhere.join(',') }).config.specSources).toEqual(everywhere);
    expect(refuse({ RUNYARD_CONFIG: '/nowhere.yaml' })).toMatch(/RUNYARD_CONFIG names cannot be read.*nowhere/);
    expect(refuse({}, {}, join(folder, 'none'))).toContain('--config names cannot be read');
    await writeFile(join(folder, 'runyard.json'), '{}');
    expect(refuse({})).toContain('two configurations');
  });

  it.each(['file', 'environment', 'flag'])('may name a path from the home in %s', async (layer) => {
    const named = join(folder, 'own.yaml');
    await writeFile(named, layer === 'file' ? 'dockerCertPath: ~/certs\n' : '');
    const inEnvironment: Environment = layer === 'environment' ? { RUNYARD_DOCKER_CERT_PATH: '~/certs' } : {};
    const { config } = load(inEnvironment, layer === 'flag' ? { dockerCertPath: '~/certs' } : {}, named);
    expect(config.dockerCertPath).toBe(join(homedir(), 'certs'));
  });

  it('may be in the home itself, and so may what else is named by a path', async () => {
    const inHome = `~/${relative(homedir(), folder)}`;
    await mkdir(join(folder, 'certs'));
    await writeFile(join(folder, 'own.yaml'), 'dockerCertPath: certs\n');
    await writeFile(join(folder, 'token'), TOKEN);
    expect(load({ RUNYARD_CONFIG: `${inHome}/own.yaml` }).config.dockerCertPath).toBe(join(folder, 'certs'));
    expect(load({}, {}, `${inHome}/own.yaml`).file).toBe(join(folder, 'own.yaml'));
    expect(load({ RUNYARD_TOKEN_FILE: `${inHome}/token` }).config.server.token).toBe(TOKEN);
    await writeFile(join(folder, 'runyard.yaml'), 'concurrency: 3\n');
    expect(load({ RUNYARD_DATA_DIR: inHome }).config.concurrency).toBe(3);
    expect(resolveDataDir({ RUNYARD_DATA_DIR: inHome })).toBe(folder);
    expect(resolveWorkspaceDir({ RUNYARD_DATA_DIR: inHome })).toBe(join(folder, 'workspace'));
    expect(resolveWorkspaceDir({ RUNYARD_WORKSPACE_DIR: '~' })).toBe(homedir());
  });

  it('refuses a key that is not known, with its line and the nearest one', async () => {
    expect(await refuseFile('provider: auto\nserver:\n  prot: 1\n')).toContain(
      `There is no key server.prot (${join(folder, 'runyard.yaml')}:3); did you mean server.port?`,
    );
    expect(await refuseFile('port: 1\n')).toContain('runyard.yaml:1); did you mean server.port?');
    expect(await refuseFile('limits:\n  memoryBytes: 1\n')).toContain('did you mean limits.memory?');
    expect(await refuseFile('zzzzzz: 1\n')).toMatch(/There is no key zzzzzz \(.*runyard.yaml:1\)\. \| Remove zzzzzz/);
    expect(await refuseFile('server: 5\n')).toContain('server is 5');
    expect(await refuseFile('- a\n')).toContain('no keys with values');
    expect(await refuseFile('a: "b\n')).toMatch(/runyard.yaml:\d is no YAML or JSON/);
    expect(await refuseFile('provider: auto\nprovider: docker\n')).toContain('runyard.yaml:2');
  });

  it('tells all that is wrong at once', async () => {
    const refused = await refuseFile('provider: dokcer\nconcurrency: "8"\nlimits:\n  memory: 1M\n');
    expect(refused).toContain('3 things are wrong');
    expect(refused).toMatch(/provider is "dokcer" \(.*runyard.yaml:1\); it must be one of auto, docker, embedded\./);
    expect(refused).toMatch(/concurrency is "8" \(.*:2\); it must be a whole number of at least 2\./);
    expect(refused).toMatch(
      /limits.memory is "1M" \(.*:4\); it must be a size such as 256M or 1.5G, of at least 16M\./,
    );
  });
});

describe('a bad value', () => {
  it.each([
    ['RUNYARD_PORT', 'http', 'a whole number from 0 to 65535'],
    ['RUNYARD_PORT', '65536', 'a whole number from 0 to 65535'],
    ['RUNYARD_WARM_IDLE', 'soon', 'a time such as 500ms, 10s or 1h30m, from 1s to 24d'],
    ['RUNYARD_STOP_GRACE', '1h', 'from 0ms to 10s'],
    // A timer would end at once.
    ['RUNYARD_MAX_RUN_TIMEOUT', '30d', 'from 100ms to 24d'],
    ['RUNYARD_WARM_IDLE', '25d', 'from 1s to 24d'],
    ['RUNYARD_MAX_OUTPUT', '-1', 'a size such as'],
    ['RUNYARD_CPUS', 'two', 'a number of at least 0.1'],
    ['RUNYARD_PROVIDER', 'podman', 'one of auto, docker, embedded'],
    ['RUNYARD_HOST', 'http://x', 'an IP address or a host name'],
    ['RUNYARD_HOST', 'x:80', 'without a port'],
    ['RUNYARD_ALLOWED_HOSTS', 'good.example, *', 'a host name or an address'],
    ['RUNYARD_ALLOWED_ORIGINS', 'https://a.example/path', 'without a path'],
    ['RUNYARD_SPEC_RELOAD', 'daily at noon', 'a cron expression'],
    ['RUNYARD_IMAGE_REFRESH', '0 25 * * *', 'a cron expression'],
    ['RUNYARD_NPM_REGISTRY', 'npm.example', 'https://'],
    ['RUNYARD_DOCKER_HOST', 'far.example', 'ssh://'],
    ['RUNYARD_DOCKER_RUNTIME', 'a b', 'the name of a runtime'],
  ])('%s=%s names itself and its source, and says what would be valid', (name, value, valid) => {
    const refused = refuse({ [name]: value });
    expect(refused).toContain(`(the environment variable ${name}); it must be `);
    expect(refused).toContain(valid);
    expect(refused).toContain(`unset ${name}`);
  });

  it('of a flag names the flag', () => {
    expect(refuse({}, { 'server.port': 'x' })).toContain('server.port is "x" (--port); it must be');
  });

  it('of a secret is not shown', async () => {
    await writeFile(join(folder, 'secret'), `${TOKEN}\n`);
    expect(load({ RUNYARD_TOKEN_FILE: join(folder, 'secret') }).config.server.token).toBe(TOKEN);
    expect(refuse({ RUNYARD_TOKEN_FILE: '/nowhere' })).toContain('RUNYARD_TOKEN_FILE');
    expect(refuse({ RUNYARD_TOKEN: 'hunter2' })).toMatch(/^(?!.*hunter2).*RUNYARD_TOKEN.*at least 16/);
    expect(refuse({ RUNYARD_TOKENS: 'alice=hunter2' })).toMatch(/^(?!.*hunter2).*RUNYARD_TOKENS.*at least 16/);
    expect(await refuseFile('server:\n  token: hunter2 or so\n')).toMatch(
      /^(?!.*hunter2).*runyard.yaml:2.*at least 16/,
    );
  });

  it('is a limit above its bound, but not a default that the bound holds down', () => {
    expect(refuse({ RUNYARD_MEMORY: '8G' })).toMatch(
      /8G \(the environment.*\), but no run may have more than 4G \(maxLimits.memory, the default\)/,
    );
    expect(load({ RUNYARD_MAX_MEMORY: '64M' }).config.maxLimits.memoryBytes).toBe(64 * MIB);
  });
});

describe('what is shown', () => {
  it('is written as people write it, with secrets masked', () => {
    const loaded = load({
      RUNYARD_TOKEN: TOKEN,
      RUNYARD_TOKENS: `bob=${TOKEN}`,
      RUNYARD_ALLOWED_HOSTS: 'a.example,b.example:8080',
    });
    const shown = Object.fromEntries(describeConfig(loaded).map(({ key, value }) => [key, value]));
    expect(shown).toMatchObject({
      'server.token': '********',
      'server.tokens': 'bob=********',
      'server.allowedHosts': 'a.example, b.example:8080',
      'limits.memory': '512M',
      'maxLimits.runTimeout': '1h',
      embeddedWarm: '',
    });
    expect(JSON.stringify(describeConfig(loaded))).not.toContain(TOKEN);
    expect(describeConfig(loaded).every(({ description }) => description.length > 10)).toBe(true);
  });

  it('has flags for all but secrets', () => {
    const flags = listConfigFlags();
    expect(flags).toHaveLength(listConfigFields().length - 2);
    expect(flags.find(({ key }) => key === 'maxLimits.runTimeout')).toMatchObject({
      name: 'max-run-timeout',
      placeholder: 'TIME',
      usual: '1h',
    });
    expect(listConfigFlags(['server']).every(({ key }) => key.startsWith('server.'))).toBe(true);
  });
});

describe('a host for other machines', () => {
  it('needs a token', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.2', 'box.example']) {
      const error = catchError(() => requireToken(load({}, { 'server.host': host })));
      expect(error.message).toContain(`server.host is ${host} (--host)`);
      expect(error.remedy).toContain('RUNYARD_TOKEN');
      requireToken(load({ RUNYARD_TOKEN: TOKEN }, { 'server.host': host }));
    }
    for (const host of ['127.0.0.1', 'localhost', '::1', '127.1.2.3']) requireToken(load({ RUNYARD_HOST: host }));
  });
});
