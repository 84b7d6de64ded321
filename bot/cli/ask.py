"""`accord ask`: answers from an agreement file, without a database."""

import argparse
import json
import sys

from bot.agreement_file.check import read_agreement
from bot.cards.compose.around import Around
from bot.cards.plain import card_text
from bot.cli.files import read_file
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.visibility import EVERYTHING, Reader, seated
from bot.domain.workdays import seat_zone
from bot.engine.ask import Asked, as_json, ask
from schedules.clock import SystemClock


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("--agreement", required=True, metavar="FILE")
    parser.add_argument("--as", dest="seat", metavar="SEAT", help="answer what this seat may know")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument(
        "question",
        nargs="+",
        help="the question, or - to read one a line and write one JSON a line",
    )
    parser.set_defaults(run=_ask)


def _ask(arguments: argparse.Namespace) -> int:
    agreement = read_agreement(read_file(arguments.agreement), name=arguments.agreement)
    reader = reader_of(agreement, arguments.seat)
    if arguments.question == ["-"]:
        for line in sys.stdin:
            if line.strip():
                print(_json(agreement, line.strip(), reader), flush=True)
        return 0
    question = " ".join(arguments.question)
    if arguments.json:
        print(_json(agreement, question, reader))
        return 0
    print(card_text(_asked(agreement, question, reader).card))
    return 0


def _json(agreement: Agreement, question: str, reader: Reader) -> str:
    asked = _asked(agreement, question, reader)
    return json.dumps(as_json(question, asked), ensure_ascii=False)


def _asked(agreement: Agreement, question: str, reader: Reader) -> Asked:
    zone = next((seat_zone(agreement, seat) for seat in reader.seats), None)
    now = SystemClock().now()
    return ask(agreement, question, reader=reader, now=now, holders={}, around=Around(zone=zone))


def reader_of(agreement: Agreement, seat: str | None) -> Reader:
    """Somebody in this seat; without one, the holder of the file.

    Raises:
        Refused: there is no such seat; the message names those there are.
    """
    if seat is None:
        return EVERYTHING
    if seat not in agreement.seat:
        raise Refused(f'There is no seat "{seat}". Seats: {", ".join(agreement.seat)}.')
    return seated(seat)
