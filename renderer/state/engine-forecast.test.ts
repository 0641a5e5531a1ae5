import { expect, it } from 'vitest';
import { type EngineForecast, type ForecastFacts, forecastEngine } from './engine-forecast';

const docker = (what: 'ready' | 'connecting' | 'unavailable') => ({ engine: { state: what } });
const present = { image: { state: 'present' } } as const;
const absent = { image: { state: 'missing' } } as const;
const runtime = (state: 'ready' | 'missing' | 'broken') => ({ runtime: { state } });
const missing = (what: string) => ({ kind: 'missing', what }) as EngineForecast;

const cases: Array<[string, Partial<ForecastFacts>, EngineForecast]> = [
  ['Docker with its image', { ...docker('ready'), ...present, ...runtime('ready') }, { kind: 'docker' }],
  ['Docker without its image', { ...docker('ready'), ...absent, ...runtime('ready') }, { kind: 'embedded' }],
  ['no Docker', { ...docker('unavailable'), ...present, ...runtime('ready') }, { kind: 'embedded' }],
  ['Docker being looked for', { ...docker('connecting'), ...runtime('ready') }, { kind: 'unknown' }],
  ['images being looked for', { ...docker('ready'), ...runtime('ready') }, { kind: 'unknown' }],
  ['runtimes being looked for', { ...docker('unavailable'), runtime: 'unknown' }, { kind: 'unknown' }],
  ['neither engine', { ...docker('unavailable') }, missing('docker')],
  ['no Docker, a runtime to be had', { ...docker('unavailable'), ...runtime('missing') }, missing('runtime')],
  ['no Docker, a broken runtime', { ...docker('unavailable'), ...runtime('broken') }, missing('docker')],
  ['an image and a runtime to be had', { ...docker('ready'), ...absent, ...runtime('missing') }, missing('runtime')],
  ['Docker asked for', { choice: 'docker', ...docker('unavailable'), ...runtime('ready') }, missing('docker')],
  [
    'embedded asked for',
    { choice: 'embedded', ...docker('ready'), ...present, ...runtime('ready') },
    { kind: 'embedded' },
  ],
  ['embedded asked for in vain', { choice: 'embedded', ...docker('ready'), ...present }, missing('embedded')],
  ['embedded asked for, broken', { choice: 'embedded', ...runtime('broken') }, missing('brokenRuntime')],
];

it.each(cases)('%s', (_what, facts, forecast) => {
  expect(forecastEngine({ choice: 'auto', engine: null, image: null, runtime: null, ...facts })).toEqual(forecast);
});
