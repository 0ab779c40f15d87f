"""The words of the mails, by language. A new language is one more table; a missing one falls back to English.

{name} is GOTRUE_SMTP_SENDER_NAME, {new} the new address of a change.
"""

from typing import NamedTuple


class Text(NamedTuple):
    """One mail: `intro` says why it came, `button` names the link, `code` leads to the code, `footer` ends it."""

    subject: str
    intro: str
    button: str
    code: str
    footer: str


_EN_FOOTER = "If you did not ask for this, you can ignore this mail."
_DE_FOOTER = "Wenn du das nicht angefordert hast, kannst du diese Mail ignorieren."
_EN_CODE = "Or enter this code:"
_DE_CODE = "Oder gib diesen Code ein:"

TEXTS: dict[str, dict[str, Text]] = {
    "en": {
        "confirmation": Text(
            "Confirm your address for {name}",
            "Welcome! Confirm your address to start.",
            "Confirm address",
            _EN_CODE,
            _EN_FOOTER,
        ),
        "magiclink": Text("Sign in to {name}", "Use this link to sign in.", "Sign in", _EN_CODE, _EN_FOOTER),
        "recovery": Text(
            "Set a new password for {name}",
            "You asked for a new password.",
            "Set a new password",
            _EN_CODE,
            _EN_FOOTER,
        ),
        "invite": Text(
            "You have been invited to {name}",
            "Accept the invitation to make your account.",
            "Accept",
            _EN_CODE,
            _EN_FOOTER,
        ),
        "email_change": Text(
            "Confirm your new address for {name}",
            "Confirm that {new} is the new address of your account.",
            "Confirm new address",
            _EN_CODE,
            _EN_FOOTER,
        ),
        "email_change_current": Text(
            "Your address for {name} is being changed",
            "Confirm that the address of your account shall become {new}.",
            "Confirm the change",
            _EN_CODE,
            "If this was not you, do not confirm, and change your password.",
        ),
        "reauthentication": Text(
            "Your code for {name}", "Confirm that it is you with this code.", "", "Your code:", _EN_FOOTER
        ),
    },
    "de": {
        "confirmation": Text(
            "Bestätige deine Adresse für {name}",
            "Willkommen! Bestätige deine Adresse, um zu beginnen.",
            "Adresse bestätigen",
            _DE_CODE,
            _DE_FOOTER,
        ),
        "magiclink": Text(
            "Anmeldung bei {name}", "Mit diesem Link meldest du dich an.", "Anmelden", _DE_CODE, _DE_FOOTER
        ),
        "recovery": Text(
            "Neues Passwort für {name}",
            "Du hast ein neues Passwort angefordert.",
            "Neues Passwort setzen",
            _DE_CODE,
            _DE_FOOTER,
        ),
        "invite": Text(
            "Du bist zu {name} eingeladen",
            "Nimm die Einladung an, um dein Konto anzulegen.",
            "Annehmen",
            _DE_CODE,
            _DE_FOOTER,
        ),
        "email_change": Text(
            "Bestätige deine neue Adresse für {name}",
            "Bestätige, dass {new} die neue Adresse deines Kontos ist.",
            "Neue Adresse bestätigen",
            _DE_CODE,
            _DE_FOOTER,
        ),
        "email_change_current": Text(
            "Deine Adresse für {name} wird geändert",
            "Bestätige, dass die Adresse deines Kontos künftig {new} sein soll.",
            "Änderung bestätigen",
            _DE_CODE,
            "Wenn du das nicht warst, bestätige nicht und ändere dein Passwort.",
        ),
        "reauthentication": Text(
            "Dein Code für {name}", "Bestätige mit diesem Code, dass du es bist.", "", "Dein Code:", _DE_FOOTER
        ),
    },
}
