/** Contract cases: what the engine has, such as images, and what is new there. */
import type { EngineStatus, ImageProgress } from '../contract';
import { type ContractCase, claimEqual, failureOf, untilState } from './contract-world';

export const engineCases: ContractCase[] = [
  {
    name: 'tells the specs now and each change, and what is scheduled',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const leave = new AbortController();
      const lines: number[] = [];
      for await (const { problems } of client.specs.watch({ signal: leave.signal })) {
        lines.push(problems[0]?.line ?? 0);
        if (lines.length === 3) leave.abort();
        else claimEqual((await client.specs.reload()).problems[0]?.line, lines.at(-1)! + 1, 'reloaded');
      }
      const [first = 0] = lines;
      claimEqual(lines, [first, first + 1, first + 2], 'lines');
      const [job] = await client.schedule.list();
      claimEqual([job?.job, job?.nextAt, job?.lastResult], ['imageRefresh', 86_400_000, null], 'job');
    },
  },
  {
    name: 'tells the status now and each change',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const leave = new AbortController();
      const states: EngineStatus['state'][] = [];
      for await (const status of client.engine.watch({ signal: leave.signal })) {
        states.push(status.state);
        if (states.length === 4) leave.abort();
        else await client.engine.doctor();
      }
      const circle = ['ready', 'connecting', 'unavailable'];
      const at = circle.indexOf(states[0] ?? '');
      claimEqual(
        states,
        [0, 1, 2, 3].map((step) => circle[(at + step) % 3]),
        'states',
      );
    },
  },
  {
    name: 'lists runtimes, tells the progress of one that is installed, and cancels another',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      claimEqual(
        (await client.runtimes.list()).map(({ id, state }) => [id, state]),
        [
          ['quick', 'ready'],
          ['slow', 'ready'],
        ],
        'list',
      );
      const progress = await collectProgress(client.runtimes.install('quick'));
      claimEqual(progress, ['progress', 'done'], 'progress');
      const cancel = new AbortController();
      const seen: string[] = [];
      for await (const item of client.runtimes.install('slow', { signal: cancel.signal })) {
        seen.push(item.type);
        cancel.abort();
      }
      claimEqual(seen, ['progress'], 'progress of the cancelled one');
      await client.runtimes.remove('quick');
      claimEqual((await failureOf(() => client.runtimes.remove('cobol'))).code, 'SPEC_UNKNOWN', 'code');
    },
  },
  {
    name: 'has a language prepared, for one engine or for any',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      await client.prepare('print');
      await client.prepare('print', 'embedded');
      await client.prepare('print', 'docker', 'on');
      await untilState(
        client,
        'all are prepared',
        ({ prepared }) => prepared.join() === 'print any,print embedded,print docker terminal',
      );
      claimEqual((await failureOf(() => client.prepare('cobol'))).code, 'SPEC_UNKNOWN', 'code');
    },
  },
  {
    name: 'says what images and runtimes take on disk, and when a language was run last',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const { images, totalBytes, sharedBytes } = await client.images.usage();
      const [quick] = images;
      claimEqual([images.length, totalBytes, sharedBytes, quick?.ownBytes], [2, 1048, 1000, 24], 'images');
      const { runtimes, totalBytes: runtimeBytes } = await client.runtimes.usage();
      claimEqual([runtimes.map(({ id }) => id), runtimeBytes], [['quick', 'slow'], 512], 'runtimes');
      claimEqual(await client.specs.lastRuns(), [{ specId: 'quick', provider: 'fake', at: 1000 }], 'last runs');
    },
  },
  {
    name: 'builds an image only where its recipe has changed, unless it is told otherwise',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const logs: string[] = [];
      for (const options of [{}, { when: 'always' }] as const) {
        for await (const item of client.images.build('quick', options)) if (item.type === 'log') logs.push(item.text);
      }
      claimEqual(logs, ['changed', 'always'], 'builds');
    },
  },
  {
    name: 'tells the progress of an image, and cancels one',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const progress: ImageProgress['type'][] = [];
      for await (const item of client.images.pull('quick')) progress.push(item.type);
      claimEqual(progress, ['progress', 'log', 'done'], 'progress');
      const cancel = new AbortController();
      const seen: ImageProgress['type'][] = [];
      for await (const item of client.images.build('slow', { signal: cancel.signal })) {
        seen.push(item.type);
        cancel.abort();
      }
      claimEqual(seen, ['progress'], 'progress of the cancelled build');
      await untilState(client, 'the build is cancelled', (state) => (state.cancelledImages.slow ?? 0) > 0);
      const error = await failureOf(async () => {
        for await (const item of client.images.pull('cobol')) seen.push(item.type);
      });
      claimEqual(error.code, 'SPEC_UNKNOWN', 'code');
    },
  },
];

async function collectProgress(items: AsyncIterable<{ type: string }>): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of items) types.push(type);
  return types;
}
