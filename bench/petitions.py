"""`make bench`, sixth part: what people bring, from 10⁴ to 10⁶ matters in one commune, and as many in 3,321 communes.

Ten years of matters, two to a receipt (a commune has 531,441 codes, so 10⁶ in one is as far as it goes); the last weeks
open, one of a hundred sealed, some about an official. The words are drawn from the sentences below, the rows written by
the database itself. Pages are drawn as the desk, as the head of an office, and as anybody; each as a multiple of a bare
page of one row in the same round (a slow machine slows both), and told is how that multiple grows with the matters.

    python -m bench.petitions [10000 100000 …]      on PostgreSQL: python tests/on_postgres.py … -m bench.petitions
"""

import datetime
import os
import random
import sys
import tempfile
import time

from bench import pages

SIZES = (10_000, 100_000, 1_000_000)
COMMUNES = 3_321  # that share as many as the largest size, at the end
SEEN, TURNS = 6, 4  # communes looked at, and how often; one commune is looked at as often as all of these
MOST_QUERIES = 30
GROWTH = 3.0  # of the 95th of 100 against the bare page, from the smallest size to the largest, at most
LINEAR = frozenset({"hot spots"})  # reads what came in ninety days, as much as that is: told, held to no growth
DAY = datetime.date(2026, 4, 28)
DAYS = 3650
TEXTS = 4096
PLACES = ("Nà Mẫu", "Pá Khoang", "Bản Giang", "Sin Suối Hồ", "Nậm Loỏng", "Thèn Sin", "Hồ Thầu", "Bình Lư", "Tả Lèng")
SAID = {
    "road": ("Đường liên bản từ {p} đi trung tâm xã bị sạt lở ở đoạn cua, xe máy không qua được khi trời mưa.",
             "Cống thoát nước qua đường bị tắc, nước tràn ra mặt đường trước nhà văn hóa {p}."),
    "water": ("Bể nước sinh hoạt của {p} không có nước đã {n} ngày, bà con phải gùi nước từ suối về.",
              "Kênh mương nội đồng bị vỡ một đoạn {n} mét, ruộng lúa không có nước cấy."),
    "power": ("Đèn đường ở đầu {p} hỏng từ tháng trước, buổi tối các cháu đi học thêm rất tối.",
              "Dây điện chùng thấp qua sân trường, đề nghị ngành điện kéo lại cho an toàn."),
    "waste": ("Bãi rác tạm cạnh {p} bốc mùi, xe thu gom đã {n} tuần không đến.",
              "Trại lợn xả nước thải ra suối làm cá chết, nước đục và có mùi hôi."),
    "land": ("Ranh giới đất nương giữa hai hộ ở {p} chưa rõ, đề nghị cán bộ địa chính xuống đo lại.",),
    "benefit": ("Gia đình tôi thuộc hộ nghèo nhưng chưa nhận được tiền hỗ trợ của quý trước.",
                "Đề nghị xem lại danh sách nhận gạo cứu đói của {p}, có hộ khó khăn chưa có tên."),
    "money": ("Khoản đóng góp làm đường {n} nghìn đồng một khẩu chưa thấy công khai đã chi những gì.",),
    "papers": ("Nộp hồ sơ khai sinh đã {n} ngày chưa được trả kết quả, đi lại nhiều lần rất xa.",),
    "school": ("Điểm trường mầm non {p} bị dột hai phòng, đề nghị sửa trước mùa mưa.",),
    "health": ("Trạm y tế thiếu thuốc hạ sốt, người già phải đi {n} cây số ra huyện.",),
    "farming": ("Trâu của ba hộ ở {p} bị bệnh lở mồm, đề nghị thú y xuống tiêm phòng ngay.",),
    "other": ("Loa truyền thanh của {p} rè, nghe không rõ thông báo của xã.",),
}  # fmt: skip
THEN = (
    "Bà con đã báo trưởng bản nhưng chưa thấy ai xuống xem.", "Đề nghị Ủy ban nhân dân xã sớm kiểm tra, giải quyết.",
    "Việc này kéo dài từ năm ngoái, ảnh hưởng đến {n} hộ dân.", "Xin xã trả lời bằng văn bản để bà con được biết.",
    "Tôi xin gửi kèm ảnh chụp tại chỗ.", "Nếu cần, tôi sẵn sàng dẫn cán bộ đến tận nơi.",
    "Trẻ em và người già đi lại rất nguy hiểm, đã có {n} người bị ngã.", "Mong xã quan tâm giúp đỡ nhân dân.",
)  # fmt: skip
STAFF = "/lam-viec/phan-anh/"
# name → path, and who asks: the desk, the head of an office, or nobody in particular.
PAGES = {
    "bare": ("/bench-bare/", ""),
    "open": (STAFF, "desk"),
    "unsorted": (f"{STAFF}?tinh_trang=moi", "desk"),
    "late": (f"{STAFF}?tinh_trang=tre", "desk"),
    "all": (f"{STAFF}?tinh_trang=tat-ca", "desk"),
    "all, far": (f"{STAFF}?tinh_trang=tat-ca&page={{far}}", "desk"),
    "over, far": (f"{STAFF}?tinh_trang=xong&page={{far}}", "desk"),
    "topic, village": (f"{STAFF}?tinh_trang=tat-ca&ve=school&thon={{village}}", "desk"),
    "common word": (f"{STAFF}?q=duong", "desk"),
    "three words": (f"{STAFF}?q=trau+lo+mom", "desk"),
    "one of all": (f"{STAFF}?q=cot+dien+{{m}}", "desk"),
    "no such word": (f"{STAFF}?q=khongcotunay", "desk"),
    "number": (f"{STAFF}?q={{m}}/{{year}}", "desk"),
    "code": (f"{STAFF}?q={{code}}", "desk"),
    "head: open": (STAFF, "head"),
    "head: all": (f"{STAFF}?tinh_trang=tat-ca", "head"),
    "head: word": (f"{STAFF}?q=trau+lo+mom", "head"),
    "one": (f"{STAFF}{{over}}/", "desk"),
    "one, unsorted": (f"{STAFF}{{fresh}}/", "desk"),
    "hot spots": (f"{STAFF}diem-nong/", "chair"),
    "public: numbers": ("/{c}/phan-anh/so-lieu/", ""),
    "public: shown": ("/{c}/phan-anh/da-tra-loi/", ""),
    "public: word": ("/{c}/phan-anh/da-tra-loi/?q=trau+lo+mom", ""),
    "public: open311": ("/{c}/open311/v2/requests.json", ""),
}


def main() -> int:
    """Measures in a place of its own; exit code 1 when a target is missed."""
    with tempfile.TemporaryDirectory(prefix="danchu-bench-") as folder:
        os.environ.update(DANCHU_DATA=folder, DEMO="1", DEBUG="0", DJANGO_SETTINGS_MODULE="config.settings",
                          DANCHU_TODAY=DAY.isoformat())  # fmt: skip
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/danchu.sqlite3")
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.ROOT_URLCONF = "bench.urls"
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        return int(not measure(tuple(map(int, sys.argv[1:])) or SIZES))


def measure(sizes: tuple[int, ...]) -> bool:
    """Prints the tables; False when a target is missed. Needs an empty database."""
    from django.db import connection

    print(f"\npetitions on {connection.vendor}")
    _ground(max(sizes))
    multiples, good, made = {}, True, 0
    for communes, size in (*((1, size) for size in sizes), (COMMUNES, max(sizes))):
        started = time.perf_counter()
        places = _communes(made, communes)
        _fill(made, communes, max(1, size // communes))
        made += communes
        filled = time.perf_counter() - started
        whose = "one commune" if communes == 1 else f"{communes:,} communes"
        print(f"{size:,} matters in {whose}, filled in {filled:.0f} s")
        found = pages.measured([_paths(place, max(1, size // communes)) for place in places], turns=TURNS,
                               areas=("petitions_", "intake_"))  # fmt: skip
        pages.told(size, "matters", found)
        good &= max(row["queries"] for row in found.values()) <= MOST_QUERIES
        if communes == 1:
            multiples |= {(size, name): row["multiple"] for name, row in found.items()}
    for name in PAGES:
        growth = multiples[sizes[-1], name] / multiples[sizes[0], name]
        good &= growth <= GROWTH or name in LINEAR
        print(f"growth of {name}, {sizes[0]:,} → {sizes[-1]:,}: {growth:.2f} (target: at most {GROWTH})")
    return good


def _paths(place: dict, size: int) -> dict[str, tuple[str, str]]:
    """Page → path and cookies in one commune of so many matters."""
    from danchu.intake.rules import written
    from danchu.petitions.models import Case

    cases = Case.objects.filter(commune=place["commune"])
    middle = cases.filter(number=size // 2 // 4 * 4 + 2).select_related("submission__receipt")[0]
    known = {
        "c": place["commune"].slug, "village": place["village"].pk, "far": max(1, size // 30), "m": middle.number,
        "year": middle.year, "code": written("D", middle.submission.receipt.body), "over": middle.pk,
        "fresh": cases.filter(state="received", sealed=False).order_by("-pk")[0].pk,
    }  # fmt: skip
    return {name: (path.format(**known), place["cookies"].get(who, "")) for name, (path, who) in PAGES.items()}


# -- filling ----------------------------------------------------------------------------------------------------------
def _ground(most: int) -> None:
    """What the rows are made of, in tables of the bench's own: numbers, days, words."""
    from django.db import connection

    from danchu.core.text import fold

    draw = random.Random(6)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_number AS WITH RECURSIVE t(n) AS (SELECT CAST(1 AS bigint) UNION ALL "
                       f"SELECT n + 1 FROM t WHERE n < {most}) SELECT n FROM t")  # fmt: skip
        cursor.execute("CREATE TABLE bench_day (at bigint PRIMARY KEY, day date, later date, moment timestamptz)")
        cursor.execute("CREATE TABLE bench_commune (at bigint PRIMARY KEY, id bigint, clerk bigint, head bigint, "
                       "village bigint, office bigint)")  # fmt: skip
        cursor.execute(
            "CREATE TABLE bench_text (n bigint PRIMARY KEY, topic text, summary text, body text, folded text)"
        )
        first = DAY - datetime.timedelta(days=DAYS - 1)
        days = [first + datetime.timedelta(days=at) for at in range(DAYS)]
        cursor.executemany("INSERT INTO bench_day VALUES (%s, %s, %s, %s)", [
            (at, day, day + datetime.timedelta(days=21), f"{day} 02:00:00+00:00") for at, day in enumerate(days)
        ])  # fmt: skip
        texts = []
        for n in range(TEXTS):
            topic = draw.choice(list(SAID))
            said = [draw.choice(SAID[topic]), *draw.sample(THEN, draw.randint(2, 5))]
            body = " ".join(said).replace("{p}", f"bản {draw.choice(PLACES)}").replace("{n}", str(draw.randint(3, 90)))
            texts.append((n, topic, said[0][:90].replace("{p}", "bản").replace("{n}", "nhiều"), body, fold(body)))
        cursor.executemany("INSERT INTO bench_text VALUES (%s, %s, %s, %s, %s)", texts)


def _communes(made: int, count: int) -> list[dict]:
    """So many communes more, with an office of four parts, ten villages, a desk; of some of them who asks there."""
    from django.db import connection
    from django.test import Client

    from danchu.organisation.models import Account, Commune, Person, Post, Province, Unit
    from danchu.organisation.states import Role, UnitKind

    province, _made = Province.objects.get_or_create(code="98", defaults={"name": "tỉnh Đo"})
    begins = datetime.date(2016, 1, 1)
    communes = Commune.objects.bulk_create([
        Commune(province=province, code=f"{at:05}", name=f"xã Đo {at}", slug=f"do-{at}", begins_on=begins)
        for at in range(made, made + count)
    ])  # fmt: skip
    kinds = [(UnitKind.COMMITTEE, "UBND"), *((UnitKind.OFFICE, f"Phòng {at}") for at in range(4)),
             *((UnitKind.VILLAGE, f"bản {at}") for at in range(10))]  # fmt: skip
    units = Unit.objects.bulk_create([
        Unit(commune=commune, kind=kind, name=name, order=order)
        for commune in communes for order, (kind, name) in enumerate(kinds)
    ])  # fmt: skip
    held = (("chair", Role.CHAIR, 0), ("desk", Role.RECORDS_CLERK, 0), ("head", Role.HEAD, 1))
    accounts = Account.objects.bulk_create(
        [Account(username=f"do-{commune.pk}-{key}", password="!") for commune in communes for key, _r, _u in held]
    )
    people = Person.objects.bulk_create([
        Person(commune=communes[at // 3], account=account, full_name=f"Người {at}")
        for at, account in enumerate(accounts)
    ])  # fmt: skip
    Post.objects.bulk_create([
        Post(person=person, unit=units[at // 3 * len(kinds) + held[at % 3][2]], role=held[at % 3][1], title="Đo",
             starts_on=begins)
        for at, person in enumerate(people)
    ])  # fmt: skip
    with connection.cursor() as cursor:  # keys given in bulk follow one another
        cursor.executemany("INSERT INTO bench_commune VALUES (%s, %s, %s, %s, %s, %s)", [
            (made + at, commune.pk, people[3 * at + 1].pk, people[3 * at + 2].pk, units[len(kinds) * at + 5].pk,
             units[len(kinds) * at + 1].pk)
            for at, commune in enumerate(communes)
        ])  # fmt: skip
    found = []
    for at in range(0, count, max(1, count // SEEN)):
        cookies = {}
        for (key, _role, _unit), account in zip(held, accounts[3 * at :], strict=False):
            client = Client()
            client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
            cookies[key] = "; ".join(f"{name}={value.value}" for name, value in client.cookies.items())
        found.append({"commune": communes[at], "village": units[len(kinds) * at + 5], "cookies": cookies})
    return (found * SEEN)[:SEEN]


def _fill(made: int, communes: int, per: int) -> None:
    """So many matters in each of the communes from number `made` on, two to a receipt, the newest last."""
    from django.db import connection, transaction

    from danchu.intake.models import Receipt
    from danchu.intake.rules import ALPHABET
    from danchu.petitions.models import About, Case, CaseEvent, Showing, Submission

    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM petitions_case")
        base = cursor.fetchone()[0]
    kinds = "CASE WHEN m % 100 = 0 THEN 'denunciation' WHEN m % 100 < 40 THEN 'petition' ELSE 'feedback' END"
    state = (
        "CASE WHEN age < 3 THEN 'received' WHEN age < 18 OR m % 1000 = 7 THEN 'handling' WHEN age < 25 THEN 'answered'"
        " WHEN m % 10 = 9 THEN 'transferred' ELSE 'closed' END"
    )
    numbered = (
        f"(SELECT n + {base} AS id, (n - 1) / {per} + {made} AS at, (n - 1) % {per} + 1 AS m FROM bench_number"
        f" WHERE n <= {communes * per}) k"
    )
    aged = f"(SELECT k.*, ({per} - m) * {DAYS} / {per} AS age FROM {numbered}) a"
    said = (
        f"(SELECT a.id, a.at, a.m, a.age, c.id AS commune, c.clerk, c.head, c.office, c.village + (m % 10) AS village, "
        f"d.day, d.later, d.moment, t.*, {kinds} AS kind, {state} AS state, m % 100 = 0 AS closed_up, "
        "CASE WHEN m % 2 = 1 THEN a.id ELSE a.id - 1 END AS receipt FROM "
        f"{aged} JOIN bench_commune c ON c.at = a.at JOIN bench_day d ON d.at = {DAYS - 1} - a.age "
        f"JOIN bench_text t ON t.n = (a.m * 7919) % {TEXTS}) s"
    )
    digits = [f"((m / 2 / {27**place}) % 27)" for place in range(4)]
    check = f"(({' + '.join(f'{weight} * {digit}' for weight, digit in zip((1, 2, 4, 5), digits, strict=True))}) % 27)"
    body = " || ".join(f"substr('{ALPHABET}', CAST({digit} + 1 AS int), 1)" for digit in (*digits, check))
    number = "CASE WHEN state = 'received' OR closed_up OR m % 200 = 3 THEN NULL ELSE m END"
    over = "state IN ('closed', 'transferred')"
    year = "CAST(substr(CAST(day AS text), 1, 4) AS int)"
    notice = _explained()
    with transaction.atomic():
        _write(Receipt, {
            "id": "id", "commune_id": "commune", "kind": "'petition'", "body": body, "pin_digest": "'x'",
            "way": "CASE WHEN m % 3 = 0 THEN 'desk' ELSE 'online' END", "received_at": "moment",
            "written_by_id": "CASE WHEN m % 3 = 0 THEN clerk END", "read_back": "'agreed'",
        }, f"{said} WHERE m % 2 = 1")  # fmt: skip
        _write(Submission, {
            "id": "id", "commune_id": "commune", "receipt_id": "id", "form_key": "CAST(id AS text)", "text": "body",
            "village_id": "village", "landmark": "'cột điện ' || m", "may_show": "true", "people": "1",
        }, f"{said} WHERE m % 2 = 1")  # fmt: skip
        _write(Case, {
            "id": "id", "commune_id": "commune", "submission_id": "receipt", "part": "2 - m % 2", "year": year,
            "number": number, "kind": "CASE WHEN state = 'received' THEN 'feedback' ELSE kind END", "topic": "topic",
            "summary": "CASE WHEN state = 'received' THEN '' ELSE summary END", "text": "body", "state": "state",
            "sealed": "closed_up AND state <> 'received'",
            "unit_id": "CASE WHEN state <> 'received' THEN office + (m / 2 % 4) END", "received_on": "day",
            "sorted_at": "CASE WHEN state <> 'received' THEN moment END",
            "sorted_by_id": "CASE WHEN state <> 'received' THEN clerk END",
            "notice_due_on": "later", "notice": notice, "noticed_on": "CASE WHEN state <> 'received' THEN day END",
            "rule": "'XA-KNPA-TL'", "due_on": "later", "promised": "true", "explanation": notice, "extensions": "0",
            "answered_on": "CASE WHEN age > 18 AND state <> 'handling' THEN later END",
            "closed_on": f"CASE WHEN {over} THEN later END", "closed_at": f"CASE WHEN {over} THEN moment END",
            "search": f"coalesce({number} || '/' || {year}, 'd-' || lower({body}) || '.' || (2 - m % 2)) || ' d-' || "
                      f"lower(substr({body}, 1, 4) || '-' || substr({body}, 5)) || ' ' || folded || ' cot dien ' || m",
        }, said)  # fmt: skip
        _write(About, {"case_id": "id", "person_id": "head"}, f"{said} WHERE m % 200 = 3")
        _write(CaseEvent, {"case_id": "id", "kind": "'sorted'", "at": "moment", "by_id": "clerk", "said": "''"},
               f"{said} WHERE state <> 'received'")  # fmt: skip
        _write(Showing, {
            "commune_id": "commune", "number": "m", "case_id": "id", "topic": "topic", "village_id": "village",
            "title": "summary", "question": "body", "answer": "body", "decision": "'right'",
            "answered_by": "'Phòng 1'", "received_on": "day", "answered_on": "later", "up_on": "later",
            "up_at": "moment", "up_by_id": "clerk", "search": "folded",
        }, f"{said} WHERE m % 20 = 11 AND state = 'closed'")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write(model, values: dict[str, str], rows: str) -> None:
    """Inserts what the database makes of `rows`; a column that is not named is empty."""
    from django.db import connection

    for field in model._meta.concrete_fields:
        if not field.primary_key and not field.null:
            plain = {"BooleanField": "false", "JSONField": "'{}'"}.get(field.get_internal_type(), "''")
            values.setdefault(field.column, plain)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM {rows}"
        )


def _explained() -> str:
    """How a date explains itself, as a literal: as long as a real one, the same in every row."""
    import json

    from danchu.petitions.queries.clock import reckon

    from danchu.organisation.models import Commune
    from danchu.petitions.rules.cases import NOTICE

    text = json.dumps(reckon(Commune.objects.latest("pk"), NOTICE, DAY).explanation, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    sys.exit(main())
