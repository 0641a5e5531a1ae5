/** `runyard completion`: scripts that let a shell complete commands, flags, languages and files. */
import type { Command } from 'commander';
import { misuse } from '../complaint';
import { writeBashScript } from '../completion/bash-script';
import { writeFishScript } from '../completion/fish-script';
import { listWords } from '../completion/word-tree';
import { writeZshScript } from '../completion/zsh-script';
import { askEngine } from './asked-engine';

const SHELLS = { bash: writeBashScript, zsh: writeZshScript, fish: writeFishScript };

/** Languages are those of today: make it anew when there are others. */
export async function writeCompletion(shell: string, program: Command): Promise<string> {
  const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell as keyof typeof SHELLS] : undefined;
  if (!write) throw misuse(`There is no completion for "${shell}".`, 'There is one for bash, zsh and fish.');
  await using asked = await askEngine({});
  const { specs } = await asked.client.specs.list();
  return write(
    listWords(program),
    specs.map(({ id }) => id),
  );
}
