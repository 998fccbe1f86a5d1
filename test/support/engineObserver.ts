/** Observers for tests: silent but for the handlers that are given, whatever commands the engine has. */
import { COMMAND_FIELDS, type Commands } from '../../src/engine/commands.ts';
import type { RunObserver } from '../../src/measure/observer.ts';

export function observerOf(handlers: Partial<RunObserver> & Record<string, unknown>): RunObserver {
  const silent = Object.fromEntries(['event', ...Object.keys(COMMAND_FIELDS)].map((name) => [name, (): void => undefined]));
  return { ...silent, ...handlers } as unknown as RunObserver;
}

/** A sink that hands every command to each of these, in order. */
export function tee(...sinks: readonly Commands[]): Commands {
  return Object.fromEntries(Object.keys(COMMAND_FIELDS).map((name) => [name, (...values: unknown[]): void => {
    for (const sink of sinks) (sink as unknown as Record<string, (...all: unknown[]) => void>)[name]!(...values);
  }])) as unknown as Commands;
}
