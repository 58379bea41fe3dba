import { filesToo } from "./completion-candidates";

/**
 * Completion scripts, by shell. They call the program for candidates, so they fit every version of it. It prints one line
 * for each candidate: the word, a space and a description.
 */
export const completionScripts = {
  bash: `# Completion of agentrun-ram for bash. Load it in ~/.bashrc, or put it into bash-completion's folder.
_agentrun_ram() {
  local word about
  COMPREPLY=()
  while IFS=' ' read -r word about; do
    if [[ $word == "${filesToo}" ]]; then
      compopt -o default 2>/dev/null
      local file
      while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")
    else
      COMPREPLY+=("$word")
    fi
  done < <(agentrun-ram completion bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _agentrun_ram agentrun-ram`,
  zsh: `#compdef agentrun-ram
# Completion of agentrun-ram for zsh. Put it as _agentrun-ram into a folder of $fpath.
_agentrun_ram() {
  local line
  local -a found
  local files=0
  for line in "\${(@f)$(agentrun-ram completion zsh -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ $line == "${filesToo}" ]]; then
      files=1
    elif [[ -n $line ]]; then
      found+=("\${\${line%% *}//:/\\\\:}:\${line#* }")
    fi
  done
  (( $#found )) && _describe -t words agentrun-ram found
  (( files )) && _files
}
if [[ $funcstack[1] == _agentrun-ram ]]; then
  _agentrun_ram "$@"
else
  compdef _agentrun_ram agentrun-ram
fi`,
  fish: `# Completion of agentrun-ram for fish. Put it into ~/.config/fish/completions.
function __agentrun_ram_complete
    set -l given (commandline -opc)
    for line in (agentrun-ram completion fish -- $given[2..-1] (commandline -ct) 2>/dev/null)
        if test "$line" = "${filesToo}"
            __fish_complete_path (commandline -ct)
        else
            string replace ' ' \\t -- $line
        end
    end
end
complete -c agentrun-ram -f -a '(__agentrun_ram_complete)'`,
} as const;
