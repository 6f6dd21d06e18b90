# Read by the other commands: goes to the top of the project and brings what is missing. $kind: demo or test.
top=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd) || exit 1
cd "$top" || exit 1
unset PYTHONDONTWRITEBYTECODE
if [ "$(uname)" = Darwin ]; then
  export DYLD_FALLBACK_LIBRARY_PATH="/opt/homebrew/lib:/usr/local/lib:${DYLD_FALLBACK_LIBRARY_PATH:-/usr/lib}"
fi

any_python() {
  for python in .venv/bin/python python3 /usr/bin/python3 python3.13 python3.12 python3.11 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  echo "setup: any Python from 3.8 on is needed to begin. Install it: sudo apt-get install python3, or brew install python" >&2
  return 1
}

python=$(any_python) || exit 1
"$python" tools/setup "$kind" || exit 1
