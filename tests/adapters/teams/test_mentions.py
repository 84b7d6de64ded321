"""The cases of the mention cleaner; those of the SDK's own that fail are among them."""

import pytest

from adapters.teams.mentions import plain, read_text

BOT = "28:bot"


def mention(text: str, account: str, name: str = "") -> dict[str, object]:
    return {"type": "mention", "text": text, "mentioned": {"id": account, "name": name}}


def bot(text: str = "<at>Accord</at>") -> dict[str, object]:
    return mention(text, BOT, "Accord")


@pytest.mark.parametrize(
    ("text", "entities", "said"),
    [
        ("<at>Accord</at> help", [bot()], "help"),
        ("<at>Accord</at>", [bot()], ""),
        ("<at>Accord</at>&nbsp;who owns A &amp; B", [bot()], "who owns A & B"),
        ("who owns it <at>Accord</at>", [bot()], "who owns it"),
        ("<at>Accord</at> \u201cslides\u201d are Ann\u2019s", [bot()], '"slides" are Ann\'s'),
        # The bot's name as an ordinary word stays.
        (
            "<at>Owner</at> who is Owner of x",
            [bot("<at>Owner</at>")],
            "who is Owner of x",
        ),
        # Each entity cuts one place.
        ("<at>Accord</at> say <at>Accord</at>", [bot()], "say Accord"),
        ("<at>Accord</at> say <at>Accord</at>", [bot(), bot()], "say"),
        # Without tags, as some clients write it.
        ("Accord help Accord", [bot("Accord")], "help Accord"),
        # Entities that are no mention, or not whole.
        ("<at>Accord</at> help", [bot(), {"type": "mention"}, {"type": "clientInfo"}, 7], "help"),
        ("<at>Accord</at> help", [{"type": "mention", "text": "<at>Accord</at>"}], "Accord help"),
        ("<at>Accord</at> help", None, "Accord help"),
        ("help", [], "help"),
        ("line one\r\n  line   two", [], "line one\nline two"),
        # Escaped, the entity still tells what it is; without one it is somebody's text.
        ("&lt;at&gt;Accord&lt;/at&gt; x", [bot()], "x"),
        ("&lt;at&gt;Accord&lt;/at&gt; x", [], "<at>Accord</at> x"),
        ('<at id="0">Accord</at> help', [bot('<at id="0">Accord</at>')], "help"),
        ("<AT>Accord</AT> help", [bot("<AT>Accord</AT>")], "help"),
    ],
)
def test_mentions_of_the_bot_are_cut_exactly_once(text: str, entities: object, said: str) -> None:
    assert plain(read_text(text, entities, BOT), {}) == said


def test_other_people_become_tokens_by_their_id_and_not_by_their_name() -> None:
    entities = [bot(), mention("<at>Monitor</at>", "29:one"), mention("<at>Monitor</at>", "29:two")]
    pieces = read_text("<at>Accord</at> <at>Monitor</at> and <at>Monitor</at>", entities, BOT)
    tokens = {"29:one": "@<teams:a/1>", "29:two": "@<teams:b/2>"}
    assert plain(pieces, tokens) == "@<teams:a/1> and @<teams:b/2>"


def test_a_name_of_two_words_is_one_mention() -> None:
    entities = [mention("<at>Ann</at>", "29:a"), mention("<at>Example</at>", "29:a")]
    pieces = read_text("thanks <at>Ann</at> <at>Example</at> for it", entities, BOT)
    assert plain(pieces, {"29:a": "@<teams:a/1>"}) == "thanks @<teams:a/1> for it"


def test_somebody_who_cannot_be_looked_up_is_called_by_name() -> None:
    entities = [mention("<at>Study director</at>", "29:a", "Study director")]
    pieces = read_text("thanks <at>Study director</at>", entities, BOT)
    assert plain(pieces, {}) == "thanks @Study director"
