# Read by the commands beside it: the top of the project, and its Python.
set -eu
cd "$(dirname -- "$0")/.."
if [ -x .venv/bin/python ]; then
  PATH="$PWD/.venv/bin:$PATH"
fi
export TONOMO_ENV="${TONOMO_ENV:-production}"
