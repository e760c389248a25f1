"""The console's commands about the law: `danchu rule list`, `rule due`, `rule vote`."""

from config.console import BadInput, print_json


def rule_list(options):
    """Lists the rules, or those in force on a day."""
    from danchu import rulebook
    from danchu.rulebook.output import rule_as_json

    rules = rulebook.rules_on(options.on) if options.on else rulebook.all_rules()
    rows = [rule_as_json(rule) for rule in rules]
    if options.json:
        return print_json(rows)
    for row in rows:
        print(f"{row['id']:<18} {row['citation']}  {row['text']}")


def rule_due(options):
    """Works out a due date and explains it."""
    from danchu import rulebook
    from danchu.duties.messages import explain, led_from
    from danchu.rulebook.output import due_as_json, rule_as_json

    facts = _facts(options.fact)
    try:
        rule = rulebook.find(options.rule, on=options.start, facts=facts)
        due = rulebook.due(rule, options.start, facts)
    except rulebook.Ambiguous as error:
        candidates = [rule_as_json(rule) for rule in error.candidates]
        if options.json:
            print_json({"candidates": candidates})
        else:
            for row in candidates:
                print(f"{row['id']:<18} {row['citation']}  {row['text']}")
        raise
    asked = rulebook.by_id(options.rule)
    led = "" if asked is None or asked.id == rule.id else led_from(asked.id, rule) + " "
    answer = due_as_json(due, led + explain(due))
    if options.json:
        return print_json(answer)
    print(answer["explanation"])


def rule_vote(options):
    """Says whether a vote of the people passed, and by which article."""
    from danchu.decisions.messages import explain_vote
    from danchu.rulebook import voting

    facts = voting.read_facts(_facts(options.fact))
    counts = {name: getattr(options, name) for name in VOTE_COUNTS}
    situation = voting.Situation(
        matter=voting.Matter(options.matter), scope=voting.Scope(options.scope), form=voting.Form(options.form),
        **counts, **facts,
    )  # fmt: skip
    verdict = voting.judge(situation, on=options.on)
    answer = voting.verdict_as_json(verdict, explain_vote(verdict))
    if options.json:
        return print_json(answer)
    print(answer["explanation"])


VOTE_COUNTS = (
    "households",
    "attending",
    "yes",
    "no",
    "other",
    "invalid",
    "villages",
    "villages_passing",
    "online_optin",
)


def _facts(pairs: list[str]) -> dict[str, str]:
    facts = {}
    for pair in pairs:
        key, found, value = pair.partition("=")
        if not found or not key:
            raise BadInput(f"--fact cần dạng tên=giá trị, ví dụ area=remote, không phải “{pair}”.")
        facts[key] = value
    return facts


def add_to(commands, command, on, as_json) -> None:
    """Hangs the commands under `rule` into the console's table; `command` adds one, as in `cli`."""
    rule = commands.add_parser("rule", help="The law as rules.").add_subparsers(required=True, metavar="LỆNH")
    fact = (["--fact"], {"action": "append", "default": [], "metavar": "TÊN=GIÁ TRỊ"})
    start = (["--from"], {"dest": "start", "type": on[1]["type"], "required": True})
    command("list", rule_list, on, as_json, under=rule)
    command("due", rule_due, (["rule"], {}), start, fact, as_json, under=rule)
    command(
        "vote", rule_vote,
        (["--matter"], {"required": True, "choices": [f"15.{n}" for n in range(1, 7)]}),
        (["--scope"], {"required": True, "choices": ["village", "commune"]}),
        (["--form"], {"required": True, "choices": ["meeting", "ballot", "online", "cluster"]}),
        *(([f"--{name.replace('_', '-')}"], {"type": int, "metavar": "SỐ"}) for name in VOTE_COUNTS),
        fact, on, as_json, under=rule,
    )  # fmt: skip
