/** Contract cases: what runs print, and errors, come over whole and in order. */
import type { RunRequestInput } from '../contract';
import { AWKWARD_TEXT } from './awkward-text';
import {
  askFor,
  type ContractCase,
  claim,
  claimEqual,
  collect,
  failureOf,
  newLabel,
  outcomeOf,
  textOf,
} from './contract-world';

export const answerCases: ContractCase[] = [
  {
    name: 'gives the events of a run in order',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const files = ['a', 'b', 'c'].map((content) => ({ path: `${content}.txt`, content }));
      const events = await collect(client.run(askFor('print', { files, args: ['x', 'y'] })));
      claimEqual(
        events.map((event) => (event.type === 'output' ? `${event.stream}:${event.text}` : event.type)),
        'queued queued queued started phase stdout:a stdout:b stdout:c stderr:x stderr:y finished'.split(' '),
        'events',
      );
      claimEqual(outcomeOf(events), { type: 'exited', code: 0 }, 'outcome');
    },
  },
  {
    name: 'keeps bytes that are no text as they are, whichever way they go in',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      // A cut character, one that goes over two chunks, and what is never UTF-8.
      const chunks = [Uint8Array.of(0xc3), Uint8Array.of(0xa9, 0x00, 0xff, 0xfe), Uint8Array.of(0xe2, 0x82)];
      async function* stream() {
        yield* chunks;
      }
      const whole = client.run(askFor('hex', { stdin: { base64: 'w6kA//7igg==' } }));
      claimEqual(textOf(await collect(whole)), 'c3a900fffee282', 'beforehand');
      claimEqual(
        textOf(await collect(client.run({ ...askFor('hex'), stdin: stream() }))),
        'c3a900fffee282',
        'streamed',
      );
      const large = Uint8Array.from({ length: 700_001 }, (_, at) => at % 251);
      async function* once() {
        yield large;
      }
      const { stdout } = await client.runToEnd({ ...askFor('hex'), stdin: once() });
      claim(stdout.length === 2 * large.length && stdout.endsWith('d3d4'), `700001 bytes came as ${stdout.length / 2}`);
    },
  },
  {
    name: 'gives a whole binary run its bytes back',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const base64 = 'w6kA//7igg==';
      const result = await client.runToEnd({ ...askFor('echo', { stdin: { base64 } }), binary: true });
      claimEqual([result.stdout, result.stdoutBase64], ['é\0\ufffd\ufffd\ufffd', base64], 'output');
    },
  },
  {
    name: 'gives a call up whose signal aborts, with its reason, and answers the next',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      await client.app.info();
      const reasonOf = (call: (options: { signal: AbortSignal }) => Promise<unknown>, when: 'before' | 'after') => {
        const abort = new AbortController();
        if (when === 'before') abort.abort('no more');
        const called = call({ signal: abort.signal });
        if (when === 'after') abort.abort('no more');
        return called.then(
          (value) => `it gave ${JSON.stringify(value)}`,
          (reason: unknown) => reason,
        );
      };
      for (const when of ['before', 'after'] as const) {
        claimEqual(await reasonOf((options) => client.specs.list(options), when), 'no more', `a list, ${when}`);
        claimEqual(await reasonOf((options) => client.history.read('x', options), when), 'no more', `a read, ${when}`);
      }
      claimEqual((await client.specs.list()).problems, [], 'the next answer');
    },
  },
  {
    name: 'keeps text of every kind as it is',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const files = [{ path: 'main.txt', content: AWKWARD_TEXT }];
      claimEqual(textOf(await collect(client.run(askFor('print', { files })))), AWKWARD_TEXT, 'file');
      claimEqual(
        textOf(await collect(client.run(askFor('echo', { stdin: { text: AWKWARD_TEXT } })))),
        AWKWARD_TEXT,
        'stdin',
      );
    },
  },
  {
    name: 'gives a typed error with its remedy and details',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const streamed = await failureOf(() => collect(client.run(askFor('fail', { args: ['IMAGE_MISSING'] }))));
      claimEqual(
        [streamed.code, streamed.message, streamed.remedy, streamed.details],
        ['IMAGE_MISSING', 'It failed as it was told to.', 'Do not tell it to.', { spec: 'fail' }],
        'error of a stream',
      );
      const answered = await failureOf(() => client.images.remove('cobol'));
      claimEqual([answered.code, answered.remedy], ['SPEC_UNKNOWN', 'Pick one of the list.'], 'error of a call');
    },
  },
  {
    name: 'gives what was printed before an unforeseen error, and none of its words',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const texts: string[] = [];
      const error = await failureOf(async () => {
        for await (const event of client.run(askFor('crash'))) if (event.type === 'output') texts.push(event.text);
      });
      claimEqual(texts, ['so far so good'], 'output');
      claimEqual(error.code, 'INTERNAL', 'code');
      claim(!error.message.includes('secret') && error.remedy !== '', `said "${error.message}"`);
    },
  },
  {
    name: 'names the field of an invalid input',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const wrong = { ...askFor('print'), files: [{ path: 'a', content: 7 }] } as unknown as RunRequestInput;
      const nested = await failureOf(() => collect(client.run(wrong)));
      claimEqual([nested.code, nested.details.path], ['BAD_REQUEST', 'files[0].content'], 'nested field');
      claim(nested.message.includes('files[0].content') && nested.remedy !== '', `said "${nested.message}"`);
      const low = await failureOf(() => collect(client.run(askFor('print', { limits: { memoryBytes: 1 } }))));
      claimEqual([low.code, low.details.path], ['BAD_REQUEST', 'limits.memoryBytes'], 'limit');
    },
  },
  {
    name: 'keeps 64 runs at once apart',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const texts = Array.from({ length: 64 }, () => newLabel());
      const runs = await Promise.all(
        texts.map((text) => collect(client.run(askFor('echo', { stdin: { text: `${text}\n`.repeat(2000) } })))),
      );
      runs.forEach((events, index) => {
        claim(textOf(events) === `${texts[index]}\n`.repeat(2000), `run ${index} printed another's output`);
      });
    },
  },
];
