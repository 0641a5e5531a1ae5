# zsh -f offers.zsh SCRIPT LINE...: what a zsh with this completion offers at the end of each line.
# The offers for a line stand below each other; a line of its own ends them: "== ".
zmodload zsh/zpty
script=$1 offers=$(mktemp)
shift
zpty asked "zsh -f -i"
zpty -w asked "
PS1= PS2= RPS1= offers=$offers
autoload -Uz compinit && compinit -u -D
source ${(q)script}
# Called with -O, -A or -D it offers nothing.
compadd() {
  local -a found
  if [[ -z \${@[(r)-[OAD]*]} ]]; then
    builtin compadd -O found \"\$@\"
    print -rl -- \$found >>\$offers
  fi
  builtin compadd \"\$@\"
}
tell() { _main_complete; print -r -- '<''told>' }
zle -C tell list-choices tell
bindkey '^I' tell
print '<''ready>'"
zpty -r asked said '*<ready>*'
for line in "$@"; do
  : >$offers
  zpty -w -n asked "$line"$'\t'
  zpty -r asked said '*<told>*'
  zpty -w -n asked $'\C-u'
  cat $offers
  print '=='
done
zpty -d asked
rm $offers
