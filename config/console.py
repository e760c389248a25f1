"""What every command of the console shares: how it refuses, and how it prints JSON."""

import json


class BadInput(Exception):
    """What was asked cannot be done as asked; the message is one sentence saying what to do."""


def print_json(value) -> int:
    """One JSON document on standard output; returns the exit code 0."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str), flush=True)
    return 0
