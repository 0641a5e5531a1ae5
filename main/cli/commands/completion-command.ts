/** `runyard completion`: scripts that let a shell complete commands, flags and languages. */
import type { Command } from 'commander';
import { misuse } from '../complaint';
import { type Flag, RUN_FLAGS } from '../run/run-flags';
import { openEngine } from './open-engine';

interface Words {
  /** Commands, each with its own. */
  commands: Map<string, string[]>;
  runFlags: readonly Flag[];
  languages: string[];
}

const SHELLS = { bash: writeBash, zsh: writeZsh, fish: writeFish };

/** Languages are those of today: make it anew when there are others. */
export async function writeCompletion(shell: string, program: Command): Promise<string> {
  const write = SHELLS[shell as keyof typeof SHELLS];
  if (!write) throw misuse(`There is no completion for "${shell}".`, 'There is one for bash, zsh and fish.');
  await using engine = await openEngine();
  return write({
    commands: new Map(program.commands.map((command) => [command.name(), command.commands.map((sub) => sub.name())])),
    runFlags: RUN_FLAGS,
    languages: engine.specs.list().specs.map(({ id }) => id),
  });
}

function listFlags(flags: readonly Flag[]): string {
  return flags.map(({ name }) => `--${name}`).join(' ');
}

function writeBash({ commands, runFlags, languages }: Words): string {
  const cases = [...commands]
    .filter(([, subs]) => subs.length > 0)
    .map(
      ([name, subs]) =>
        `    ${name}) [ "$COMP_CWORD" = 2 ] && words="${subs.join(' ')}" || words="${languages.join(' ')} --all --json" ;;`,
    );
  return `# runyard completion for bash: put it into ~/.bashrc as
#   source <(runyard completion bash)
_runyard() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W "${[...commands.keys()].join(' ')}" -- "$current"))
    return
  fi
  case "$previous" in
    --spec|-s) COMPREPLY=($(compgen -W "${languages.join(' ')}" -- "$current")); return ;;
    --provider) COMPREPLY=($(compgen -W "auto docker embedded" -- "$current")); return ;;
  esac
  case "\${COMP_WORDS[1]}" in
    run) [[ "$current" == -* ]] && words="${listFlags(runFlags)}" ;;
${cases.join('\n')}
    completion) words="bash zsh fish" ;;
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _runyard runyard
`;
}

function writeZsh(words: Words): string {
  return `#compdef runyard
# runyard completion for zsh: put it into ~/.zshrc, after compinit, as
#   source <(runyard completion zsh)
autoload -U +X bashcompinit && bashcompinit
${writeBash(words).split('\n').slice(2).join('\n')}`;
}

function writeFish({ commands, runFlags, languages }: Words): string {
  const names = [...commands.keys()].join(' ');
  const lines = [
    '# runyard completion for fish: runyard completion fish > ~/.config/fish/completions/runyard.fish',
    `complete -c runyard -f -n __fish_use_subcommand -a "${names}"`,
  ];
  for (const [name, subs] of commands) {
    if (subs.length === 0) continue;
    const isFirst = `not __fish_seen_subcommand_from ${subs.join(' ')}`;
    lines.push(
      `complete -c runyard -f -n "__fish_seen_subcommand_from ${name}; and ${isFirst}" -a "${subs.join(' ')}"`,
    );
  }
  lines.push(`complete -c runyard -f -n "__fish_seen_subcommand_from images" -a "${languages.join(' ')}"`);
  for (const { name, short, value, help, completes } of runFlags) {
    const offered = { languages: languages.join(' '), engines: 'auto docker embedded', files: '' }[
      completes ?? 'files'
    ];
    const parts = [
      'complete -c runyard -n "__fish_seen_subcommand_from run"',
      `-l ${name}`,
      ...(short ? [`-s ${short}`] : []),
      ...(value ? ['-r'] : []),
      ...(offered === '' ? [] : [`-f -a "${offered}"`]),
      `-d "${help.replaceAll('"', '\\\\"')}"`,
    ];
    lines.push(parts.join(' '));
  }
  return `${lines.join('\n')}\n`;
}
