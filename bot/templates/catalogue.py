"""The templates there are: complete agreement files in `files/`, read when they are wanted."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files

from bot.agreement_file import from_document
from bot.agreement_file.source import read_source
from bot.domain.agreement.document import Agreement
from bot.domain.errors import InvalidInput

#: The Monday on which the work starts in every template; a new collaboration moves all dates.
NOMINAL_START = date(2024, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Template:
    """A kind of work, and the agreement that a collaboration of this kind starts from."""

    key: str
    title: str
    """What people choose it by."""
    description: str
    """One sentence, at most 75 characters: what an option of a chat form holds."""
    facilitated: bool = False
    """Whether a third party, the facilitator, is in the middle."""

    @cached_property
    def agreement(self) -> Agreement:
        """The draft, with nobody named and the dates of `NOMINAL_START`; read once."""
        file = files("bot.templates").joinpath("files", f"{self.key}.yaml")
        # The check of a file from people takes seconds when it runs for the first time, longer
        # than a chat waits for an answer. These files are checked by the tests.
        data = read_source(file.read_text("utf-8")).data
        assert isinstance(data, dict)
        return from_document(data)


TEMPLATES: tuple[Template, ...] = (
    Template(
        key="in_vivo_toxicology",
        title="In-vivo toxicology",
        description="A GLP animal study, from the protocol to the report and the archive.",
    ),
    Template(
        key="cell_line_development",
        title="Cell line development",
        description="From the sequence to a tested cell bank, with a decision at each stage.",
    ),
    Template(
        key="bioanalysis",
        title="Assay or bioanalysis",
        description="A method is set up and validated, then samples are analysed with it.",
    ),
    Template(
        key="phase1_trial",
        title="Phase 1 trial",
        description="A blinded first trial in volunteers, with cohorts and safety reviews.",
    ),
    Template(
        key="device_test",
        title="Device test",
        description="Bench, safety and biocompatibility tests of a medical device.",
    ),
    Template(
        key="managed_by_facilitator",
        title="Managed by a facilitator",
        description="A marketplace's or consultant's programme manager is in the middle.",
        facilitated=True,
    ),
    Template(
        key="blank",
        title="Blank",
        description="Only the least: two leads a side, one update, one meeting, one trigger.",
    ),
)


def template(key: str) -> Template:
    """The template with this key.

    Raises:
        InvalidInput: there is none.
    """
    for each in TEMPLATES:
        if each.key == key:
            return each
    known = ", ".join(each.key for each in TEMPLATES)
    raise InvalidInput(
        f'There is no template "{key}". Choose one of: {known}.', field="template_key"
    )


def facilitated(key: str) -> bool:
    """Whether the template with this key has a facilitator in the middle; no for an unknown one."""
    return any(each.facilitated for each in TEMPLATES if each.key == key)
