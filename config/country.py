"""The console's `danchu communes …`: the country's list, one more commune, communes that follow one another."""

import json
import sys


def add(commands, command, *, day, begin: tuple, as_json) -> None:
    """Adds the commands to the console's table (cli.py). `begin`: the names of the options of a beginning."""
    from config import cli

    communes = commands.add_parser("communes", help="The country's communes.").add_subparsers(
        required=True, metavar="LỆNH"
    )
    command("load", load, as_json, under=communes)
    command("find", find, (["words"], {"nargs": "+"}), as_json, under=communes)
    command("begin", cli.begin, *(([f"--{name}"], {}) for name in begin), under=communes)
    several = {"action": "append", "required": True, "metavar": "XÃ"}
    for name in ("merge", "split"):
        command(
            name, rearrange, (["--from"], {"dest": "from_", **several}), (["--into"], several),
            (["--on"], {"type": day, "required": True, "metavar": "NGÀY"}), (["--decision"], {"required": True}),
            under=communes,
        )  # fmt: skip


def load(options):
    """Loads the country's 34 provinces and 3,321 communes as a list; what is there stays. Run again: nothing."""
    from danchu.organisation.services import load_communes

    loaded = load_communes()
    answer = {"provinces": loaded.provinces, "made": loaded.made, "kept": loaded.kept}
    if options.json:
        return print(json.dumps(answer))
    print(f"{loaded.provinces} tỉnh, thành phố; thêm {loaded.made} xã, phường, đặc khu; {loaded.kept} đã có từ trước.")


def find(options):
    """Finds communes of the country's list by words without marks."""
    from danchu.core.errors import Refused
    from danchu.organisation.directory import search

    found, total = search(" ".join(options.words), limit=50)
    if options.json:
        return print(
            json.dumps(
                [{"code": e.code, "name": e.name, "province": e.province, "slug": e.slug} for e in found],
                ensure_ascii=False,
                indent=2,
            )
        )
    for entry in found:
        print(f"{entry.code}  {entry.name}, {entry.province}  /{entry.slug}/")
    if total > len(found):
        print(f"… và {total - len(found)} xã khác; hãy thêm chữ.", file=sys.stderr)
    if not total:
        raise Refused("Không có xã nào như vậy. Gõ không dấu cũng được.")


def rearrange(options):
    """From a day on one commune stands in the place of others (merge), or several in the place of one (split)."""
    from danchu.core import clock
    from danchu.organisation.services import rearrange_communes

    made = rearrange_communes(
        predecessors=[_commune_or_entry(text) for text in options.from_], on=options.on, decision=options.decision,
        successors=[_commune_or_entry(text) for text in options.into], now=clock.now(),
    )  # fmt: skip
    for row in made:
        print(
            f"{row.predecessor.name} → {row.successor.name}, từ {row.on}: /{row.predecessor.slug}/ dẫn tới trang mới."
        )


def _commune_or_entry(text: str):
    """A commune here by slug or code; a code of the list that is not loaded yet becomes its entry."""
    from django.db.models import Q

    from danchu.core.errors import Refused
    from danchu.organisation.directory import entries
    from danchu.organisation.models import Commune, Province

    commune = Commune.objects.filter(Q(slug=text) | Q(code=text)).first()
    if commune is None and (listed := entries().get(text)):
        province, _made = Province.objects.get_or_create(code=listed.province_code, defaults={"name": listed.province})
        commune = Commune.objects.create(province=province, code=text, name=listed.name, slug=listed.slug)
    if commune is None:
        raise Refused(f"Không có xã “{text}”. Hãy ghi tên trên địa chỉ (binh-lu) hoặc mã 5 chữ số (03390).")
    return commune
