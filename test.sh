#!/usr/bin/env bash
# Builds everything with warnings as errors, checks the formatting and runs every test.
# The last line is "N passed, N failed" (", N skipped" when some were); exit code 0 only when tests ran and none failed.
#
#   ./test.sh                                         everything
#   ./test.sh --filter FullyQualifiedName~Fits        some tests: arguments go to "dotnet test"
#
# A build that fails, a formatting difference, or a test run that breaks off counts as one failed test.
# QUICKLOOK_NO_INSTALL=1 forbids installing what tests need; a test without its tool says what is missing.
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/prerequisites.sh
source "$root/scripts/prerequisites.sh"
cd "$root" || exit 1

results="$root/artifacts/test-results"
passed=0 failed=0 skipped=0

finish() {
  local line="$passed passed, $failed failed"
  ((skipped > 0)) && line="$line, $skipped skipped"
  echo "$line"
  ((failed == 0 && passed > 0))
  exit
}

# step TITLE COMMAND...: runs quietly, shows the output on failure.
step() {
  local title=$1 log="$root/artifacts/test.step.log" started=$SECONDS
  shift
  if "$@" </dev/null >"$log" 2>&1; then
    echo "ok      $title ($((SECONDS - started)) s)"
  else
    cat "$log"
    echo "FAILED  $title"
    failed=$((failed + 1))
    return 1
  fi
}

# Tools that tests compare with or drive. What cannot be had here is named at once; the tests that need it say so again.
tools() {
  have_postgresql || install_postgresql || echo "missing: the PostgreSQL server (apt-get install postgresql)"
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || install_debian chromium ||
    echo "missing: chromium, for the browser tests (apt-get install chromium)"
  command -v funpack >/dev/null || install_debian libcfitsio-bin ||
    echo "missing: fpack and funpack of cfitsio, oracle of the FITS tests (apt-get install libcfitsio-bin)"
  /usr/bin/python3 -c 'import astropy' 2>/dev/null || install_debian python3-astropy ||
    echo "missing: astropy, oracle of the FITS tests (apt-get install python3-astropy)"
}

# unescape: XML entities back to characters.
unescape() { sed -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&#xD;//g; s/&#xA;/ /g; s/&amp;/\&/g'; }

# per_test FILE...: one line per test: seconds, outcome, name (separated by tabs).
per_test() {
  awk '
    function attribute(name, text) {
      if (match($0, " " name "=\"[^\"]*\"")) { text = substr($0, RSTART, RLENGTH); sub("^[^\"]*\"", "", text); sub("\"$", "", text); return text }
      return ""
    }
    /<UnitTestResult / {
      split(attribute("duration"), clock, ":")
      printf "%.3f\t%s\t%s\n", clock[1] * 3600 + clock[2] * 60 + clock[3], attribute("outcome"), attribute("testName")
    }' "$@" | unescape
}

# skipped_tests FILE...: one line per skipped test, with its reason.
skipped_tests() {
  awk '
    /<UnitTestResult / { open = /outcome="NotExecuted"/; if (open && match($0, " testName=\"[^\"]*\"")) name = substr($0, RSTART + 11, RLENGTH - 12); if (open && /\/>/) { print name; open = 0 } }
    open && /<(StdOut|Message)>/ { text = $0; gsub(/.*<(StdOut|Message)>|<\/(StdOut|Message)>.*/, "", text); print name ": " text; open = 0 }
    /<\/UnitTestResult>/ { if (open) print name; open = 0 }' "$@" | unescape
}

# sum NAME FILE...: adds up one number of the result files' counters.
sum() {
  local name=$1
  shift
  awk -v name="$name" '/<Counters / && match($0, " " name "=\"[0-9]+\"") { text = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", text); total += text } END { print total + 0 }' "$@"
}

mkdir -p "$results"
rm -f "$results"/*.trx
ensure_home
require_dotnet
require_npm
tools

step "restore, exactly as locked" dotnet restore QuickLook.sln --locked-mode --nologo -v quiet || finish
step "tools" dotnet tool restore || finish
step "build, warnings are errors" dotnet build QuickLook.sln -c Release --no-restore --nologo -v quiet -clp:NoSummary || finish
step "formatting" dotnet csharpier check .

started=$SECONDS
dotnet test QuickLook.sln -c Release --no-build --nologo -v quiet --logger "trx;LogFilePrefix=suite" --logger "console;verbosity=minimal" \
  --results-directory "$results" --blame-hang-timeout 10m --blame-hang-dump-type none "$@" </dev/null
outcome=$?

shopt -s nullglob
files=("$results"/*.trx)
if ((${#files[@]} > 0)); then
  passed=$((passed + $(sum passed "${files[@]}")))
  test_failures=$(sum failed "${files[@]}")
  skipped=$(($(sum total "${files[@]}") - $(sum executed "${files[@]}")))
  failed=$((failed + test_failures))

  echo
  echo "Tests took $((SECONDS - started)) s. The slowest:"
  per_test "${files[@]}" | LC_ALL=C sort -rn | head -n 10 | awk -F '\t' '{ printf "%8.1f s  %s\n", $1, $3 }'
  if ((skipped > 0)); then
    echo "Skipped:"
    skipped_tests "${files[@]}" | LC_ALL=C sort | sed 's/^/  /'
  fi
  if ((test_failures > 0)); then
    echo "Failed:"
    per_test "${files[@]}" | awk -F '\t' '$2 == "Failed" { print "  " $3 }' | LC_ALL=C sort
  fi
else
  test_failures=0
fi

if ((outcome != 0 && test_failures == 0)); then
  echo "The test run broke off (exit code $outcome)."
  failed=$((failed + 1))
elif ((passed + failed == 0)); then
  echo "No test ran."
fi
echo
finish
