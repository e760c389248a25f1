"""What can happen to an account, and which roles a second factor may be asked of: tables, no Django."""

from enum import StrEnum

from danchu.organisation.states import Role


class EventKind(StrEnum):
    """What happened to an account. Signing in is not among them: the sessions say that, and only as long as needed."""

    RECOVERED = "recovered"  # an administrator gave a one-time password
    FACTORS_RESET = "factors_reset"  # and took the second factors away
    PASSWORD_CHANGED = "password_changed"
    APP_ADDED = "app_added"
    APP_REMOVED = "app_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    CODES_MADE = "codes_made"
    CODE_USED = "code_used"  # a recovery code
    LINKED = "linked"
    UNLINKED = "unlinked"
    SESSIONS_ENDED = "sessions_ended"


class Step(StrEnum):
    """What must be done right after signing in, before any work."""

    PASSWORD = "password"  # a one-time password is replaced
    FACTOR = "factor"  # the commune asks for a second factor, now
    FACTOR_SOON = "factor_soon"  # the commune will ask for it: may be put off


# Roles of which a commune may ask a second factor, as the page offers them.
ROLES_ASKED = (Role.CHAIR, Role.DEPUTY_CHAIR, Role.RECORDS_CLERK, Role.ADMINISTRATOR, Role.HEAD)
