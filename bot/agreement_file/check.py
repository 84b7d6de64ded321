"""Reading an agreement file: every mistake at once, or an agreement that holds together."""

from collections.abc import Iterable

from bot.agreement_file.bindings import Bindings
from bot.agreement_file.bindings_check import bindings_faults
from bot.agreement_file.codec import bindings_from_document, from_document, to_document
from bot.agreement_file.meaning import meaning_faults
from bot.agreement_file.mistakes import AgreementFileError, Fault
from bot.agreement_file.parts import Part
from bot.agreement_file.schema import agreement_schema, bindings_schema
from bot.agreement_file.source import Source, read_source
from bot.agreement_file.structure import structure_faults
from bot.domain.agreement.document import Agreement


def read_agreement(text: str | bytes, *, name: str = "agreement.yaml") -> Agreement:
    """Read an agreement; bindings in the same file are checked and left aside.

    Raises:
        AgreementFileError: it cannot be used; the error lists every mistake with its line.
    """
    return read_agreement_file(text, name=name)[0]


def read_agreement_file(
    text: str | bytes, *, name: str = "agreement.yaml"
) -> tuple[Agreement, Bindings | None]:
    """Read an agreement and, where the file has the key `bindings`, who and where.

    Raises:
        AgreementFileError: it cannot be used; the error lists every mistake with its line.
    """
    source = read_source(text)
    document = _document(source, name)
    bindings = document.part("bindings")
    faults = [*structure_faults(source, agreement_schema), *meaning_faults(document)]
    if bindings is not None:
        faults += bindings_faults(bindings, document)
    _refuse_mistakes(source, faults, name)
    agreement = {key: value for key, value in document.data.items() if key != "bindings"}
    found = None if bindings is None else bindings_from_document(bindings.data)
    return from_document(agreement), found


def read_bindings(
    text: str | bytes, agreement: Agreement, *, name: str = "bindings.yaml"
) -> Bindings:
    """Read who and where, for an agreement that is known.

    Raises:
        AgreementFileError: it cannot be used; the error lists every mistake with its line.
    """
    source = read_source(text)
    bindings = _document(source, name)
    faults = [
        *structure_faults(source, bindings_schema),
        *bindings_faults(bindings, Part(to_document(agreement))),
    ]
    _refuse_mistakes(source, faults, name)
    return bindings_from_document(bindings.data)


def faults_of(document: dict[str, object]) -> tuple[Fault, ...]:
    """Everything wrong in an agreement that is plain data and stands in no file; none when usable.

    The sentences are those for a file and name its keys. Who shows them elsewhere puts them into
    the words of that place.
    """
    structure = structure_faults(Source(data=document), agreement_schema)
    return (*structure, *meaning_faults(Part(document)))


def _document(source: Source, name: str) -> Part:
    if not isinstance(source.data, dict):
        raise AgreementFileError(name, source.mistakes)
    return Part(source.data)


def _refuse_mistakes(source: Source, faults: Iterable[Fault], name: str) -> None:
    mistakes = [*source.mistakes, *(source.place(fault) for fault in faults)]
    if mistakes:
        raise AgreementFileError(name, mistakes)
