import { readlinkSync } from 'node:fs';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runToEnd } from '../sandbox/provider-suite';
import { openTestEngine, type TestEngine } from '../testing/test-engine';
import { OWNER_LABEL } from './container-options';

/** Perl is in Debian's base. */
const spec = (id: string, image: string) => `
id: ${id}
title: ${id}
file: main.pl
image: ${image}
run: [perl, '{entry}']
`;

const PROGRAM = String.raw`
use IO::Socket::INET;
$| = 1;
open my $devices, '<', '/proc/net/dev';
print join(' ', map { /^\s*(\w+):/ } <$devices>), "\n", readlink('/proc/self/ns/net'), "\n";
my $server = IO::Socket::INET->new(Listen => 1, LocalAddr => 'localhost') or die $@;
IO::Socket::INET->new(PeerAddr => 'localhost', PeerPort => $server->sockport) or die $@;
IO::Socket::INET->new(PeerAddr => '192.0.2.1', PeerPort => 80) or print "$!\n";
<STDIN>;
`;

describe('a sandbox with no network', () => {
  let open: TestEngine;
  beforeAll(async () => {
    const specs = {
      'taught.yaml': spec('taught', 'runyard/perl:debian'),
      'plain.yaml': spec('plain', 'runyard/go:debian'),
    };
    open = await openTestEngine({ specs, config: { warmSandboxes: 0 } });
  });
  afterAll(() => open?.[Symbol.asyncDispose]());

  test.each([
    { way: 'the image teaches the C library the name', id: 'taught', isNetworkDisabled: true },
    { way: 'Docker lays an /etc/hosts', id: 'plain', isNetworkDisabled: false },
  ])('has a namespace of its own, the loopback interface alone, and localhost, where $way', async (expected) => {
    const { runs, ownerId } = open.engine;
    let isNetworkDisabled: boolean | undefined;
    const request = {
      spec: expected.id,
      files: [{ path: 'main.pl', content: PROGRAM }],
      stdin: 'interactive' as const,
    };
    let runId = '';
    const { stdout, stderr } = await runToEnd(runs, '', request, {
      async onEvent(event) {
        if (event.type === 'started') runId = event.runId;
        if (event.type !== 'output') return;
        isNetworkDisabled ??= await inspectOwn(ownerId);
        await runs.write(runId, '\n');
      },
    });
    const [devices, namespace, refusal] = stdout.trim().split('\n');
    expect({ devices, refusal, stderr, isNetworkDisabled }).toEqual({
      devices: 'lo',
      refusal: 'Network is unreachable',
      stderr: '',
      isNetworkDisabled: expected.isNetworkDisabled,
    });
    expect(namespace).toMatch(/^net:/);
    expect(namespace).not.toBe(readlinkSync('/proc/self/ns/net'));
  });
});

async function inspectOwn(ownerId: string): Promise<boolean> {
  const docker = new Docker();
  const [own] = await docker.listContainers({ filters: { label: [`${OWNER_LABEL}=${ownerId}`] } });
  const { Config: config } = await docker.getContainer(own?.Id ?? '').inspect();
  return (config as { NetworkDisabled?: boolean }).NetworkDisabled ?? false;
}
