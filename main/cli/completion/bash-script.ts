/** Completion for bash, from 3.2 on, which macOS has. */
import type { Offer, WordCommand, WordFlag } from './word-tree';

export function writeBashScript(commands: readonly WordCommand[], languages: readonly string[]): string {
  const write = (offer: Offer) => (typeof offer === 'string' ? offer : offer.join(' '));
  const values: string[] = [];
  const places: string[] = [];
  const visit = (path: string, command: WordCommand) => {
    for (const flag of command.flags) {
      if (flag.value === null) continue;
      values.push(
        `    ${listSpellings(flag)
          .map((spelling) => `"${path} ${spelling}"`)
          .join('|')}) offer="${write(flag.value)}" ;;`,
      );
    }
    const flags = command.flags.map(({ name }) => `--${name}`).join(' ');
    const words = command.commands.length > 0 ? command.commands.map(({ name }) => name) : command.words;
    places.push(`    "${path}") flags="${flags}" offer="${write(words)}" ;;`);
    for (const inner of command.commands) visit(`${path} ${inner.name}`, inner);
  };
  for (const command of commands) visit(command.name, command);
  const groups = commands.filter((command) => command.commands.length > 0).map(({ name }) => name);
  return `# Completion of runyard for bash. In ~/.bashrc:
#   source <(runyard completion bash)
_runyard() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local path="\${COMP_WORDS[1]}" first=2 flags="" offer="" word
  local IFS=$'\\n'
  COMPREPLY=()
  # Bash takes --flag=value for three words.
  if [ "$current" = "=" ]; then current=""; elif [ "$previous" = "=" ]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  # What follows -- is the program's own.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do if [ "$word" = "--" ]; then return; fi; done
  case "$path" in
    ${groups.join('|')}) if [ "$COMP_CWORD" -gt 2 ] && [[ "\${COMP_WORDS[2]}" != -* ]]; then path="$path \${COMP_WORDS[2]}"; fi ;;
  esac
  if [ "$COMP_CWORD" = 1 ]; then
    path="" flags="--help --version" offer="${commands.map(({ name }) => name).join(' ')}"
  fi
  case "$path" in
${places.join('\n')}
  esac
  case "$path $previous" in
${values.join('\n')}
    *) if [[ "$current" == -* ]]; then offer="$flags"; fi ;;
  esac
  case "$offer" in
    languages) offer="${languages.join(' ')}" ;;
    none) return ;;
    # Bash itself offers them.
    files) return ;;
  esac
  COMPREPLY=($(compgen -W "\${offer// /$'\\n'}" -- "$current"))
}
complete -o default -F _runyard runyard
`;
}

function listSpellings({ name, short }: WordFlag): string[] {
  return [`--${name}`, ...(short === null ? [] : [`-${short}`])];
}
