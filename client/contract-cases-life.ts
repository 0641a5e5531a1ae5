/** Contract cases: how a run is fed, stopped, dropped, and kept from others. */
import {
  askFor,
  type ContractCase,
  claim,
  claimEqual,
  collect,
  failureOf,
  iterate,
  newLabel,
  outcomeOf,
  readState,
  readUntil,
  textOf,
  untilState,
} from './contract-world';

const STOPPED = { type: 'stopped', by: 'user' };

export const lifeCases: ContractCase[] = [
  {
    name: 'feeds an interactive stdin in order, and ends it',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const run = client.run(askFor('echo', { stdin: 'interactive' }));
      // Before the first event: a write waits for the start.
      const early = run.write('first\n');
      const lines = Array.from({ length: 50 }, (_, index) => `line ${index}\n`);
      const late = lines.map((line) => run.write(line));
      const ended = run.closeStdin();
      const events = await collect(run);
      await Promise.all([early, ...late, ended]);
      claimEqual(textOf(events), ['first\n', ...lines].join(''), 'output');
      claimEqual(outcomeOf(events), { type: 'exited', code: 0 }, 'outcome');
      claimEqual((await failureOf(() => run.write('too late'))).code, 'RUN_UNKNOWN', 'write after the end');
    },
  },
  {
    name: 'gives a run its terminal, and later another size, in order with what is typed',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const run = client.run(askFor('screen', { stdin: 'interactive', terminal: { columns: 80, rows: 24 } }));
      const sent = [run.write('a'), run.resize({ columns: 132, rows: 43 }), run.write('b'), run.closeStdin()];
      const events = await collect(run);
      await Promise.all(sent);
      claimEqual(textOf(events), '80x24 a 132x43 b ', 'output');
      await run.resize({ columns: 1, rows: 1 });
      for (const terminal of [
        { columns: 0, rows: 24 },
        { columns: 80, rows: 1e6 },
        { columns: 8.5, rows: 24 },
      ]) {
        const wrong = await failureOf(() => collect(client.run(askFor('screen', { terminal }))));
        claimEqual(wrong.code, 'BAD_REQUEST', JSON.stringify(terminal));
      }
    },
  },
  {
    name: 'stops a run, which still gives what was printed and how it ended',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const run = client.run(askFor('wait'));
      const texts: string[] = [];
      let outcome: unknown;
      for await (const event of run) {
        if (event.type === 'output') texts.push(event.text);
        if (event.type === 'output' && texts.length === 1) await run.stop();
        if (event.type === 'finished') outcome = event.outcome;
      }
      claimEqual([texts, outcome], [['waiting', 'last words'], STOPPED], 'end of the run');
      // Stopping what has ended does nothing.
      await run.stop();
    },
  },
  {
    name: 'takes an aborted signal as a stop',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const stop = new AbortController();
      const texts: string[] = [];
      let outcome: unknown;
      for await (const event of client.run(askFor('wait'), { signal: stop.signal })) {
        if (event.type === 'output') texts.push(event.text);
        if (event.type === 'output') stop.abort();
        if (event.type === 'finished') outcome = event.outcome;
      }
      claimEqual([texts, outcome], [['waiting', 'last words'], STOPPED], 'end of the run');
      const aborted = await collect(client.run(askFor('wait'), { signal: AbortSignal.abort() }));
      claimEqual(outcomeOf(aborted), STOPPED, 'run with a signal that was aborted before');
    },
  },
  {
    name: 'stops a run that is still queued',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const label = newLabel();
      const run = client.run(askFor('queue', { stdin: 'interactive' }, label));
      const write = failureOf(() => run.write('never read'));
      const events = iterate(run);
      await readUntil(events, 'queued');
      await run.stop();
      const last = await readUntil(events, 'finished');
      claimEqual(outcomeOf([last]), STOPPED, 'outcome');
      claim((await events.next()).done === true, 'the stream goes on after `finished`');
      claimEqual((await write).code, 'RUN_UNKNOWN', 'write to a run that never started');
      await untilState(client, 'the queued run is gone', (state) => !state.active.includes(label));
    },
  },
  {
    name: 'cleans up after a loop that was left',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      for (const spec of ['wait', 'flood']) {
        const label = newLabel();
        for await (const event of client.run(askFor(spec, { args: ['80000000'] }, label))) {
          if (event.type === 'output') break;
        }
        await untilState(client, `${spec} is gone`, (state) => !state.active.includes(label));
      }
    },
  },
  {
    name: 'cleans up after a call that was aborted at once',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const label = newLabel();
      const runs = Array.from({ length: 20 }, () => client.run(askFor('wait', {}, label)));
      const ends = runs.map((run) => collect(run));
      await Promise.all(runs.map((run) => run.stop()));
      for (const events of await Promise.all(ends)) claimEqual(outcomeOf(events), STOPPED, 'outcome');
      await untilState(client, 'the runs are gone', (state) => !state.active.includes(label));
    },
  },
  {
    name: "refuses to touch somebody else's run",
    connections: 2,
    async run({ connect }) {
      const [owner, stranger] = [await connect(), await connect()];
      const run = owner.client.run(askFor('echo', { stdin: 'interactive' }));
      const events = iterate(run);
      const started = await readUntil(events, 'started');
      claim(started.type === 'started', 'no `started` event');
      for (const touch of ['write', 'resize', 'closeStdin', 'stop', 'acknowledge'] as const) {
        const error = await failureOf(() => stranger.touch(touch, started.runId));
        claimEqual(error.code, 'RUN_UNKNOWN', `${touch} by a stranger`);
        claim(error.remedy !== '', `${touch}: no remedy`);
      }
      await run.write('still mine');
      const output = await readUntil(events, 'output');
      claimEqual(textOf([output]), 'still mine', 'output');
      await run.stop();
      await readUntil(events, 'finished');
    },
  },
  {
    name: 'ends the runs of a connection that was cut, and no others',
    connections: 2,
    async run({ connect }) {
      const [cut, other] = [await connect(), await connect()];
      const [lost, kept] = [newLabel(), newLabel()];
      const keptRun = other.client.run(askFor('wait', {}, kept));
      const keptEvents = iterate(keptRun);
      await readUntil(keptEvents, 'output');
      const lostRun = iterate(cut.client.run(askFor('wait', {}, lost)));
      await readUntil(lostRun, 'output');
      const next = failureOf(() => lostRun.next());
      cut.drop();
      const error = await next;
      claimEqual(error.code, 'CONNECTION_LOST', 'what the loop says');
      claim(error.remedy !== '', 'no remedy');
      await untilState(other.client, 'the run is gone', (state) => !state.active.includes(lost));
      claim((await readState(other.client)).active.includes(kept), "another connection's run has gone too");
      await keptRun.stop();
      await readUntil(keptEvents, 'finished');
    },
  },
];
