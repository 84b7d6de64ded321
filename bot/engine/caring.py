"""Looking at a draft with care before it is sent. A hint is private and stops nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cards.compose import saying as cards
from bot.cards.form import ChoiceInput, Form, Input
from bot.cards.words import saying as words
from bot.domain.agreement.document import Agreement
from bot.domain.care import hints, without
from bot.engine.answer import Answer
from bot.engine.counterparts import own_party
from bot.engine.input_levels import agreed_otherwise
from bot.engine.saying import UNSENT, Saying, What, keep, must_be_said
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def hinted(scene: Scene, tx: Transaction, saying: Saying) -> Answer | None:
    """The hints on something typed, with its draft kept; none when there is nothing to hint."""
    found = hints(saying.text, scene.agreement)
    agreed = level_of(scene, saying)
    if not found and not agreed:
        return None
    unsent = await keep(scene, tx, saying)
    value = {UNSENT: unsent.id, "collaboration": scene.collaboration.id}
    # A slash command is read by nobody else; a mention in a room is.
    read_already = not scene.private
    card = cards.hint_card(saying.text, found, value, read_already=read_already, agreed=agreed)
    return Answer(card=card, private=True)


def level_of(scene: Scene, saying: Saying) -> str:
    """What was agreed on who decides it, where a question asks for it otherwise."""
    if saying.what is not What.ASK:
        return ""
    return agreed_otherwise(
        scene.agreement,
        scene.alone,
        topic=saying.topic,
        text=saying.text,
        party=own_party(scene),
    )


def in_form(
    agreement: Agreement,
    form: Form,
    values: Mapping[str, str],
    context: Mapping[str, str],
    keys: Sequence[str],
    *,
    agreed: str = "",
) -> Mapping[str, str] | Answer:
    """The values of a form as they are to be sent, or the same form open again with hints.

    Args:
        agreement: whose rules are quoted.
        form: the form as it is opened; what was typed is filled in here.
        values: what was answered.
        context: what came back with the answers.
        keys: the inputs that hold free text for others.
        agreed: what was agreed otherwise than is asked for in it, in a line.
    """
    found = {key: hints(values.get(key, ""), agreement) for key in keys}
    every = [hint for each in found.values() for hint in each]
    if (every or agreed) and cards.SHOWN not in context:
        filled = replace(form, inputs=tuple(_filled(each, values) for each in form.inputs))
        return Answer(form=cards.hinted_form(filled, every, agreed=agreed), private=True)
    if not cards.wants_without(values):
        return values
    left = {key: without(values.get(key, ""), each, words.LEFT_OUT) for key, each in found.items()}
    return {**values, **left}


def text_in(
    scene: Scene, form: Form, values: Mapping[str, str], context: Mapping[str, str], key: str
) -> str | Answer:
    """The one text of a form as it is to be sent, or the same form open again with hints.

    Raises:
        InvalidInput: it is empty or too long.
    """
    looked_at = in_form(scene.agreement, form, values, context, [key])
    if isinstance(looked_at, Answer):
        return looked_at
    return must_be_said(looked_at.get(key, ""))


@dataclass(frozen=True)
class RequiredText:
    """The one text that a form asks for, and may not leave out."""

    key: str
    """Of its input."""
    limit: int
    """As many characters of it as are kept."""
    missing: str
    """What is said when it is empty."""

    def written(
        self, scene: Scene, form: Form, values: Mapping[str, str], context: Mapping[str, str]
    ) -> str | Answer:
        """What was written, cut to the limit, or the form once more, with what to look at in it."""
        looked_at = in_form(scene.agreement, form, values, context, [self.key])
        if isinstance(looked_at, Answer):
            return looked_at
        text = looked_at.get(self.key, "").strip()[: self.limit]
        return text or Answer(errors={self.key: self.missing}, form=form, private=True)


def _filled(asked: Input, values: Mapping[str, str]) -> Input:
    typed = values.get(asked.key)
    if typed is None:
        return asked
    if isinstance(asked, ChoiceInput) and typed not in [option.value for option in asked.options]:
        return asked
    return replace(asked, value=typed)
