// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { FakeDevice } from './fake-device';
import { TerminalScreen } from './terminal-screen';

/** Longer than a busy machine takes. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 8000 });

function openScreen(pace: 'at once' | 'when told' = 'at once') {
  const devices: FakeDevice[] = [];
  const listener = { onKeys: vi.fn(), onSize: vi.fn() };
  const screen = new TerminalScreen(async (_host, inner) => {
    const device = new FakeDevice(inner, pace);
    devices.push(device);
    return device;
  }, listener);
  return { screen, devices, listener };
}

test('brings its device when it is first needed, once, and keeps the order of what is printed', async () => {
  const { screen, devices } = openScreen();
  expect(devices).toHaveLength(0);
  for (const text of ['a', 'b', 'c']) screen.append('stdout', text);
  await until(() => expect(devices[0]?.text).toBe('abc'));
  expect(devices).toHaveLength(1);
});

test('holds a flood up until it is on the screen', async () => {
  const { screen, devices } = openScreen('when told');
  expect(screen.append('stdout', 'x'.repeat(200_000))).toBeUndefined();
  const room = screen.append('stdout', 'x'.repeat(200_000));
  const then = vi.fn();
  void room?.then(then);
  await until(() => expect(devices[0]?.pending).toHaveLength(2));
  expect(then).not.toHaveBeenCalled();
  for (const settle of devices[0]?.pending ?? []) settle();
  await room;
  expect(screen.append('stdout', 'x')).toBeUndefined();
});

test('says when it has something on it, and when it has not any more', async () => {
  const { screen, devices } = openScreen();
  const seen: boolean[] = [];
  const stop = screen.subscribe(() => seen.push(screen.getIsEmpty()));
  screen.append('stdout', 'a');
  screen.append('stdout', 'b');
  await until(() => expect(devices[0]?.text).toBe('ab'));
  screen.clear();
  stop();
  screen.append('stdout', 'c');
  expect(seen).toEqual([false, true]);
});

test('keeps what is on the screen when all of it is drawn, and nothing when it is disposed of before', async () => {
  const { screen, devices } = openScreen('when told');
  screen.append('stdout', 'a\nb\n');
  const kept = vi.fn();
  void screen.keep().then(kept);
  await until(() => expect(devices[0]?.pending).toHaveLength(2));
  expect(kept).not.toHaveBeenCalled();
  for (const settle of devices[0]?.pending ?? []) settle();
  await until(() => expect(kept).toHaveBeenCalled());
  expect(kept.mock.calls[0]?.[0]).toMatchObject({ head: [{ source: 'stdout', text: 'a\nb\n' }] });
  const never = screen.keep();
  screen.dispose();
  expect(await never).toMatchObject({ head: [], tail: [] });
});

test('holds nobody up who waits for a screen that is disposed of', async () => {
  const { screen } = openScreen('when told');
  const room = screen.append('stdout', 'x'.repeat(300_000));
  screen.dispose();
  await room;
});

test('keeps its device while it is nowhere, and gives it up with its tab, even one that comes too late', async () => {
  const { screen, devices } = openScreen();
  const parent = document.body.appendChild(document.createElement('div'));
  const detach = screen.attach(parent);
  await until(() => expect(devices[0]?.calls).toContain('show'));
  detach();
  expect(parent.childElementCount).toBe(0);
  screen.attach(parent);
  screen.dispose();
  expect(devices[0]?.calls.at(-1)).toBe('dispose');
  expect(parent.childElementCount).toBe(0);
  const late = openScreen();
  late.screen.focus();
  late.screen.dispose();
  await until(() => expect(late.devices[0]?.calls).toEqual(['dispose']));
});
