/** Completion for fish, which shows what each word does. */
import type { Offer, WordCommand } from './word-tree';

export function writeFishScript(commands: readonly WordCommand[], languages: readonly string[]): string {
  const lines: string[] = [];
  const visit = (condition: string, command: WordCommand) => {
    const inner = command.commands.map(({ name }) => name).join(' ');
    const seen = `${condition} __fish_seen_subcommand_from ${command.name}`.trim();
    // The flags of a group are those of its commands.
    const here = inner === '' ? seen : `${seen}; and not __fish_seen_subcommand_from ${inner}`;
    for (const one of command.commands)
      lines.push(`complete -c runyard -f -n ${quote(here)} -a ${one.name} -d ${quote(one.help)}`);
    for (const { name, short, help, value } of command.flags) {
      const parts = [`complete -c runyard -n ${quote(here)} -l ${name}`];
      if (short !== null) parts.push(`-s ${short}`);
      if (value !== null) parts.push(writeOffer(value, languages, 'value'));
      parts.push(`-d ${quote(help)}`);
      lines.push(parts.join(' '));
    }
    if (inner === '')
      lines.push(`complete -c runyard -n ${quote(here)} ${writeOffer(command.words, languages, 'word')}`);
    for (const one of command.commands) visit(`${seen}; and`, one);
  };
  for (const command of commands) {
    lines.push(`complete -c runyard -f -n __fish_use_subcommand -a ${command.name} -d ${quote(command.help)}`);
    visit('', command);
  }
  return `# Completion of runyard for fish:
#   runyard completion fish > ~/.config/fish/completions/runyard.fish
complete -c runyard -f -n __fish_use_subcommand -s v -l version -d 'show the version'
complete -c runyard -f -n __fish_use_subcommand -s h -l help -d 'show the help'
${lines.join('\n')}
`;
}

function writeOffer(offer: Offer, languages: readonly string[], of: 'value' | 'word'): string {
  const needs = of === 'value' ? 'r' : '';
  if (offer === 'files') return `-${needs}F`;
  if (offer === 'none') return `-${needs}f`;
  return `-${needs}f -a ${quote((offer === 'languages' ? languages : offer).join(' '))}`;
}

/** In single quotes fish reads backslashes before a quote and a backslash. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
