"""The console: `danchu …` (`./run danchu …`). Every command is one function; only this place knows the whole.

With `--json` one JSON document goes to standard output and nothing else. Errors go to standard error as one
sentence, exit code 2 for bad input.
"""

import argparse
import datetime
import os
import sys
from pathlib import Path

from config import country, law, personal, register
from config.console import BadInput
from config.console import print_json as _print


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is init:
        os.environ["DEMO"] = "0"
        _own_environment(options.hosts)
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured, ValidationError

    try:
        django.setup()
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return 2

    from django.db import DatabaseError

    from danchu.core.errors import Refused
    from danchu.documents.reader import Unreadable
    from danchu.rulebook import RulebookError

    try:
        return options.run(options) or 0
    except (BadInput, Refused, RulebookError, Unreadable) as error:
        print(error, file=sys.stderr)
    except ValidationError as error:
        print(" ".join(error.messages), file=sys.stderr)
    except BrokenPipeError:  # the reader of our output went away (`… | head`)
        sys.stderr.close()
        return 0
    except FileNotFoundError as error:
        print(f"Không có tệp {error.filename}.", file=sys.stderr)
    except DatabaseError as error:  # not there, not yet migrated, locked: an answer, not an accident
        print(
            f"Không dùng được cơ sở dữ liệu ({error}). Hãy xem lại DATABASE_URL, hoặc chạy: danchu prepare",
            file=sys.stderr,
        )
    return 2


# -- documents ----------------------------------------------------------------------------------------------------
def read_document(options):
    """Reads an official paper and prints what it says."""
    from danchu.documents.reader import as_json, read_file

    path = Path(options.file)
    if not path.is_file():
        raise BadInput(f"Không có tệp {options.file}.")
    paper = as_json(read_file(path.name, path.read_bytes()))
    if options.json:
        return _print(paper)
    print(f"{paper['kind'] or '?'} {paper['number'] or '…'}/{paper['symbol'] or '…'}: {paper['title'] or '?'}")
    for task in paper["tasks"]:
        print(f"- {task['text']}  [{'; '.join(task['units']) or 'chưa rõ đơn vị'}]")
    for sentence in paper["warnings"]:
        print(f"! {sentence}")


# -- duties, reports ----------------------------------------------------------------------------------------------
def duties(options):
    """Who owes what on a day."""
    from danchu.duties.queries import as_json

    rows = as_json(_commune(options.commune), options.on or _today())
    if options.json:
        return _print(rows)
    for row in rows:
        print(f"{row['due_on'] or '—':<11} {row['unit']}: {row['title']}")


def report(options):
    """Writes the commune's periodic report as it stands now."""
    from danchu.reports.services import render

    out = Path(options.out)
    if out.suffix not in (".docx", ".pdf", ".xlsx"):
        raise BadInput("--out phải có đuôi .docx, .pdf, hoặc .xlsx (riêng biểu số liệu).")
    out.write_bytes(render(commune=_commune(options.commune), period_code=options.period, fmt=out.suffix[1:]))
    print(out)


def daily(options):
    """The one clock: duties, occurrences, report cycles and reminders of a day."""
    from config.daily import run

    done = run(options.on or _today())
    return _print(done) if options.json else print(done)


# -- starting, keeping --------------------------------------------------------------------------------------------
def init(options):
    """The real start: an empty database, a commune, its first administrator; the rest on the set-up page."""
    from django.core.management import call_command

    from danchu.organisation.models import Commune

    call_command("migrate", verbosity=0)
    if Commune.objects.filter(begins_on__isnull=False).exists():
        raise BadInput(
            "Cơ sở dữ liệu này đã có xã. Muốn bắt đầu lại, hãy đặt DANCHU_DATA tới một thư mục mới; "
            "muốn thêm một xã: danchu communes begin."
        )
    begin(options)


def begin(options):
    """A commune and its first administrator; what follows from its code in the country's list is not asked."""
    from danchu.organisation.directory import entries
    from danchu.organisation.services import begin as start

    ask = _asker(options)
    listed = entries().get(ask("code", "Mã xã (5 chữ số, ví dụ: 03390; tìm bằng: danchu communes find)"))
    if listed:  # the rest follows from the code; what was typed all the same is kept
        options.province = options.province or listed.province
        options.province_code = options.province_code or listed.province_code
        options.commune_name = options.commune_name or listed.name
    password = start(
        province=ask("province", "Tỉnh, thành phố (ví dụ: tỉnh Lai Châu)"),
        province_code=ask("province_code", "Mã tỉnh (2 chữ số)"),
        name=ask("commune_name", "Tên xã (ví dụ: xã Bình Lư)"),
        code=options.code,
        begins_on=_begins(ask("begins", "Ngày bắt đầu dùng hệ thống (ví dụ: 2026-01-01)")),
        admin=ask("admin", "Tên đăng nhập của người quản trị"),
        admin_name=options.admin_name or "Quản trị của xã",
        on=_today(),
    )
    print(f"Đã tạo {options.commune_name}. Tên đăng nhập: {options.admin} · mật khẩu lần đầu: {password}")
    print("Hãy ghi lại mật khẩu này: nó không hiện lần nữa. Chạy ./run, đăng nhập rồi làm theo trang Thiết lập.")


def _begins(text: str) -> datetime.date:
    try:
        return _day(text)
    except argparse.ArgumentTypeError as error:
        raise BadInput(str(error)) from None


def _asker(options):
    def ask(name: str, question: str) -> str:
        value = getattr(options, name) or (input(f"{question}: ").strip() if sys.stdin.isatty() else "")
        if not value:
            raise BadInput(f"Thiếu --{name.replace('_', '-')}: {question}.")
        setattr(options, name, value)
        return value

    return ask


def _own_environment(hosts: str | None = None, *, demo: bool = False) -> None:
    """A real start writes its own secret beside the data, once, so that nobody has to invent one."""
    import secrets

    data = Path(os.environ.get("DANCHU_DATA") or Path(__file__).resolve().parent.parent / "var")
    file = data / "env"
    if not file.exists() and "SECRET_KEY" not in os.environ:
        data.mkdir(parents=True, exist_ok=True)
        hosts = hosts or "localhost,127.0.0.1"
        file.touch(mode=0o600)
        file.write_text(f"DEMO={demo:d}\nSECRET_KEY={secrets.token_urlsafe(60)}\nALLOWED_HOSTS={hosts}\nHTTPS=0\n")


def prepare(options):
    """Brings the database, the translations and the static files up to date, a line per step."""
    from config.serve import prepare as bring_up

    bring_up()


def serve(options):
    """Web, worker and daily clock, until stopped."""
    from config.serve import serve as start

    return start()


def clock(options):
    """Runs the daily work once a day; started by `serve`."""
    from config.serve import keep_time

    keep_time()


def demo(options):
    """Loads the two demonstration communes into an empty database."""
    from config.demo import load

    load(say=lambda line: print(f"· {line}", file=sys.stderr))


def docs(options):
    """Draws docs/law.md and docs/states/ anew from the rulebook and the tables of states."""
    from django.conf import settings

    from config.docs import write

    print("\n".join(write(Path(settings.BASE_DIR, "docs"))))


def backup(options):
    """Everything into one file, files included; with a key the file is sealed. --check looks at one instead."""
    from config import keeping

    act = keeping.check if options.check else keeping.backup
    print(act(Path(options.file), key=_key(options)))


def restore(options):
    """Everything back from one file into an empty place."""
    from config.keeping import restore as bring_back
    from danchu.accounts.services import drop_unopenable
    from danchu.core import clock
    from danchu.organisation.models import Commune

    print(bring_back(Path(options.file), key=_key(options)))
    if lost := drop_unopenable(now=clock.real_now()):
        print(f"{lost} tài khoản phải thiết lập lại xác thực hai bước: SECRET_KEY khác với nơi đã sao lưu.")
    # What came back is served as what it is: real communes never as a demonstration with a key everyone knows.
    _own_environment(demo=Commune.objects.filter(is_sample=True).exists())


def recover(options):
    """A one-time password for an account, its second factors taken away: when no administrator can sign in."""
    from danchu.accounts.services import recover_from_console
    from danchu.core import clock

    made = recover_from_console(username=options.name, reason=options.reason, now=clock.real_now())
    print(f"Tên đăng nhập: {made.username} · mật khẩu dùng một lần: {made.password}")
    print("Mật khẩu chờ ba ngày; khi đăng nhập phải đặt mật khẩu riêng. Việc này ghi trong lịch sử tài khoản.")


def _key(options) -> str:
    """The passphrase of backups, from a file: never an argument, which everyone on the machine could read."""
    from config.sealing import check_passphrase

    file = options.key_file or os.environ.get("DANCHU_BACKUP_KEY_FILE", "")
    return check_passphrase(Path(file).read_text(encoding="utf-8")) if file else ""


# -- the table of commands ----------------------------------------------------------------------------------------
class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the usage lines."""

    def error(self, message: str):
        self.exit(2, f"{message}\nXem cách dùng: {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="danchu", description="Dân Chủ: thực hiện dân chủ ở cơ sở")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")

    def command(name, run, *options, under=commands):
        sub = under.add_parser(name, help=run.__doc__.splitlines()[0], description=run.__doc__)
        sub.set_defaults(run=run)
        for flags, extra in options:
            sub.add_argument(*flags, **extra)
        return sub

    as_json = (["--json"], {"action": "store_true", "help": "in một tài liệu JSON"})
    on = (["--on"], {"type": _day, "metavar": "NGÀY", "help": "ví dụ 2026-04-28"})
    commune = (["--commune"], {"required": True, "metavar": "XÃ"})

    command("read-document", read_document, (["file"], {}), as_json)
    command("check-personal-data", personal.check_personal_data, (["file"], {}), as_json)
    law.add_to(commands, command, on, as_json)
    command("duties", duties, commune, on, as_json)
    command("report", report, commune, (["--period"], {"required": True}), (["--out"], {"required": True}))
    register.add_to(commands, command, as_json)
    command("daily", daily, on, as_json)
    text = ("province", "province-code", "commune-name", "code", "begins", "admin", "admin-name", "hosts")
    command("init", init, *(([f"--{name}"], {}) for name in text))
    country.add(commands, command, day=_day, begin=text[:-1], as_json=as_json)
    command("prepare", prepare)
    command("serve", serve)
    command("clock", clock)
    command("demo", demo)
    command("docs", docs)
    key = (["--key-file"], {"metavar": "TỆP", "help": "tệp chứa khóa; hoặc biến môi trường DANCHU_BACKUP_KEY_FILE"})
    look = (["--check"], {"action": "store_true", "help": "đọc lại bản sao lưu từ đầu đến cuối, không ghi gì"})
    command("backup", backup, (["file"], {}), key, look)
    command("restore", restore, (["file"], {}), key)
    command("recover", recover, (["name"], {}), (["--reason"], {"required": True, "metavar": "LÝ DO"}))
    return parser


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"“{text}” không phải là một ngày có thật. Hãy ghi dạng 2026-04-28."
        raise argparse.ArgumentTypeError(message) from None


def _commune(slug: str):
    from danchu.organisation.models import Commune

    begun = Commune.objects.filter(begins_on__isnull=False)
    commune = begun.filter(slug=slug).select_related("province").first()
    if commune is None:
        known = ", ".join(begun.order_by("slug").values_list("slug", flat=True)[:20])
        raise BadInput(f"Không có xã “{slug}”. Các xã hiện có: {known or 'chưa có xã nào'}.")
    return commune


def _today() -> datetime.date:
    from danchu.core import clock

    return clock.today()


if __name__ == "__main__":
    sys.exit(main())
