#!/bin/sh
# Everything CI runs, in the order in which it is cheapest to fail. `./run test` calls this.
set -eu
bin=.venv/bin
DANCHU_DATA=$(mktemp -d)
# What Python compiles is kept, outside the tree: many processes start here, each would compile all it imports anew.
unset PYTHONDONTWRITEBYTECODE  # many containers set it; then every process compiled Django and every test anew
export DANCHU_DATA DEBUG=1 DEMO=0 EMAIL_URL=memorymail:// PYTHONPYCACHEPREFIX="$PWD/.pytest_cache/compiled"
trap 'rm -rf "$DANCHU_DATA"' EXIT
say() { printf '\n== %s\n' "$*"; }

if [ $# -gt 0 ]; then "$bin/python" -m pytest "$@"; exit; fi

# -- what the tests need from Debian: installed where we may, said plainly where we may not ------------------------
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v pdffonts >/dev/null || missing="$missing poppler-utils"
command -v xgettext >/dev/null || missing="$missing gettext"
command -v antiword >/dev/null || missing="$missing antiword"
command -v espeak-ng >/dev/null || missing="$missing espeak-ng"
tesseract --list-langs 2>/dev/null | grep -qx vie || missing="$missing tesseract-ocr tesseract-ocr-vie"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Cài:$missing"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
  elif [ -n "${CI:-}" ]; then
    echo "Thiếu:$missing. CI không bỏ qua bước nào."; exit 1
  else
    say "BỎ QUA những kiểm thử cần:$missing (cài bằng: sudo apt-get install$missing)"
  fi
fi

"$bin/python" -m tests.template &  # made while one core is free; a worker that comes early waits for it
say "Định dạng";            "$bin/ruff" format --check .
say "Lỗi thường gặp";       "$bin/ruff" check .
say "Kiểu dữ liệu";         "$bin/ty" check --error-on-warning danchu config
say "Hợp đồng nhập khẩu";   "$bin/lint-imports"
say "Di trú dữ liệu";       "$bin/python" manage.py makemigrations --check --dry-run
say "Bản dịch";             "$bin/pybabel" -q compile -d locale -D django

status=0
summary=$(mktemp)
step() { # name, then the command; its closing line is kept for the end
  say "$1"; shift
  "$@" 2>&1 | tee "$summary.out" || true
  tail -n 1 "$summary.out" >>"$summary"
  grep -Eq '^[0-9]+ passed' "$summary.out" || tail -n 1 "$summary.out" | grep -Eq '[0-9]+ passed' || status=1
  tail -n 1 "$summary.out" | grep -Eq '[0-9]+ (failed|error)' && status=1 || true
}
step "Kiểm thử trên SQLite" "$bin/python" -m pytest -n 2 --dist worksteal -m "not browser and not postgres"
# On PostgreSQL, what asks for no database is left out by itself (conftest.py), and so are these, which have been run once
# and would prove nothing new: what reads papers, pictures and voices, and the walks over the whole house that look at
# what forms, pages and headers say, in the areas too. The walk that opens every address as everybody runs on both.
once=""
for each in danchu/documents/tests/reader danchu/documents/tests/paper danchu/documents/tests/redaction \
  danchu/channels/tests/test_reading.py danchu/channels/tests/test_photos.py danchu/channels/tests/test_voice.py \
  tests/architecture tests/journeys/test_every_form.py tests/journeys/test_guarded.py \
  tests/journeys/test_nothing_leaks.py; do once="$once --ignore=$each"; done
once="$once --ignore-glob=danchu/*/tests/*page*.py"
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  step "Kiểm thử trên PostgreSQL" "$bin/python" tests/on_postgres.py "$bin/python" -m pytest -n 2 --dist worksteal $once -m "not browser and not sqlite"
fi
if command -v chromium >/dev/null; then
  step "Kiểm thử trong trình duyệt" "$bin/python" -m pytest -n 2 --dist worksteal -m browser
fi
say "Tóm tắt"
cat "$summary"
"$bin/python" - "$summary" <<'PY'
import re, sys
lines = open(sys.argv[1], encoding="utf-8").read()
count = lambda word: sum(int(n) for n in re.findall(rf"(\d+) {word}", lines))
print(f"{count('passed')} passed, {count('failed') + count('error')} failed, {count('skipped')} skipped")
PY
exit $status
