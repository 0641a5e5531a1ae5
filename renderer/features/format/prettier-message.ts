/** What goes between the window and Prettier's worker. */
import type { PrettierParser } from '../../../contract';
import type { Formatted } from './formatted';

export interface PrettierRequest {
  readonly id: number;
  readonly text: string;
  readonly parser: PrettierParser;
  readonly tabWidth: number;
  readonly useTabs: boolean;
}

export type PrettierAnswer = { readonly id: number } & Exclude<Formatted, { kind: 'failed' }>;
