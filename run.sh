#!/usr/bin/env bash
# Builds what is out of date and runs QuickLook.
#
#   ./run.sh                                   the demonstration: simulated nights of all 30 cameras, an exposure a minute
#   ./run.sh --raw DIR --calib DIR [--out DIR] watches real data
#   ./run.sh VERB ...                          any verb of the command line: reduce, inspect, simulate, generate, ...  (./run.sh --help)
#
# Serves http://localhost:8080; QUICKLOOK_PORT chooses another port. State is kept in .run/ (QUICKLOOK_STATE).
# QUICKLOOK_NO_INSTALL=1 forbids installing anything.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/prerequisites.sh
source "$root/scripts/prerequisites.sh"

output="$root/QuickLook.Web/bin/Release/net10.0"
program="$output/quicklook"
stamp="$root/artifacts/run.built"

# One line that changes whenever a source, the SDK pin or the built program does. Fails where find is not GNU's: then each start builds.
fingerprint() {
  (
    set -e
    cd "$root"
    find QuickLook.Core QuickLook.Web Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt global.json \
      \( -name bin -o -name obj -o -name node_modules -o -path QuickLook.Web/wwwroot/lib -o -path QuickLook.Web/wwwroot/_framework \) -prune \
      -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort
    stat -c '%n %s %Y' "$program" "$output/quicklook.dll" "$output/QuickLook.Core.dll" 2>/dev/null
  ) | cksum
}

build_if_needed() {
  local log print
  if [[ -x $program && -f $stamp ]] && print=$(fingerprint) && [[ $print == "$(<"$stamp")" ]]; then
    return
  fi

  require_dotnet
  require_npm
  say "Building QuickLook ..."
  mkdir -p "$root/artifacts"
  log="$root/artifacts/run.build.log"
  rm -f "$stamp"
  # Analyzers are for test.sh: they find nothing that running would.
  if ! (cd "$root" && dotnet build QuickLook.Web -c Release --nologo -v quiet -clp:NoSummary \
    -p:RestoreLockedMode=true -p:RunAnalyzers=false </dev/null >"$log" 2>&1); then
    cat "$log" >&2
    die "The build failed; the messages above say why (also in $log)."
  fi
  { print=$(fingerprint) && printf '%s\n' "$print" >"$stamp"; } || rm -f "$stamp"
}

# given OPTION ARGUMENT...: whether the option is among the arguments.
given() {
  local wanted=$1 argument
  shift
  for argument in "$@"; do
    [[ $argument == "$wanted" ]] && return
  done
  return 1
}

ensure_home
build_if_needed

export QUICKLOOK_STATE="${QUICKLOOK_STATE:-$root/.run}"
export QUICKLOOK_URL="${QUICKLOOK_URL:-http://localhost:${QUICKLOOK_PORT:-8080}}"

case "${1:-}" in
  "") set -- serve --demo ;;
  -h | --help | --version) ;;
  -*) set -- serve "$@" ;;
esac

# The demonstration never touches a configured database.
if [[ $1 == serve ]] && { [[ -z ${QUICKLOOK_DATABASE:-} ]] || given --demo "$@"; }; then
  require_postgresql
fi

exec "$program" "$@"
