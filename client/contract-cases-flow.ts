/** Contract cases: a fast program and a slow reader. */
import { UNACKNOWLEDGED_LIMIT } from '../contract';
import {
  askFor,
  type ContractCase,
  claim,
  claimEqual,
  iterate,
  newLabel,
  readState,
  readUntil,
  untilState,
} from './contract-world';

/** The largest output event. */
const FRAME_CHARACTERS = 64 * 1024;
const FLOOD_CHARACTERS = 8 * 1024 * 1024;

export const flowCases: ContractCase[] = [
  {
    name: 'holds a flood while nobody reads, then gives all of it',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const label = newLabel();
      const events = iterate(client.run(askFor('flood', { args: [String(FLOOD_CHARACTERS)] }, label)));
      await readUntil(events, 'started');
      await untilState(
        client,
        'the flood runs up to the limit',
        ({ produced }) => (produced[label] ?? 0) > UNACKNOWLEDGED_LIMIT,
      );
      for (let look = 0; look < 50; look += 1) {
        const produced = (await readState(client)).produced[label] ?? 0;
        claim(produced <= UNACKNOWLEDGED_LIMIT + FRAME_CHARACTERS, `${produced} characters went out unread`);
      }
      let received = '';
      for (;;) {
        const { value, done } = await events.next();
        claim(!done, 'the stream ended before `finished`');
        if (value.type === 'output') received += value.text;
        if (value.type === 'finished') break;
      }
      claimEqual(received.length, FLOOD_CHARACTERS, 'characters');
      for (let line = 0; line < FLOOD_CHARACTERS / 8; line += 1) {
        const text = received.slice(line * 8, line * 8 + 8);
        if (text !== `${String(line).padStart(7, '0')}\n`) claim(false, `line ${line} is "${text}"`);
      }
    },
  },
  {
    name: 'stops a flood that nobody reads',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const label = newLabel();
      const run = client.run(askFor('flood', { args: [String(FLOOD_CHARACTERS)] }, label));
      const events = iterate(run);
      await readUntil(events, 'started');
      await untilState(
        client,
        'the flood runs up to the limit',
        ({ produced }) => (produced[label] ?? 0) > UNACKNOWLEDGED_LIMIT,
      );
      await run.stop();
      const last = await readUntil(events, 'finished');
      claimEqual(last.type === 'finished' && last.outcome, { type: 'stopped', by: 'user' }, 'outcome');
      await untilState(client, 'the run is gone', (state) => !state.active.includes(label));
    },
  },
];
