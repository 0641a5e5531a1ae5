/** What the engine really says is known in the window's other language. */
import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../main/docker/connection-failure';
import { examine, RUNTIME_REMEDIES } from '../../main/docker/doctor';
import type { Endpoint } from '../../main/docker/endpoints';
import { describeUnheld, findLimitRemedy } from '../../main/docker/held-limits';
import { describeUnsupported } from '../../main/embedded/unsupported';
import { findWords } from './words';

const { said } = findWords('de');

function expectTranslated(...sentences: Array<string | null>): void {
  for (const sentence of sentences) {
    if (sentence === null || sentence === '') continue;
    expect(said(sentence)).not.toBe(sentence);
    expect(said(sentence)).not.toMatch(/\b(the|is|there|and|names|listens)\b/);
  }
}

function socketAt(socketPath: string, source: string): Endpoint {
  return { source, address: `unix://${socketPath}`, options: { socketPath } };
}

describe('in German', () => {
  it.each(['linux', 'darwin'] as const)('says what the doctor found on %s', async (platform) => {
    const one = [socketAt('/nonexistent.sock', 'the dockerHost setting')];
    const reports = [
      await examine(one, platform),
      await examine([...one, socketAt('/none.sock', 'the usual Docker socket')], platform),
      await examine([{ source: 'the settings of the window', address: 'what://', options: null }], platform),
      await examine(
        [{ source: 'the Docker context "far"', address: 'tcp://127.0.0.1:1', options: { host: '127.0.0.1', port: 1 } }],
        platform,
      ),
      await examine([{ source: 'DOCKER_CONTEXT', address: 'context://far', options: null }], platform),
    ];
    for (const { report } of reports) {
      expectTranslated(report.summary, report.remedy);
      for (const { source, detail, remedy } of report.attempts) {
        expectTranslated(source === 'DOCKER_CONTEXT' ? null : source, detail, remedy);
      }
    }
  });

  it.each([
    'ENOENT',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EACCES',
    'ECONNREFUSED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'CERT_HAS_EXPIRED',
    'SSH_MISSING',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  ])('says why a daemon does not answer: %s', (code) => {
    const { detail, remedy } = explainFailure(Object.assign(new Error(code), { code }));
    expectTranslated(detail, remedy);
  });

  it('says which limits a daemon cannot hold, and what was said before', () => {
    const none = { memory: false, processes: false, cpus: false };
    const unheld = describeUnheld(none);
    expectTranslated(
      unheld,
      `Docker 20.10.24 answers at unix:///run/docker.sock. ${describeUnheld({ ...none, memory: true })}`,
      `Docker 20.10.24, API 1.41; runtimes: runc. ${unheld}`,
      `Docker cannot be used at unix:///run/docker.sock: i${unheld.slice(1)}`,
      findLimitRemedy(none, { Rootless: true }, 'refuse'),
      findLimitRemedy(none, {}, 'use'),
    );
  });

  it('says what to do about a runtime that a daemon does not have', () => {
    expectTranslated('It has no runtime kata; it has runc, runsc.', ...Object.values(RUNTIME_REMEDIES));
  });

  it.each(['threads', 'subprocesses', 'sockets', 'package'] as const)(
    'says what the embedded engine lacks: %s',
    (what) => {
      expectTranslated(describeUnsupported(what, 'numpy', 'Python'));
    },
  );

  it('leaves what it does not know as it is', () => {
    expect(said('Another sentence: toString.')).toBe('Another sentence: toString.');
    expect(said('toString')).toBe('toString');
  });
});

it('changes nothing in English', () => {
  expect(findWords('en').said('Nothing is there.')).toBe('Nothing is there.');
});
