/** Completion for zsh, which shows what each word does. */
import type { Offer, WordCommand, WordFlag } from './word-tree';

export function writeZshScript(commands: readonly WordCommand[], languages: readonly string[]): string {
  const places: string[] = [];
  const visit = (path: string, command: WordCommand) => {
    const specs = command.flags.map((flag) => writeFlag(flag, languages));
    if (command.commands.length > 0) {
      places.push(
        `    (${path}) words_of=(${describeAll(command.commands)}); _arguments -S ${specs.join(' ')} '1:command:{_describe command words_of}' ;;`,
      );
    } else {
      const rest = command.words === 'none' ? '' : ` ${quote(`*:word:${writeOffer(command.words, languages)}`)}`;
      places.push(`    (${path}) _arguments -S ${specs.join(' ')}${rest} ;;`);
    }
    for (const inner of command.commands) visit(`${path}-${inner.name}`, inner);
  };
  for (const command of commands) visit(command.name, command);
  const groups = commands.filter((command) => command.commands.length > 0).map(({ name }) => name);
  return `#compdef runyard
# Completion of runyard for zsh. In ~/.zshrc, after compinit:
#   source <(runyard completion zsh)
_runyard() {
  local -a words_of
  if (( CURRENT == 2 )) && [[ $words[2] == -* ]]; then
    _arguments -S '(-v --version)'{-v,--version}'[show the version]' '(-h --help)'{-h,--help}'[show the help]'
    return
  fi
  if (( CURRENT == 2 )); then
    words_of=(${describeAll(commands)})
    _describe command words_of
    return
  fi
  local at=$words[2]
  words=("\${(@)words[2,-1]}")
  (( CURRENT-- ))
  case $at in
    (${groups.join('|')})
      if (( CURRENT > 2 )) && [[ $words[2] != -* ]]; then
        at=$at-$words[2]
        words=("\${(@)words[2,-1]}")
        (( CURRENT-- ))
      fi ;;
  esac
  case $at in
${places.join('\n')}
  esac
}
compdef _runyard runyard
`;
}

function describeAll(commands: readonly WordCommand[]): string {
  return commands.map(({ name, help }) => quote(`${name}:${help}`)).join(' ');
}

function writeFlag({ name, short, help, value }: WordFlag, languages: readonly string[]): string {
  const said = `[${help.replace(/[[\]\\]/g, '\\$&')}]`;
  const taken = value === null ? '' : `:value:${writeOffer(value, languages)}`;
  return [`--${name}`, ...(short === null ? [] : [`-${short}`])]
    .map((flag) => quote(`*${flag}${value === null ? '' : flag.startsWith('--') ? '=' : '+'}${said}${taken}`))
    .join(' ');
}

function writeOffer(offer: Offer, languages: readonly string[]): string {
  if (offer === 'files') return '_files';
  if (offer === 'none') return ' ';
  return `(${(offer === 'languages' ? languages : offer).join(' ')})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
