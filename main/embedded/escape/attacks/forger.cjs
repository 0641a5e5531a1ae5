/** A guest that says what no guest says: started in place of the supervisor, with a job that names the forgery. */
'use strict';
const fs = require('node:fs');

const JOB_FD = 3;
const OUTPUT_FD = 4;
const types = { ready: 1, stdout: 2, inputNeeded: 4, phaseStarted: 5, phaseEnded: 6, unsupported: 7 };
const FLOOD = 200_000;

function frame(type, payload = '', length = Buffer.byteLength(payload)) {
  const head = Buffer.from([type, 0, 0, 0, 0]);
  head.writeUInt32LE(length, 1);
  return Buffer.concat([head, Buffer.from(payload)]);
}

function send(bytes) {
  for (let sent = 0; sent < bytes.length; ) sent += fs.writeSync(OUTPUT_FD, bytes, sent);
}

function flood(bytes) {
  const block = Buffer.concat(Array.from({ length: 1000 }, () => bytes));
  for (let sent = 0; sent < FLOOD; sent += 1000) send(block);
}

const result = { phase: 'run', exitCode: 0, outOfMemory: false, cpuMs: 1, peakMemoryBytes: 1 };
const start = (phase = 'run') => send(frame(types.phaseStarted, phase));
const end = (change = {}) => send(frame(types.phaseEnded, JSON.stringify({ ...result, ...change })));
const print = (text) => send(frame(types.stdout, text));
const spin = () => {
  for (;;);
};

const forgeries = {
  honest: () => end(),
  'an end with nonsense': () => end({ exitCode: 'none', cpuMs: -1 }),
  'an end that is no number': () =>
    send(frame(types.phaseEnded, JSON.stringify(result).replace('"cpuMs":1', '"cpuMs":1e999'))),
  'an end that is no JSON': () => send(frame(types.phaseEnded, '{"phase":')),
  'an end with a prototype': () => send(frame(types.phaseEnded, '{"__proto__":{"phase":"run","exitCode":0}}')),
  'a frame of 4 GB': () => send(frame(types.stdout, 'x', 2 ** 32 - 1)),
  'a frame that never comes whole': () => send(frame(types.stdout, 'x', 1000)),
  'another phase': () => end({ phase: 'compile' }),
  'a phase twice': () => start(),
  'a feature that there is not': () => send(frame(types.unsupported, '{"what":"walls","detail":""}')),
  'a long detail': () =>
    send(frame(types.unsupported, JSON.stringify({ what: 'package', detail: 'x'.repeat(100_000) }))),
  'a flood of empty frames': () => {
    flood(frame(99));
    end();
  },
  'a flood of news': () => {
    flood(frame(types.unsupported, '{"what":"sockets","detail":""}'));
    end();
  },
  'a flood of questions for input': () => {
    flood(frame(types.inputNeeded));
    end();
  },
  'output after the end': () => {
    end();
    print('after');
  },
  'two ends': () => {
    end();
    end({ exitCode: 7 });
  },
  'no end after the end': () => {
    end();
    spin();
  },
  'silence after the end': () => {
    end();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
};
module.exports = Object.keys(forgeries);

function readJob() {
  const head = Buffer.alloc(5);
  fs.readSync(JOB_FD, head);
  const bytes = Buffer.alloc(head.readUInt32LE(1));
  for (let got = 0; got < bytes.length; ) got += fs.readSync(JOB_FD, bytes, got, bytes.length - got, null);
  return JSON.parse(bytes.toString());
}

if (process.argv[2]?.startsWith('{')) {
  send(frame(types.ready, '{"residentBytes":1}'));
  const { files } = readJob();
  start();
  print('begun\n');
  forgeries[files[0].content]();
  process.exit(0);
}
