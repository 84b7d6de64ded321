"""What can go wrong in storage, as a tree.

StorageError
├── StorageUnavailable   the database cannot be reached, or did not answer in time
├── StorageConflict      lost a race; the same work can simply be tried again
├── StorageInconsistent  the change would break a rule that the database holds
├── SchemaMissing        the tables are not there yet, or are older than this program
├── ReadOnly             something was written in a transaction opened for reading
├── SecretKeyMissing     a secret is to be stored or read, and there is no key
└── SecretUnreadable     none of the keys opens a secret

Nothing above storage sees an error of the database library: `storage.statements` translates them.
"""

from bot.engine.storage_ports import TransactionConflictError


class StorageError(Exception):
    """Storage could not do what was asked; nothing of the transaction was kept."""


class StorageUnavailable(StorageError):
    """The database cannot be reached, or did not answer in time."""


class StorageConflict(StorageError, TransactionConflictError):
    """Another transaction was faster; trying the whole transaction again can work."""


class StorageInconsistent(StorageError):
    """The change refers to something that does not exist, or repeats what must be unique."""


class SchemaMissing(StorageError):
    """The tables are missing or out of date."""


class ReadOnly(StorageError):
    """A transaction opened for reading cannot write."""


class SecretKeyMissing(StorageError):
    """There is no key to encrypt or decrypt with."""


class SecretUnreadable(StorageError):
    """No key opens the secret."""
