# shellcheck shell=bash
# ./dev check: everything about the source that a machine can judge. All steps run, so that one call shows all that is
# wrong; the time of each is printed, because a slow check is a check that people skip.

failed=()

step() { # name command…
  local name=$1 start=$SECONDS
  shift
  if "$@"; then
    echo "ok     $name ($((SECONDS - start)) s)"
  else
    echo "FAILED $name ($((SECONDS - start)) s)"
    failed+=("$name")
  fi
}

check_format() {
  cxx_files | xargs -0 -r clang-format-16 --dry-run -Werror
}

check_shell() {
  if command -v shellcheck >/dev/null; then shellcheck -x dev .ci/run; fi
}

check_tidy() {
  configure tidy
  python3 tools/run_tidy.py build/tidy --jobs "$jobs"
}

check() {
  install_packages
  step 'tests of the checkers' python3 -m unittest discover -q -s tools -p '*_test.py'
  step 'format' check_format
  step 'shell scripts' check_shell
  step 'flow' python3 tools/check_flow.py
  step 'sizes' python3 tools/check_sizes.py
  step 'words' python3 tools/check_words.py
  step 'clang-tidy, and that headers stand by themselves' check_tidy
  ((${#failed[@]} == 0)) || { printf 'check: failed: %s\n' "${failed[@]}"; return 1; }
  echo 'check: all fine'
}
