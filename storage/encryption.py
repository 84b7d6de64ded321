"""Encrypting what must not be readable in the database."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from storage.errors import SecretKeyMissing, SecretUnreadable

_HOW = (
    "Make one with: python -c"
    " 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
)


class Encryption:
    """Encrypts with the first key; opens with any, so that keys can be changed one by one.

    Raises:
        ValueError: one of the keys is no key; the message says which and how to make one.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([_key(k, n) for n, k in enumerate(keys, 1)]) if keys else None

    @property
    def ready(self) -> bool:
        """Whether there is a key."""
        return self._fernet is not None

    def encrypt(self, text: str, name: str) -> str:
        """Encrypt; `name` says what it is, for the error."""
        return self._ready(name).encrypt(text.encode()).decode()

    def encrypt_untimed(self, text: str, name: str) -> str:
        """Encrypt without the moment, which a token otherwise tells in the clear.

        The token is as long as the bytes of the text make it, to the next sixteen.
        """
        return self._ready(name).encrypt_at_time(text.encode(), 0).decode()

    def decrypt(self, token: str, name: str) -> str:
        """Open what `encrypt` closed."""
        try:
            return self._ready(name).decrypt(token.encode()).decode()
        except InvalidToken:
            raise SecretUnreadable(
                f'None of the keys in ACCORD_SECRET_KEY opens "{name}". Add the key it was stored'
                " with to the end of the list."
            ) from None

    def _ready(self, name: str) -> MultiFernet:
        if self._fernet is None:
            raise SecretKeyMissing(
                f'"{name}" is kept encrypted, and ACCORD_SECRET_KEY is not set. {_HOW}'
            )
        return self._fernet


def _key(text: str, number: int) -> Fernet:
    try:
        return Fernet(text)
    except ValueError:
        raise ValueError(f"Key {number} of ACCORD_SECRET_KEY is no key. {_HOW}") from None
