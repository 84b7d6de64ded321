import json, time
from pathlib import Path
import pytest
from tests.judges.node import need_browser
from tests.playground.world import a_playground_world

async def test_x(tmp_path: Path):
    need_browser()
    t=time.monotonic()
    def lap(what):
        print(f"{time.monotonic()-t:6.2f} {what}")
    async with a_playground_world(f"sqlite:///{tmp_path / 'accord.db'}") as w:
        lap("world")
        for e in w.playground.stream: print(json.dumps(e)[:300])
        S="/tmp/probe/"
        print(await w.at_the_page({"go":"Study team - Histopathology"},{"say":"who owns the histo slides?","mention":"Accord"},{"card":"Histology slides"},{"screenshot":S+"1.png"}))
        lap("channel")
        print(await w.at_the_page({"go":"Personal Chat"},{"say":"due"},{"card":"due"},{"screenshot":S+"2.png"}))
        lap("personal")
        await w.until("2026-11-27T17:00")
        lap("friday")
        print(await w.at_the_page({"go":"Personal Chat"},{"card":"Weekly written status is due"},{"screenshot":S+"3.png"},{"click":"Update"},{"card":"How does it stand?"},{"screenshot":S+"4.png"}))
        lap("form")
        for e in w.playground.stream: print(json.dumps(e)[:2000])
