"""The agreement file and the bindings file: reading, checking, writing, and their JSON Schema."""

from bot.agreement_file.bindings import Bindings, PersonBinding, RoomBinding, TenantBinding
from bot.agreement_file.check import read_agreement, read_agreement_file, read_bindings
from bot.agreement_file.codec import (
    bindings_from_document,
    bindings_to_document,
    from_document,
    to_document,
)
from bot.agreement_file.mistakes import AgreementFileError, Mistake
from bot.agreement_file.schema import agreement_schema, bindings_schema
from bot.agreement_file.yaml_text import dump_bindings_yaml, dump_yaml

__all__ = [
    "AgreementFileError",
    "Bindings",
    "Mistake",
    "PersonBinding",
    "RoomBinding",
    "TenantBinding",
    "agreement_schema",
    "bindings_from_document",
    "bindings_schema",
    "bindings_to_document",
    "dump_bindings_yaml",
    "dump_yaml",
    "from_document",
    "read_agreement",
    "read_agreement_file",
    "read_bindings",
    "to_document",
]
